"""Who sees which persons: those whom an organisation in the actor's reach knows."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

person_scope = RowScope(
    see="people.see",
    through="involvements",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("follower",)),
)
opening_scope = RowScope(
    see="openings.review",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("opened_by",)),
)
household_scope = RowScope(
    see="people.see", paths=Paths(organisation="organisation", project="project", territory="territory")
)
