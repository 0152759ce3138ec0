"""What every step of an import has in common: it goes on where it was interrupted, and nobody does a row twice.

A step is a row of transactions. Each locks the batch, takes the next rows that wait, and notes what became of
them: a worker that dies loses what it had begun, and the next one takes up from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.directory.models import ImportBatch, ImportRow

State = ImportBatch.State
#: Entries written in one transaction.
TOGETHER = 100
WORKING_ROWS = (
    "what an import found and did is noted with its batch; the entries themselves go through the trail"
)


def require(batch: ImportBatch, *states: str) -> None:
    """Raises ValidationError where the import is in none of these states."""
    if batch.state not in states:
        raise ValidationError(_('This import is "%(state)s".') % {"state": batch.get_state_display()})


def begin(actor: Actor, *, batch: ImportBatch, undo: bool = False) -> ImportBatch:
    """Say that the work starts, so that nobody starts it twice."""
    actor.require("services.edit")
    with transaction.atomic():
        locked = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=batch.pk)
        require(locked, State.APPLIED if undo else State.READY)
        state = State.UNDOING if undo else State.APPLYING
        return trail.change(
            actor, locked, "import.undo_started" if undo else "import.apply_started", state=state, done=0
        )


def is_still(actor: Actor, batch: ImportBatch, state: str) -> bool:
    """Lock the batch for this transaction. False where another worker has ended this step meanwhile."""
    rows = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",))
    return bool(rows.values_list("state", flat=True).get(pk=batch.pk) == state)


def rows_of(actor: Actor, batch: ImportBatch, outcome: str) -> Any:
    """The rows with this outcome; asked within a transaction that holds the batch."""
    return ImportRow.objects.visible_to(actor).filter(batch=batch, outcome=outcome)


def note(actor: Actor, batch: ImportBatch, rows: Sequence[ImportRow]) -> None:
    """Keep what became of the rows, and how far the work is."""
    with unrecorded(WORKING_ROWS):
        ImportRow.objects.bulk_update(rows, ["outcome", "undo", "reasons"])
    further(actor, batch, len(rows))


def further(actor: Actor, batch: ImportBatch, rows: int, **values: Any) -> None:
    """So many rows more are done: that shows on the page, and that the work goes on."""
    held = ImportBatch.objects.visible_to(actor).filter(pk=batch.pk)
    with unrecorded(WORKING_ROWS):
        held.update(done=F("done") + rows, updated_at=timezone.now(), **values)
    batch.refresh_from_db(fields=["done", *values], from_queryset=held)
