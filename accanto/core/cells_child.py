"""Reads the first sheet of a workbook in a process of its own (core/limited.py).

Run with ROWS COLUMNS: the file on standard input, one JSON list a row on standard output.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from io import BytesIO


def main(rows: int, columns: int) -> int:
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return 4
    sheet = book.get_sheet_by_index(0)
    for number, cells in enumerate(sheet.iter_rows()):
        if number > rows:
            return 3
        print(json.dumps([_plain(cell) for cell in cells[:columns]]))
    return 0


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        text = cell.isoformat()
        return text.removesuffix("T00:00:00")
    return str(cell)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
