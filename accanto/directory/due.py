"""What is to be checked, and in which order: who waits for an answer first, then the longest overdue."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import Case, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.directory.models import Correction, Feedback, Service

#: Where nobody ever asked, it stands before all days.
NEVER: Final = date(1970, 1, 1)
#: Order of the queue: `waiting` and `due` are annotations of `queue`.
ORDER: Final = ("-waiting", "due", "id")


def queue(actor: Actor, today: date | None = None) -> QuerySet[Any]:
    """Services with a correction or feedback that waits, or whose day to be asked has come."""
    today = today or timezone.localdate()
    corrections = Correction.objects.visible_to(actor).filter(
        service=OuterRef("pk"), state=Correction.State.WAITING
    )
    feedback = Feedback.objects.visible_to(actor).filter(service=OuterRef("pk"), state=Feedback.State.WAITING)
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
