"""Taking in: every row that is well, some at a time, each as if it were alone, through the operations of its room."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.look import Sheet, judge, read_sheet
from accanto.caseload.operations.person import Taker
from accanto.caseload.operations.steps import (
    DOING,
    Choice,
    Fate,
    Outcome,
    State,
    require,
)
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed

#: Rows taken in with one transaction.
TOGETHER = 25
_REFUSALS = (ValidationError, IntegrityError, DataError, NotAllowed)


def begin_taking(actor: Actor, *, batch: Caseload) -> Caseload:
    """Say that the work starts, so that nobody starts it twice."""
    require(actor, batch)
    with DOING.held(actor, batch, State.READY) as locked:
        return trail.change(actor, locked, "caseload.taking_begun", state=State.APPLYING, done=0)


def take_in(actor: Actor, *, batch: Caseload) -> Caseload:
    """Write every row that can be. Goes on where it was interrupted."""
    require(actor, batch)
    DOING.require(batch, State.APPLYING)
    _rows, sheet = read_sheet(actor, batch)
    taker, last = Taker(actor, batch, sheet), 0
    while True:
        with transaction.atomic():
            if not DOING.is_still(actor, batch, State.APPLYING):
                return batch
            waiting = DOING.rows_of(actor, batch, Outcome.WAITING).filter(number__gt=last)
            rows = list(waiting.select_related("batch").order_by("number")[:TOGETHER])
            if not rows:
                return trail.change(actor, batch, "caseload.taken_in", state=State.READY)
            _take_each(taker, _as_they_were(actor, sheet, rows))
            DOING.note(actor, batch, rows)
            last = rows[-1].number


def _as_they_were(actor: Actor, sheet: Sheet, rows: Sequence[CaseloadRow]) -> list[CaseloadRow]:
    """Without those whom someone may have brought in since they were looked through: nobody has seen that yet."""
    new = [row for row in rows if row.fate == Fate.NEW]
    judge(actor, sheet, new)
    return [row for row in rows if row not in new or row.fate == Fate.NEW]


def _take_each(taker: Taker, rows: Sequence[CaseloadRow]) -> None:
    """What is refused is rolled back alone, and says why."""
    for row in rows:
        if not is_wanted(row):
            continue
        try:
            with transaction.atomic():
                done = taker.take(row)
        except _REFUSALS as error:
            row.outcome, row.reasons = Outcome.REFUSED, [*row.reasons, {"at": None, "why": _why(error)}]
            continue
        if done is None:
            why = _("It waits for row %(number)d, which is not taken in yet.") % {"number": row.first or 0}
            row.reasons = [{"at": None, "why": why}]
        else:
            row.undo, row.outcome = done, Outcome.TAKEN


def is_wanted(row: CaseloadRow) -> bool:
    """Whether a row is well, and nobody has to decide something first."""
    if row.choice == Choice.SKIP or row.fate in (Fate.ERROR, Fate.NOTHING):
        return False
    return row.fate != Fate.UNSURE or row.choice in (Choice.TAKE, Choice.SAME)


def _why(error: Exception) -> str:
    if isinstance(error, NotAllowed):
        return str(_("You may not write this there."))
    if not isinstance(error, ValidationError):
        return str(_("Something of it is there already, or larger than the database holds."))
    return " ".join(error.messages)
