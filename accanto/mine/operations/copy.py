"""The copy that a person takes along: asked for, made, taken, forgotten."""

from __future__ import annotations

import base64
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.mine.models import DataCopy, OwnPerson

#: How long a copy can be taken.
VALID = timedelta(hours=24)
MAKER = SystemActor("copy of own data")


@transaction.atomic
def ask_for_copy(actor: Actor, *, person: OwnPerson, language: str) -> DataCopy:
    """Begin a copy in the place of one of before. The caller queues the job."""
    if not allowed_on(actor, "own.ask", person):
        raise NotAllowed
    trail.lock(person)
    for old in DataCopy.objects.visible_to(actor).filter(person=person.pk):
        trail.remove(actor, old, "data_copy.removed")
    row = DataCopy(person=person, language=language, expires_at=timezone.now() + VALID)
    return trail.create(actor, row, "data_copy.asked")


@transaction.atomic
def keep_copy(*, row: DataCopy, content: bytes) -> DataCopy:
    """Called by the job that made it."""
    trail.lock(row)
    now = timezone.now()
    kept = base64.b64encode(content).decode()
    return trail.change(MAKER, row, "data_copy.made", content=kept, made_at=now, expires_at=now + VALID)


def take_copy(actor: Actor, *, row: DataCopy) -> bytes:
    """The ZIP; leaves an entry. The row is the actor's own, and ready."""
    if not allowed_on(actor, "own.see", row) or not row.is_ready:
        raise NotAllowed
    trail.note(actor, "data_copy.taken", row)
    return base64.b64decode(row.content)


def forget_copies() -> int:
    """Remove copies whose time is over. Returns how many."""
    rows = list(DataCopy.objects.visible_to(MAKER).filter(expires_at__lt=timezone.now()))
    trail.remove_all(MAKER, rows, "data_copy.removed")
    return len(rows)
