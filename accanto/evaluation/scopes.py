"""Who sees which declared figures: whoever sees the project's figures."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

figure_scope = RowScope(see="figures.see", paths=Paths(organisation="organisation", project="project"))
