"""Who sees which tutors and tutorings: the organisation, and the two who are in it."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from accanto.core.actor import NOTHING, Actor, Paths
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
#: That an offer was handed on, for the partner who did.
handed_scope = RowScope(see="tutors.see", paths=Paths(organisation="organisation", project="project"))
#: Drafts of the public form belong to no organisation: the secret of the one who writes it opens one.
draft_scope = RowScope(see="tutors.edit")
_member = Paths(own=("account",))


def of_a_member(actor: Actor, capability: str, pk_path: str) -> Q:
    """Ties of the groups that the actor is of, for roles that hold the capability on their own ones."""
    if actor.user_id is None or actor.rows(capability, _member) in (Q(), NOTHING):
        return NOTHING  # the tie's own paths have already said all there is
    return in_the_group(actor.user_id, pk_path)


def in_the_group(user_id: Any, pk_path: str = "pk") -> Q:
    """Ties to which a user belongs as someone of the group: those in which they stand beside the person, or
    stood until the end; and those in which nobody of the group in particular ever did, which are of all of it.

    Who has left the group belongs to none.
    """
    here = apps.get_model("tutoring", "TutorMember")._base_manager.filter(account=user_id, left_on=None)
    turns = apps.get_model("tutoring", "TutoringMember")._base_manager.filter(tutoring=OuterRef(pk_path))
    mine = turns.filter(Q(until_on=None) | Q(until_on=F("tutoring__ended_on")), member__in=here)
    return Q(Exists(mine)) | (Q(Exists(here.filter(tutor__tutorings=OuterRef(pk_path)))) & ~Q(Exists(turns)))


def part_of(user_id: Any, prefix: str = "") -> Q:
    """Ties, or rows below them, of which a user is one side: the tutor, someone of the group, or the person."""
    at = f"{prefix}__" if prefix else ""
    two = Q(**{f"{at}tutor__account": user_id}) | Q(**{f"{at}case__person__account": user_id})
    return two | in_the_group(user_id, f"{at}pk")


tutoring_scope = RowScope(
    see="tutoring.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("tutor__account", "case__person__account", "case__operator"),
    ),
    extra=of_a_member,
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

#: What each side of a pair is asked: the organisation's, and of the two each their own alone.
asked_scope = RowScope(
    see="asking.see",
    paths=Paths(
        organisation="match__request__case__organisation",
        project="match__request__case__project",
        territory="match__request__case__territory",
        own=("account",),
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
    return part_of(actor.user_id, f"{prefix}__tutoring" if prefix else "tutoring")
