"""Who sees which cases: the organisation that follows them, within its projects and territories."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

case_scope = RowScope(
    see="cases.see",
    paths=Paths(
        organisation="organisation", project="project", territory="territory", own=("operator", "opened_by")
    ),
)
