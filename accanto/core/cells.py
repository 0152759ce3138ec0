"""Spreadsheets that someone sends, as rows of texts. Nothing in them is believed: sizes are looked at before contents.

XLSX, ODS and XLS are read in a process of its own (core/limited.py): the values that stand in them, never their
formulas, links or macros. CSV is told by its text: encoding, and which sign stands between the cells.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from accanto.core.limited import TookTooLong, run_limited

ARCHIVE, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHILD = Path(__file__).with_name("cells_child.py")
_LOOKED_AT = 10
#: What the child says by its status.
_TOO_MANY, _PROTECTED = 3, 4

csv.field_size_limit(1_000_000)


class Unreadable(ValueError):
    """What was sent is not what it should be, in words for who sent it."""


@dataclass(frozen=True)
class Limits:
    """Largest file as it is sent and as it unpacks; most files of an archive; most rows and columns of a table."""

    size: int = 20_000_000
    unpacked: int = 200_000_000
    files: int = 200
    rows: int = 50_000
    columns: int = 200
    seconds: int = 60
    #: Whether empty rows stay, so that each row keeps the number that its reader sees beside it.
    blanks: bool = False


def names_in(content: bytes, limits: Limits) -> list[str]:
    """Names in an archive whose sizes are in bounds. Raises Unreadable for a bomb."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            inside = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(_("The archive is damaged.")) from error
    unpacked = sum(each.file_size for each in inside)
    if len(inside) > limits.files or unpacked > limits.unpacked:
        raise Unreadable(_("The archive unpacks to more than it should."))
    return [each.filename for each in inside]


def decoded(content: bytes) -> str:
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


def is_text(content: bytes) -> bool:
    """Whether a content can be a table as text: pictures and programs are full of signs that no text has."""
    head = decoded(content[:4000])[:2000]
    odd = sum(unicodedata.category(each) == "Cc" and each not in "\t\r\n" for each in head)
    return (odd < 4 or odd * 50 <= len(head)) and not content.startswith(b"%PDF-")


def csv_rows(text: str, limits: Limits) -> list[list[str]]:
    """The rows of a CSV. Raises Unreadable."""
    rows, delimiter = [], _delimiter(text)
    try:
        for row in csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter):
            if limits.blanks or any(cell.strip() for cell in row):
                rows.append(row[: limits.columns])
            if len(rows) > limits.rows:
                raise Unreadable(_too_many(limits))
    except csv.Error as error:
        raise Unreadable(_("The table cannot be read: %(why)s") % {"why": str(error)[:200]}) from error
    return rows


def _delimiter(text: str) -> str:
    """The sign between cells: that of most of the first lines, for the first may be a title that has none."""
    lines = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    counts = [{each: line.count(each) for each in ",;\t"} for line in lines]
    votes = [max(each, key=lambda sign: (each[sign], sign == ",")) for each in counts if any(each.values())]
    return max(votes, key=lambda sign: (votes.count(sign), -votes.index(sign))) if votes else ","


def rows_of(content: bytes, limits: Limits) -> list[list[str]]:
    """The rows of the first sheet. Raises Unreadable."""
    is_archive, is_old = content.startswith(ARCHIVE), content.startswith(OLE)
    if not is_archive and not is_old:
        return csv_rows(decoded(content), limits)
    if is_archive:
        names_in(content, limits)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(_protected())
    try:
        done = run_limited(
            _CHILD, str(limits.rows), str(limits.columns), content=content, seconds=limits.seconds
        )
    except TookTooLong as error:
        raise Unreadable(_("Reading the workbook took too long.")) from error
    if done.returncode == _TOO_MANY:
        raise Unreadable(_too_many(limits))
    if done.returncode == _PROTECTED:
        raise Unreadable(_protected())
    if done.returncode:
        raise Unreadable(_("The workbook cannot be read."))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return rows if limits.blanks else [row for row in rows if any(cell.strip() for cell in row)]


def _too_many(limits: Limits) -> str:
    return _("The file has more than %(rows)d rows.") % {"rows": limits.rows}


def _protected() -> str:
    return _("The workbook is protected by a password. Save it without one and send it again.")
