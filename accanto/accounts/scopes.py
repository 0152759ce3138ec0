"""Who sees which users: those who hold a role, or are invited to one, where the actor may see users."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

user_scope = RowScope(
    see="users.see", paths=Paths(organisation="organisation", project="project", territory="territory")
)
