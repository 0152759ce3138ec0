"""Who sees a skills assessment: the organisation that follows the case, and the person it is about."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

assessment_scope = RowScope(
    see="skills.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("case__person__account",),
    ),
)
