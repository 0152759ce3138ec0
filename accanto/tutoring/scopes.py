"""Who sees which tutors and tutorings: the organisation, and the two who are in it."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

tutor_scope = RowScope(
    see="tutors.see",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("account",)),
)
tutoring_scope = RowScope(
    see="tutoring.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("tutor__account", "case__person__account", "case__operator"),
    ),
)
#: What the organisation keeps of a tie for itself: neither of the two sees it.
watch_scope = RowScope(
    see="tutoring.edit",
    paths=Paths(
        organisation="tutoring__case__organisation",
        project="tutoring__case__project",
        territory="tutoring__case__territory",
        own=("tutoring__case__operator",),
    ),
)
#: Answers: the organisation's, and of the two each their own alone.
check_in_scope = RowScope(
    see="checkins.see",
    paths=Paths(
        organisation="tutoring__case__organisation",
        project="tutoring__case__project",
        territory="tutoring__case__territory",
        own=("account", "tutoring__case__operator"),
    ),
)
