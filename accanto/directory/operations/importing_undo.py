"""Taking a whole import back, the last entry first. What someone changed since is kept, and said so."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.taking_back import ChangedSince
from accanto.directory.models import ImportBatch, ImportRow
from accanto.directory.operations import importing_steps as steps
from accanto.directory.operations.importing_steps import State
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.taking_back import take_back, take_back_whole
from accanto.directory.operations.writing import mark_stale_rows, services_of, touched_by

Outcome = ImportRow.Outcome
_UNDONE = "import.undone"


def undo_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Bring back what was. Goes on where it was interrupted."""
    steps.STEPS.require(batch, State.UNDOING)
    last = batch.total + 1
    while True:
        with transaction.atomic():
            if not steps.STEPS.is_still(actor, batch, State.UNDOING):
                return batch
            taken = steps.STEPS.rows_of(actor, batch, Outcome.TAKEN).filter(number__lt=last)
            rows = list(taken.order_by("-number")[: steps.TOGETHER])
            if not rows:
                return trail.change(actor, batch, _UNDONE, state=State.UNDONE)
            touched = {each for row in rows for each in touched_by(row, row.undo)}
            services = services_of(actor, touched)  # before they are gone
            whole = take_back_whole(actor, rows, _UNDONE)
            for row in rows:
                if row.pk in whole:
                    row.outcome = Outcome.UNDONE
                else:
                    _undo_row(actor, row)
            steps.STEPS.note(actor, batch, rows)
            refresh(services)
            mark_stale_rows(touched)
            last = rows[-1].number


def _undo_row(actor: Actor, row: ImportRow) -> None:
    try:
        with transaction.atomic():
            take_back(actor, row.undo, _UNDONE)
    except (ChangedSince, ValidationError) as error:
        row.outcome = Outcome.KEPT
        why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        row.reasons = [*row.reasons, {"at": "", "why": why, "stops": False}]
    else:
        row.outcome = Outcome.UNDONE
