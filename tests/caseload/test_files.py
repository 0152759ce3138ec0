"""What people send: spreadsheets of every kind, and what is none."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accanto.caseload.models import Caseload
from accanto.caseload.operations import start
from accanto.core import cells
from tests.caseload.sheets import rows_of, table, workbook
from tests.cast import Cast

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Casi"><table:table-row>%s</table:table-row><table:table-row>%s</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(*rows: list[str]) -> bytes:
    to = BytesIO()
    lines = tuple(
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        for row in rows
    )
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _ODS % lines)
    return to.getvalue()


def bomb() -> bytes:
    to = BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(7):
            archive.writestr(f"xl/{number}.xml", b"0" * 10_000_000)
    return to.getvalue()


def begin(cast: Cast, content: bytes) -> Caseload:
    return start.start_caseload(
        cast.actor(cast.mario), organisation=cast.org_a, project=cast.project, file_name="x", content=content
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        lambda: ods(["Nome", "Città"], ["Anaïs", "Forlì"]),
        lambda: workbook(["Nome", "Città"], ["Anaïs", "Forlì"]),
        lambda: table(["Anaïs", "Forlì"], head=["Nome", "Città"], encoding="cp1252"),
        lambda: table(["Anaïs", "Forlì"], head=["Nome", "Città"], delimiter="\t"),
        lambda: table(["Anaïs", "Forlì"], head=["Nome", "Città"], delimiter=",", encoding="utf-16"),
    ],
    ids=["ods", "xlsx", "windows", "tabs", "utf-16"],
)  # fmt: skip
def test_spreadsheets_of_every_kind(cast: Cast, content: Any) -> None:
    batch = begin(cast, content())
    assert batch.mapping == ["given_name", "municipality"]
    assert rows_of(batch)[1].cells == ["Anaïs", "Forlì"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: b"", "vuoto"),
        (lambda: b"%PDF-1.7 ...", "XLSX"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(range(32)) * 90, "XLSX"),
        (lambda: _OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (lambda: _OLE + b"\x00" * 600, "legge"),
        (lambda: b"PK\x03\x04 cut off", "rovinato"),
        (bomb, "grande"),
        (lambda: table(*[["x"]] * 5001, head=["Nome"]), "5000"),
        (lambda: table(["", " "], head=["", ""]), "vuoto"),
    ],
    ids=["empty", "pdf", "photo", "password", "old and broken", "cut", "bomb", "too long", "blank"],
)
def test_what_is_no_spreadsheet_is_refused_in_words(cast: Cast, content: Any, words: str) -> None:
    from django.utils import translation

    with translation.override("it"), pytest.raises(ValidationError) as refused:
        begin(cast, content())
    assert words in str(refused.value.message_dict["file"])


def test_a_formula_is_never_run() -> None:
    to = BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(to) as book:
        book.add_worksheet().write_formula(0, 0, '=WEBSERVICE("https://example.org")', value="risposta")
    assert cells.rows_of(to.getvalue(), cells.Limits()) == [["risposta"]]
