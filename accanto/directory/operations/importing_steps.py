"""What every step of an import has in common: it goes on where it was interrupted (core/stepwise.py)."""

from __future__ import annotations

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.stepwise import WORKING_ROWS, Stepwise
from accanto.directory.models import ImportBatch, ImportRow

__all__ = ["STEPS", "TOGETHER", "WORKING_ROWS", "State", "begin"]

State = ImportBatch.State
#: Entries written in one transaction.
TOGETHER = 100
STEPS = Stepwise(ImportBatch, ImportRow, ("outcome", "undo", "reasons"))


def begin(actor: Actor, *, batch: ImportBatch, undo: bool = False) -> ImportBatch:
    """Say that the work starts, so that nobody starts it twice."""
    actor.require("services.edit")
    with STEPS.held(actor, batch, State.APPLIED if undo else State.READY) as locked:
        state = State.UNDOING if undo else State.APPLYING
        return trail.change(
            actor, locked, "import.undo_started" if undo else "import.apply_started", state=state, done=0
        )
