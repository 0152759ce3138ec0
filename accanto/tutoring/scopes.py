"""Who sees which tutors and tutorings: the organisation, and the two who are in it."""

from django.db.models import Q

from accanto.core.actor import Actor, Paths
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
draft_scope = RowScope(see="tutors.edit")
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


def of_the_two(actor: Actor, prefix: str) -> Q:
    """What the two tell each other: of those who see the tie, only they read it, and not the organisation."""
    return Q() if actor.user_id is None else _is_one_of_the_two(actor, prefix)


def of_the_author(actor: Actor, prefix: str) -> Q:
    """What one of the two says to the organisation: its author reads it, and those of the organisation who see
    the tie; never the other one, even where they work for the organisation too."""
    if actor.user_id is None:
        return Q()
    author = f"{prefix}__author" if prefix else "author"
    return Q(**{author: actor.user_id}) | ~_is_one_of_the_two(actor, prefix)


def _is_one_of_the_two(actor: Actor, prefix: str) -> Q:
    tie = f"{prefix}__tutoring" if prefix else "tutoring"
    tutor, person = f"{tie}__tutor__account", f"{tie}__case__person__account"
    return Q(**{tutor: actor.user_id}) | Q(**{person: actor.user_id})
