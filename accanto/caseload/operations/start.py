"""A register is sent; a person says what its columns and words are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.steps import LOOKING, State, memory_of, remember, require
from accanto.caseload.reading.headings import guess, heading_row, headings_of
from accanto.core import cells, trail
from accanto.core.actor import Actor
from accanto.core.gate import clean_text
from accanto.core.scoping import unrecorded
from accanto.core.stepwise import WORKING_ROWS
from accanto.network.models import Organisation, Project
from accanto.network.municipalities import plain
from accanto.network.operations.partnership import require_place

LIMITS = cells.Limits(size=5_000_000, unpacked=60_000_000, rows=5_000, columns=100, seconds=30, blanks=True)


@transaction.atomic
def start_caseload(
    actor: Actor, *, organisation: Organisation, project: Project, file_name: str, content: bytes
) -> Caseload:
    """Read a sheet and keep its cells, sealed. Raises ValidationError for what is no sheet. Writes nobody."""
    require_place(actor, "caseload.import", organisation=organisation, project=project)
    try:
        lines = _lines(content)
    except cells.Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    number = heading_row(lines)
    batch = Caseload(
        organisation=organisation,
        project=project,
        by=User.objects.get(pk=actor.user_id),
        file_name=file_name[:200] or "file",
        heading_row=number,
        headings=headings_of(lines, number),
        total=len(lines),
        forget_on=Caseload.day_to_forget(),
    )
    memory = memory_of(actor, batch)
    batch.mapping = guess(batch.headings, memory.headings if memory else {})
    batch.words = memory.words if memory else {}
    batch = trail.create(actor, batch, "caseload.started")
    rows = [CaseloadRow(batch=batch, number=place, cells=line) for place, line in enumerate(lines, 1)]
    with unrecorded(WORKING_ROWS):
        CaseloadRow.objects.bulk_create(rows, batch_size=500)
    return batch


def _lines(content: bytes) -> list[list[str]]:
    if not content:
        raise cells.Unreadable(_("The file is empty."))
    if not content.startswith((cells.ARCHIVE, cells.OLE)) and not cells.is_text(content):
        raise cells.Unreadable(_("This is no spreadsheet: send an XLSX, ODS or CSV file."))
    lines = [[clean_text(cell).strip() for cell in row] for row in cells.rows_of(content, LIMITS)]
    while lines and not any(lines[-1]):
        lines.pop()
    if not lines:
        raise cells.Unreadable(_("The sheet is empty."))
    return lines


def set_columns(
    actor: Actor, *, batch: Caseload, heading_row: int, mapping: list[str], **defaults: Any
) -> Caseload:
    """Say what each column is, and what holds for all rows. With another row of titles, the guess is made anew."""
    require(actor, batch)
    with LOOKING.held(actor, batch, State.COLUMNS, State.READY) as locked:
        if heading_row != locked.heading_row:
            lines = [row.cells for row in locked.rows.order_by("number")[: max(heading_row, 1) + 1]]
            headings = headings_of([*lines, [""] * len(locked.mapping)], heading_row)
            memory = memory_of(actor, locked)
            known = guess(headings, memory.headings if memory else {})
            return trail.change(
                actor, locked, "caseload.columns_said", heading_row=heading_row, headings=headings, mapping=known,
                state=State.COLUMNS, **defaults,
            )  # fmt: skip
        said = dict(zip(map(plain, locked.headings), mapping, strict=True))
        remember(actor, locked, headings={heading: key for heading, key in said.items() if heading})
        return trail.change(
            actor, locked, "caseload.columns_said", mapping=mapping, state=State.CHECKING, done=0, **defaults
        )


def decide_words(actor: Actor, *, batch: Caseload, words: dict[str, dict[str, str]]) -> Caseload:
    """Say what words mean, once for all rows: {list: {word: code}}; "" is nothing. Looks through the rows again."""
    require(actor, batch)
    with LOOKING.held(actor, batch, State.READY) as locked:
        known = {**locked.words}
        for name, said in words.items():
            known[name] = {**known.get(name, {}), **{plain(word): code for word, code in said.items()}}
        meant = {
            name: {plain(word): code for word, code in said.items() if code}
            for name, said in words.items()
            if name != "operator"  # colleagues come and go
        }
        if any(meant.values()):
            remember(actor, locked, words=meant)
        return trail.change(actor, locked, "caseload.words_said", words=known, state=State.CHECKING, done=0)
