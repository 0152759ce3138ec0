"""Spreadsheets as people send them, and the steps of taking one in."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from accanto.directory.models import ImportBatch
from accanto.directory.operations.importing import read_import, start_import
from accanto.directory.operations.importing_apply import apply_import
from accanto.directory.operations.importing_steps import begin
from tests.cast import SYSTEM

HEAD = [
    "name",
    "organization",
    "description",
    "areas",
    "municipality",
    "address",
    "city",
    "province",
    "postal_code",
    "hours",
    "phone",
    "languages",
    "minimum_age",
]


def row(number: int, **more: str) -> list[str]:
    cells = {
        "name": f"Sportello {number}", "organization": f"Ente {number % 7}", "description": "Aiuto", "areas": "housing; legal", "municipality": "006114",
        "address": f"Via {number}", "city": "Ottiglio", "province": "AL", "postal_code": "15038", "hours": "martedì 9-12", "phone": "interno 1", "languages": "it; ar", "minimum_age": "18",
    } | more  # fmt: skip
    return [cells[name] for name in HEAD]


def sheet(
    *rows: list[str], head: list[str] | None = None, delimiter: str = ";", encoding: str = "utf-8"
) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([head or HEAD, *rows])
    return text.getvalue().encode(encoding)


def read(content: Any, actor: Any = SYSTEM, name: str = "servizi.csv") -> ImportBatch:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_import(actor, batch=start_import(actor, file_name=name, content=data))


def finish(batch: ImportBatch, actor: Any = SYSTEM) -> ImportBatch:
    return apply_import(actor, batch=begin(actor, batch=batch))


def workbook(*rows: list[Any]) -> bytes:
    to = BytesIO()
    with xlsxwriter.Workbook(to) as book:
        page = book.add_worksheet()
        for line, cells in enumerate([HEAD, *rows]):
            page.write_row(line, 0, cells)
    return to.getvalue()
