"""Taking a whole import back, the last row first; and forgetting what a sheet said of people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.made import take_back
from accanto.caseload.operations.steps import DOING, Outcome, State, require
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.core.stepwise import WORKING_ROWS
from accanto.core.taking_back import ChangedSince

#: Rows taken back with one transaction.
TOGETHER = 25
#: What an import says of people.
_NOTHING: dict[str, Any] = {"file_name": "—", "headings": [], "words": {}, "unknown": {}}
_RESTING = (State.COLUMNS, State.READY, State.UNDONE, State.FINISHED)


def begin_undoing(actor: Actor, *, batch: Caseload) -> Caseload:
    """Say that the work starts. Raises ValidationError once the time for it is over."""
    require(actor, batch)
    if timezone.localdate() > batch.forget_on:
        raise ValidationError(_("It is too long ago to be taken back."))
    with DOING.held(actor, batch, State.READY, State.FINISHED) as locked:
        return trail.change(actor, locked, "caseload.undo_begun", state=State.UNDOING, done=0)


def undo(actor: Actor, *, batch: Caseload) -> Caseload:
    """Take back what nobody touched since; what someone did is kept, and said why. Goes on where it was interrupted."""
    require(actor, batch)
    DOING.require(batch, State.UNDOING)
    last = batch.total + 1
    while True:
        with transaction.atomic():
            if not DOING.is_still(actor, batch, State.UNDOING):
                return batch
            taken = DOING.rows_of(actor, batch, Outcome.TAKEN).filter(number__lt=last)
            rows = list(taken.select_related("batch").order_by("-number")[:TOGETHER])
            if not rows:
                return trail.change(actor, batch, "caseload.undone", state=State.UNDONE)
            for row in rows:
                _undo_row(actor, row)
            DOING.note(actor, batch, rows)
            last = rows[-1].number


def _undo_row(actor: Actor, row: CaseloadRow) -> None:
    try:
        with transaction.atomic():
            take_back(actor, row.undo)
    except (ChangedSince, ValidationError) as error:
        row.outcome = Outcome.KEPT
        why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        row.reasons = [*row.reasons, {"at": None, "why": why}]
    else:
        row.outcome, row.undo, row.same_as_id = Outcome.UNDONE, [], None


@transaction.atomic
def finish(actor: Actor, *, batch: Caseload) -> Caseload:
    """Forget what the sheet says of people; what was taken in stays, and can be taken back until its day."""
    require(actor, batch)
    with DOING.held(actor, batch, *_RESTING) as locked:
        state = State.UNDONE if locked.state == State.UNDONE else State.FINISHED
        rows = CaseloadRow.objects.visible_to(actor).filter(batch=locked)
        with unrecorded(WORKING_ROWS):
            rows.exclude(outcome__in=(Outcome.TAKEN, Outcome.KEPT)).delete()
            for row in rows:
                row.cells, row.reasons = [], []
                row.save(update_fields=["cells", "reasons", "updated_at"])
        return trail.change(actor, locked, "caseload.finished", state=state, **_NOTHING)


def forget_old(clock: Actor) -> int:
    """Each night: all rows of imports whose time is over, whatever their state. Returns how many imports."""
    over = Caseload.objects.visible_to(clock).filter(forget_on__lt=timezone.localdate())
    found = 0
    for batch in over.filter(rows__isnull=False).distinct():
        with transaction.atomic():
            with unrecorded(WORKING_ROWS):
                CaseloadRow.objects.visible_to(clock).filter(batch=batch).delete()
            trail.change(clock, batch, "caseload.forgotten", state=State.FINISHED, **_NOTHING)
        found += 1
    return found
