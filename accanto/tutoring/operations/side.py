"""What every act of one of the two asks first: who they are in the tie, and whether it still goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Tutoring, TutoringSide
from accanto.tutoring.scopes import in_the_group
from accanto.tutoring.words import DAY_PAST, DAY_TOO_FAR, HAS_ENDED, WRITE_SOMETHING, Side, TutorKind

#: The same thing sent twice within so long was sent once: a thumb that tapped twice, a slow network.
DOUBLE_TAP = timedelta(minutes=2)
#: Nobody plans further ahead with someone they meet once a month.
FURTHEST = timedelta(days=366)

R = TypeVar("R")


def side_of(tie: Tutoring, user_id: UUID | None) -> Side | None:
    """Which of the two a user is, or None for anyone else. Someone of a group that tutors is the tutor."""
    first = first_of(tie, user_id)
    if first is not None or user_id is None or not TutorKind(tie.tutor.kind).is_group:
        return first
    ties = Tutoring.objects.visible_to(KEEPER).filter(in_the_group(user_id), pk=tie.pk)
    return Side.TUTOR if ties.exists() else None


def first_of(tie: Tutoring, user_id: UUID | None) -> Side | None:
    """Which of the two a user is for good: the tutor, of a group its contact person, or the person. They sign."""
    if user_id is None:
        return None
    if tie.tutor.account_id == user_id:
        return Side.TUTOR
    return Side.PERSON if tie.case.person.account_id == user_id else None


def user_of(actor: Actor) -> User | None:
    return User.objects.filter(pk=actor.user_id).first()


def going_on(actor: Actor, tie: Tutoring) -> None:
    """Keep the tie for this transaction: whoever else writes on its page waits.

    Raises NotAllowed where the actor may not write there, ValidationError once it has ended.
    """
    if not allowed_on(actor, "tutoring.contact", tie):
        raise NotAllowed
    trail.lock(tie)
    if tie.ended_on is not None:
        raise ValidationError(HAS_ENDED)


def as_one_of_the_two(actor: Actor, tie: Tutoring) -> Side:
    """Who of the two acts, on a tie that goes on. Raises as `going_on`; NotAllowed for anyone else."""
    going_on(actor, tie)
    side = side_of(tie, actor.user_id)
    if side is None:
        raise NotAllowed
    return side


def sent_twice(rows: Iterable[R], **said: Any) -> R | None:
    """The row of this very moment that says the same already, if there is one."""
    since = timezone.now() - DOUBLE_TAP
    for row in rows:
        if row.created_at >= since and all(getattr(row, name) == value for name, value in said.items()):  # type: ignore[attr-defined]
            return row
    return None


def some_words(text: str, field: str) -> str:
    """What was written, without the space around it. Raises ValidationError for nothing."""
    if not text.strip():
        raise ValidationError({field: WRITE_SOMETHING})
    return text.strip()


def check_to_come(on: date, field: str = "on") -> None:
    """Raises ValidationError for a day that is past or too far away to plan."""
    today = timezone.localdate()
    if on < today:
        raise ValidationError({field: DAY_PAST})
    if on > today + FURTHEST:
        raise ValidationError({field: DAY_TOO_FAR})


def row_of_side(actor: Actor, tie: Tutoring, side: str) -> TutoringSide:
    """The side's own row, made when it is first needed."""
    found = tie.sides.filter(side=side).first()
    if found is not None:
        return found
    return trail.create(actor, TutoringSide(tutoring=tie, side=side), "tutoring.side_made")
