"""Files that we hand out: the template with its guide, an example, rows that could not be taken in. No formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accanto.directory.exchange import saying
from accanto.directory.exchange.sheet import COLUMNS, TITLES, guide
from accanto.directory.models import ImportRow

#: A file in HSDS for who wants to try.
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample.json"
#: Longest text that a cell of a workbook holds.
_CELL = 32_000
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def template() -> bytes:
    """The sheet to fill in, and a sheet that says what goes where, in Italian and English."""
    to = BytesIO()
    with xlsxwriter.Workbook(to, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        said = list(guide())
        services, words = book.add_worksheet("Servizi"), book.add_worksheet("Guida - Guide")
        for place, (column, titles) in enumerate(said):
            services.write_string(0, place, titles["it"][0] + (" *" if column.required else ""), bold)
            services.write_string(1, place, column.example)
        services.freeze_panes(1, 0)
        services.set_column(0, len(said), 22)
        for place, title in enumerate(("", *(title for language in TITLES for title in (language, "")))):
            words.write_string(0, place, title, bold)
        for line, (column, titles) in enumerate(said, 1):
            cells = [column.key, *(text for language in TITLES for text in titles[language])]
            for place, text in enumerate(cells):
                words.write_string(line, place, text)
        words.set_column(0, 4, 34)
    return to.getvalue()


def refused(rows: Iterable[ImportRow], columns: Sequence[tuple[str, str]]) -> bytes:
    """Rows with their reasons: what was read stands beside what was wrong, ready to be mended and sent again."""
    to = BytesIO()
    with xlsxwriter.Workbook(to, _OPTIONS) as book:
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet("Da correggere")
        titles = dict(columns)
        for place, title in enumerate(titles.values()):
            sheet.write_string(0, place, title, bold)
        for line, row in enumerate(rows, 1):
            for place, (key, _title) in enumerate(columns):
                sheet.write_string(line, place, _text(row, key, titles)[:_CELL])
        sheet.freeze_panes(1, 0)
    return to.getvalue()


def columns_of(kind: str, words: dict[str, str]) -> list[tuple[str, str]]:
    """(key, title) of the columns of a file of refused rows. `words` are the titles of those that are not the sheet's."""
    own = [("number", words["number"]), ("why", words["why"])]
    if kind == "sheet":
        return [(column.key, _(column.title)) for column in COLUMNS] + own
    return [("label", words["label"]), ("table", words["table"]), *own]


def _text(row: ImportRow, key: str, titles: dict[str, str]) -> str:
    if key == "why":
        return "; ".join(
            f"{titles.get(each['at']) or saying.place(each['at'], row.table)}: {each['why']}".strip(": ")
            for each in row.reasons
        )
    if key == "table":
        return saying.name_of(row.table)
    if key in ("number", "label"):
        return str(getattr(row, key))
    source: Any = row.source
    return str(source.get(key, "")) if isinstance(source, dict) else ""
