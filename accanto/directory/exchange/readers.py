"""A file that someone sent, as entries. Nothing in it is believed: sizes are looked at before contents."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accanto.core.gate import clean_text
from accanto.core.limited import TookTooLong, run_limited
from accanto.directory.exchange import sheet
from accanto.directory.exchange.flatten import Flat, NotHsds, by_entry, from_json, from_tables
from accanto.directory.exchange.staging import in_order
from accanto.directory.exchange.tables import BY_FILE
from accanto.directory.models import ImportBatch

#: Largest file that is taken, as it was sent and as it unpacks; most rows and columns of a table.
LARGEST, LARGEST_UNPACKED = 20_000_000, 200_000_000
MOST_FILES, MOST_ROWS, MOST_COLUMNS = 200, 50_000, 200
_CHILD = Path(__file__).with_name("cells.py")
_DEEPEST = 60
Kind = ImportBatch.Kind

csv.field_size_limit(1_000_000)


def kind_of(content: bytes) -> str:
    """What kind of file it is, by its content. Raises NotHsds for too large a one, or an archive that lies."""
    if not content:
        raise NotHsds(_("The file is empty."))
    if len(content) > LARGEST:
        raise NotHsds(_("The file is larger than 20 MB."))
    if content[:4] == b"PK\x03\x04":
        names = _checked_names(content)
        return Kind.SHEET if any(name.startswith("xl/") for name in names) else Kind.PACKAGE
    head = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return Kind.JSON if head[:1] in (b"{", b"[") else Kind.SHEET


class Sent:
    """The entries of a file, by place. Those of a sheet are made from their cells each time they are asked
    for: twenty thousand of them are too much to hold at once."""

    def __init__(
        self, entries: list[list[Flat]], sources: list[dict[str, str]] | None, language: str
    ) -> None:
        self.entries, self.sources, self._language = entries, sources, language
        self._areas = sheet.area_words() if sources is not None else {}
        self.total = len(entries if sources is None else sources)

    def parts(self, place: int) -> list[Flat]:
        if self.sources is None:
            return self.entries[place]
        return sheet.parts_of(self.sources[place], self._language, self._areas)

    def source(self, place: int) -> Any:
        """Of a spreadsheet the cells that an entry was read from, else its flat rows."""
        return self.entries[place] if self.sources is None else self.sources[place]


def read(content: bytes, kind: str, language: str) -> Sent:
    """The entries of a file. Raises NotHsds."""
    if kind == Kind.SHEET:
        return Sent([], sheet.named(cells_of(content)), language)
    flat = from_json(load_json(content)) if kind == Kind.JSON else from_tables(package(content))
    if not flat:
        raise NotHsds(_("There is nothing in it that HSDS knows."))
    if len(flat) > 10 * MOST_ROWS:
        raise NotHsds(_("The file has more than %(rows)d rows.") % {"rows": 10 * MOST_ROWS})
    for row in flat:
        if row["table"] in ("service", "taxonomy_term") and kind == Kind.JSON:
            row["values"].setdefault("source_language" if row["table"] == "service" else "language", language)
    return Sent(in_order(by_entry(flat)), None, language)


# --- archives -----------------------------------------------------------------------------------


def _checked_names(content: bytes) -> list[str]:
    """Names in an archive whose sizes are in bounds. Raises NotHsds for a bomb."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            inside = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotHsds(_("The archive is damaged.")) from error
    unpacked = sum(each.file_size for each in inside)
    if len(inside) > MOST_FILES or unpacked > LARGEST_UNPACKED:
        raise NotHsds(_("The archive unpacks to more than it should."))
    return [each.filename for each in inside]


def package(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a package, by file name: {column: cell} for each row. Raises NotHsds."""
    tables: dict[str, list[dict[str, str]]] = {}
    try:
        with ZipFile(BytesIO(content)) as archive:
            for each in archive.infolist():
                name = PurePosixPath(each.filename).name
                if name in BY_FILE and name not in tables:
                    tables[name] = _table(_decoded(archive.read(each)), name)
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise error if isinstance(error, NotHsds) else NotHsds(_("The archive is damaged.")) from error
    if not tables:
        raise NotHsds(_("No table of HSDS is in the archive: services.csv, organizations.csv"))
    return tables


def _table(text: str, name: str) -> list[dict[str, str]]:
    rows = _csv_rows(text)
    if not rows:
        return []
    names = [clean_text(cell.strip()) for cell in rows[0]]
    if len(set(names)) < len(names):
        raise NotHsds(_("%(file)s: two columns have the same name.") % {"file": name})
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


# --- text ---------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    """Text in UTF-8 or UTF-16 as its first bytes tell, else in Windows' Western alphabet."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if content[:2000].count(b"\x00") > 20:
        little = content[1:2000:2].count(b"\x00") > content[0:2000:2].count(b"\x00")
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda each: (first.count(each), each == ","))
    rows = []
    try:
        for row in csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row[:MOST_COLUMNS])
            if len(rows) > MOST_ROWS:
                raise NotHsds(_("The file has more than %(rows)d rows.") % {"rows": MOST_ROWS})
    except csv.Error as error:
        raise NotHsds(_("The table cannot be read: %(why)s") % {"why": str(error)[:200]}) from error
    return rows


def cells_of(content: bytes) -> list[list[str]]:
    """The rows of a spreadsheet, XLSX or CSV. Raises NotHsds."""
    if content[:4] != b"PK\x03\x04":
        return _csv_rows(_decoded(content))
    _checked_names(content)
    try:
        done = run_limited(_CHILD, str(MOST_ROWS), str(MOST_COLUMNS), content=content)
    except TookTooLong as error:
        raise NotHsds(_("Reading the workbook took too long.")) from error
    if done.returncode == 3:
        raise NotHsds(_("The file has more than %(rows)d rows.") % {"rows": MOST_ROWS})
    if done.returncode:
        raise NotHsds(_("The workbook cannot be read."))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [row for row in rows if any(cell.strip() for cell in row)]


def load_json(content: bytes) -> Any:
    """JSON without what no database can hold. Raises NotHsds."""
    try:
        data = json.loads(_decoded(content), parse_constant=_no_constant)
        return _cleaned(data, 0)
    except (ValueError, RecursionError) as error:
        if isinstance(error, NotHsds):
            raise
        raise NotHsds(_("This is not JSON: %(why)s") % {"why": str(error)[:200]}) from error


def _no_constant(word: str) -> None:
    raise NotHsds(_("%(word)s is not a number in JSON.") % {"word": word})


def _cleaned(data: Any, deep: int) -> Any:
    if deep > _DEEPEST:
        raise NotHsds(_("It is nested too deeply."))
    if isinstance(data, str):
        return clean_text(data)
    if isinstance(data, list):
        return [_cleaned(each, deep + 1) for each in data]
    if isinstance(data, dict):
        return {clean_text(name): _cleaned(each, deep + 1) for name, each in data.items()}
    return data
