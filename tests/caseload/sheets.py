"""Registers as organisations keep them, and the steps of taking one in."""

from __future__ import annotations

import csv
from collections import Counter
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from accanto.caseload import jobs
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.start import set_columns, start_caseload
from accanto.caseload.operations.take import begin_taking
from accanto.caseload.operations.undo import begin_undoing
from tests.cast import SYSTEM, Cast

HEAD = [
    "Cognome e Nome",
    "Data di nascita",
    "Sesso",
    "Nazionalità",
    "Tel.",
    "Presa in carico",
    "Operatore",
    "Note",
]


def table(
    *rows: list[Any], head: list[str] | None = None, delimiter: str = ";", encoding: str = "utf-8"
) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([head or HEAD, *rows])
    return text.getvalue().encode(encoding)


def workbook(*rows: list[Any]) -> bytes:
    to = BytesIO()
    with xlsxwriter.Workbook(to) as book:
        page = book.add_worksheet()
        for line, cells in enumerate(rows):
            page.write_row(line, 0, cells)
    return to.getvalue()


def send(cast: Cast, content: bytes, **said: Any) -> Caseload:
    """Sent by Mario, its columns as they were guessed; Berta follows whom the sheet gives nobody."""
    actor = cast.actor(cast.mario)
    batch = start_caseload(
        actor, organisation=cast.org_a, project=cast.project, file_name="registro.xlsx", content=content
    )
    values = {"operator": cast.berta, "outcome": "other", **said}
    mapping = values.pop("mapping", batch.mapping)
    batch = set_columns(actor, batch=batch, heading_row=batch.heading_row, mapping=mapping, **values)
    return jobs.step(actor, batch)


def take(cast: Cast, batch: Caseload) -> Caseload:
    actor = cast.actor(cast.mario)
    return jobs.step(actor, begin_taking(actor, batch=batch))


def undo(cast: Cast, batch: Caseload) -> Caseload:
    actor = cast.actor(cast.mario)
    return jobs.step(actor, begin_undoing(actor, batch=batch))


def rows_of(batch: Caseload) -> list[CaseloadRow]:
    return list(CaseloadRow.objects.visible_to(SYSTEM).filter(batch=batch).order_by("number"))


def fates(batch: Caseload) -> list[str]:
    return [row.fate for row in rows_of(batch)][1:]


def outcomes(batch: Caseload) -> dict[str, int]:
    return dict(Counter(row.outcome for row in rows_of(batch) if row.outcome))


def why(row: CaseloadRow) -> str:
    return "; ".join(f"{each['at']}: {each['why']}" for each in row.reasons)
