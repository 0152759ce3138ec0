"""Who sees which tutors and tutorings: the organisation, and the two who are in it."""

from accanto.core.actor import Paths
from accanto.core.scoping import RowScope

tutor_scope = RowScope(
    see="tutors.see",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("account",)),
)
#: Offers from the public form.
application_scope = RowScope(
    see="tutors.see",
    paths=Paths(organisation="organisation", project="project", territory="territory"),
)
#: Drafts of the public form belong to no organisation: the secret of the one who writes it opens one.
draft_scope = RowScope(see="tutors.edit", paths=Paths())
tutoring_scope = RowScope(
    see="tutoring.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("tutor__account", "case__person__account", "case__operator"),
    ),
)
