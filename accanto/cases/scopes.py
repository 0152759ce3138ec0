"""Who sees which cases: the organisation that follows them, within its projects and territories;
and who sees a referral without its case: the organisation whose service it was sent to."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

case_scope = RowScope(
    see="cases.see",
    paths=Paths(
        organisation="organisation", project="project", territory="territory", own=("operator", "opened_by")
    ),
)

#: No project and no territory: they are the case's, and the desk works for whoever was sent to it.
incoming_scope = RowScope(
    see="referrals.in", paths=Paths(organisation="service__organization__network_organisation")
)
