"""What is to be checked, and in which order: who waits for an answer first, then the longest overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.directory.fresh import NEVER
from accanto.directory.models import ConfirmationLink, Correction, Feedback, Service

#: Order of the queue: `waiting` and `due` are annotations of `queue`.
ORDER: Final = ("-waiting", "due", "id")


def corrections_waiting(actor: Actor) -> QuerySet[Any]:
    """Corrections of organizations that no editor has decided on."""
    return Correction.objects.visible_to(actor).filter(state=Correction.State.WAITING)


def feedback_waiting(actor: Actor) -> QuerySet[Any]:
    """What the public said and no editor has seen to."""
    return Feedback.objects.visible_to(actor).filter(state=Feedback.State.WAITING)


def links_open(actor: Actor) -> QuerySet[Any]:
    """Links that an organization was sent and can still use."""
    rows = ConfirmationLink.objects.visible_to(actor)
    return rows.filter(used_on=None, withdrawn_on=None, expires_on__gt=timezone.now())


def queue(actor: Actor, today: date | None = None) -> QuerySet[Any]:
    """Services with a correction or feedback that waits, or whose day to be asked has come."""
    today = today or timezone.localdate()
    corrections = corrections_waiting(actor).filter(service=OuterRef("pk"))
    feedback = feedback_waiting(actor).filter(service=OuterRef("pk"))
    rows = Service.objects.visible_to(actor).exclude(status=Service.Status.DEFUNCT)
    return rows.annotate(
        waiting=Case(
            When(Exists(corrections), then=Value(2)),
            When(Exists(feedback), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
        due=Coalesce("check_again_by", Value(NEVER), output_field=DateField()),
    ).filter(Q(waiting__gt=0) | Q(due__lt=today))


#: Messages of the public told on a service's own page; the list has the others.
MOST_MESSAGES = 5


@dataclass(frozen=True)
class Waiting:
    """What waits for an editor of one service, and the link that its organization has not used yet."""

    corrections: list[Correction]
    messages: list[Feedback]
    more_messages: int
    link: ConfirmationLink | None


def waiting_of(actor: Actor, service: Service) -> Waiting | None:
    """What waits, for an editor; None for others, and where nothing does."""
    if not actor.may("services.edit"):
        return None
    corrections, told = (
        list(rows.filter(service=service)) for rows in (corrections_waiting(actor), feedback_waiting(actor))
    )
    link = links_open(actor).filter(service=service).first()
    found = Waiting(corrections, told[:MOST_MESSAGES], len(told[MOST_MESSAGES:]), link)
    return found if corrections or told or link else None
