"""Who reads the trail: administrators the whole of it, others on the pages of what they see."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

trail_scope = RowScope(see="trail.see", paths=Paths(organisation="organisation_id", project="project_id"))
