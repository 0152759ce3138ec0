"""Who sees which budget lines, supports and homes.

A support is seen by the organisation that follows the case. A budget line carries no person, so the
coordinator of the project sees all of them; who got the money they never see.
"""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

line_scope = RowScope(see="budgets.see", paths=Paths(organisation="organisation", project="project"))
support_scope = RowScope(
    see="supports.see",
    paths=Paths(organisation="case__organisation", project="case__project", territory="case__territory"),
)
home_scope = RowScope(see="homes.see", paths=Paths(organisation="organisation", project="project"))
stay_scope = RowScope(
    see="homes.see",
    paths=Paths(organisation="case__organisation", project="case__project", territory="case__territory"),
)
placement_scope = RowScope(
    see="placements.see",
    paths=Paths(organisation="case__organisation", project="case__project", territory="case__territory"),
)
