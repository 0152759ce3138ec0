"""Who sees which projects: partners' users theirs, coordinators and evaluators their own."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

project_scope = RowScope(
    see="projects.see", through="partnerships", paths=Paths(organisation="organisation", project="project")
)
