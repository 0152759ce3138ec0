"""Files that we hand out: an empty register with a guide to its columns, and the rows that were not taken in."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.reading.fields import FIELDS, title_of
from accanto.core.sheets import workbook

LANGUAGES = ("it", "en")
#: Titles that only a sheet that exists already needs.
_NOT_IN_TEMPLATE = ("full_name", "name_reversed")


def template() -> bytes:
    """The sheet to fill in, with an invented row, and a sheet that says in Italian and English what goes where."""
    fields = [field for key, field in FIELDS.items() if key not in _NOT_IN_TEMPLATE]
    with translation.override("it"):
        titles = [title_of(field.key) for field in fields]
    rows = []
    for field in fields:
        row = []
        for language in LANGUAGES:
            with translation.override(language):
                row += [title_of(field.key), str(field.guide)]
        rows.append([*row, field.example])
    heads = ["Colonna", "Che cosa scrivere", "Column", "What to write", "Esempio - Example"]
    example = [field.example for field in fields]
    return workbook([("Percorsi", titles, [example]), ("Guida - Guide", heads, rows)])


def left_over(batch: Caseload, rows: Iterable[CaseloadRow]) -> bytes:
    """Rows with their reasons: what was read stands beside what was wrong, ready to be mended and sent again."""
    width = len(batch.headings)
    titles = [*batch.headings, _("why"), _("row")]
    lines = (
        [*row.cells[:width], *[""] * (width - len(row.cells)), why_of(batch, row), row.number] for row in rows
    )
    return workbook([(_("To be corrected"), titles, lines)])


def why_of(batch: Caseload, row: CaseloadRow) -> str:
    """Every reason of a row, in one line."""
    found = [f"{column_of(batch, each['at'])}: {each['why']}".strip(": ") for each in row.reasons]
    return "; ".join(found) or str(row.get_fate_display())


def column_of(batch: Caseload, place: int | None) -> str:
    """What a column is called in the sheet, or by us where it has no title."""
    if place is None or place >= len(batch.headings):
        return ""
    key = batch.mapping[place]
    return batch.headings[place] or (title_of(key) if key else _("column %(number)d") % {"number": place + 1})
