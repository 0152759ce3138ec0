"""A file that someone sent, as entries. Nothing in it is believed: sizes are looked at before contents."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accanto.core import cells
from accanto.core.gate import clean_text
from accanto.directory.exchange import sheet
from accanto.directory.exchange.flatten import Flat, NotHsds, by_entry, from_json, from_tables
from accanto.directory.exchange.staging import in_order
from accanto.directory.exchange.tables import BY_FILE
from accanto.directory.models import ImportBatch

#: Largest file that is taken, as it was sent and as it unpacks; most rows and columns of a table.
LARGEST, LARGEST_UNPACKED = 20_000_000, 200_000_000
MOST_FILES, MOST_ROWS, MOST_COLUMNS = 200, 50_000, 200
_DEEPEST = 60
Kind = ImportBatch.Kind


def kind_of(content: bytes) -> str:
    """What kind of file it is, by its content. Raises Unreadable for too large a one, or an archive that lies."""
    if not content:
        raise NotHsds(_("The file is empty."))
    if len(content) > LARGEST:
        raise NotHsds(_("The file is larger than 20 MB."))
    if content.startswith(cells.ARCHIVE):
        names = cells.names_in(content, _limits())
        is_sheet = any(name.startswith("xl/") or name == "content.xml" for name in names)
        return Kind.SHEET if is_sheet else Kind.PACKAGE
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


def package(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a package, by file name: {column: cell} for each row. Raises NotHsds."""
    tables: dict[str, list[dict[str, str]]] = {}
    try:
        with ZipFile(BytesIO(content)) as archive:
            for each in archive.infolist():
                name = PurePosixPath(each.filename).name
                if name in BY_FILE and name not in tables:
                    tables[name] = _table(cells.decoded(archive.read(each)), name)
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise (
            error if isinstance(error, cells.Unreadable) else NotHsds(_("The archive is damaged."))
        ) from error
    if not tables:
        raise NotHsds(_("No table of HSDS is in the archive: services.csv, organizations.csv"))
    return tables


def _table(text: str, name: str) -> list[dict[str, str]]:
    rows = cells.csv_rows(text, _limits())
    if not rows:
        return []
    names = [clean_text(cell.strip()) for cell in rows[0]]
    if len(set(names)) < len(names):
        raise NotHsds(_("%(file)s: two columns have the same name.") % {"file": name})
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


# --- text ---------------------------------------------------------------------------------------


def cells_of(content: bytes) -> list[list[str]]:
    """The rows of a spreadsheet, XLSX or CSV. Raises Unreadable."""
    return cells.rows_of(content, _limits())


def _limits() -> cells.Limits:
    return cells.Limits(LARGEST, LARGEST_UNPACKED, MOST_FILES, MOST_ROWS, MOST_COLUMNS)


def load_json(content: bytes) -> Any:
    """JSON without what no database can hold. Raises NotHsds."""
    try:
        data = json.loads(cells.decoded(content), parse_constant=_no_constant)
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
