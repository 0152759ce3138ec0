"""Rows as files that people open in a spreadsheet: CSV line by line, or a workbook. No formulas in either."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext

#: The type of a workbook.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Longest text that a cell of a workbook holds, and widest column.
_CELL, _WIDEST = 32_000, 60


#: An Italian spreadsheet splits at semicolons as well: what follows one begins a cell.
_AFTER_A_SEMICOLON = re.compile(r"([;\t\r\n]\s*)([=+\-@])")


def said_in(text: str, language: str) -> str:
    """A source string in a language, whatever the reader's; the source is English."""
    with translation.override(language):
        return gettext(text) if language != "en" else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: Any) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if cell is None:
        return ""
    text = _AFTER_A_SEMICOLON.sub(r"\1'\2", str(cell))
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV in UTF-8 with the mark that spreadsheets look for, one line at a time."""
    writer = csv.writer(_Echo())
    yield ("\ufeff" + writer.writerow([harmless(title) for title in titles])).encode()
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row]).encode()


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook of (name, titles, rows): sums as numbers with two decimals, days as days, the rest as text."""
    to = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(to, options) as book:
        bold = book.add_format({"bold": True})
        euro = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, titles, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            widths = [len(title) for title in titles]
            for place, title in enumerate(titles):
                sheet.write_string(0, place, title, bold)
            for line, row in enumerate(rows, 1):
                for place, cell in enumerate(row):
                    widths[place] = max(widths[place], min(_WIDEST, len(str(cell or ""))))
                    _write(sheet, line, place, cell, euro, day)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width + 2)
            sheet.freeze_panes(1, 0)
    return to.getvalue()


def _write(sheet: Any, line: int, place: int, cell: Any, euro: Any, day: Any) -> None:
    if isinstance(cell, Decimal):
        sheet.write_number(line, place, cell, euro)
    elif isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, cell, day)
    elif cell not in (None, ""):
        sheet.write_string(line, place, str(cell)[:_CELL])
