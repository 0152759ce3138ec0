"""Who sees which budget lines, supports and homes.

What was given stays with the organisation that gave it, also when the case goes on to another (`cases` transfers):
money with the organisation of its line, a stay with the home's, a placement with its own. A budget line carries no
person, so the coordinator of the project sees all of them; who got the money they never see.
"""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

line_scope = RowScope(see="budgets.see", paths=Paths(organisation="organisation", project="project"))
support_scope = RowScope(
    see="supports.see",
    paths=Paths(organisation="line__organisation", project="line__project", territory="case__territory"),
)
home_scope = RowScope(see="homes.see", paths=Paths(organisation="organisation", project="project"))
stay_scope = RowScope(
    see="homes.see",
    paths=Paths(organisation="home__organisation", project="home__project", territory="case__territory"),
)
placement_scope = RowScope(
    see="placements.see",
    paths=Paths(organisation="organisation", project="case__project", territory="case__territory"),
)
