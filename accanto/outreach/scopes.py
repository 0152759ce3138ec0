"""Who sees which places, visits and encounters: the organisation whose they are."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

outreach_scope = RowScope(
    see="encounters.see",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("operator",)),
)
place_scope = RowScope(
    see="encounters.see", paths=Paths(organisation="organisation", project="project", territory="territory")
)
