"""Taking in a spreadsheet: each row's fate, good rows kept, bad ones with their reason."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from python_calamine import CalamineWorkbook

from accanto.core.cells import Unreadable
from accanto.directory.exchange import readers, template
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.models import Published, Service
from accanto.directory.operations.importing import choose_for_row, correct_row
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast
from tests.directory.exchange.sheets import finish, read, row, sheet, workbook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_spreadsheets_as_they_come(cast: Cast, encoding: str, delimiter: str) -> None:
    batch = finish(
        read(sheet(row(1, description="perché è così"), row(2), delimiter=delimiter, encoding=encoding))
    )
    assert {each.outcome for each in batch.rows.all()} == {"taken"}, [
        each.reasons for each in batch.rows.all()
    ]
    first = Service.objects.visible_to(PUBLIC).get(name="Sportello 1")
    assert (first.description, first.minimum_age, first.organization.name) == ("perché è così", 18, "Ente 1")
    document = json.loads(Published.objects.get(pk=first.pk).full)
    assert {each["taxonomy_term"]["code"] for each in document["attributes"]} == {"housing", "legal"}
    assert document["service_at_locations"][0]["location"]["municipality"] == "006114"


def test_a_workbook(cast: Cast) -> None:
    batch = finish(read(workbook(row(1), row(2, minimum_age="x")), name="servizi.xlsx"))
    assert [(each.fate, each.outcome) for each in batch.rows.all()] == [("new", "taken"), ("error", "left")]


def test_our_own_template_is_understood_in_both_languages(cast: Cast) -> None:
    batch = read(template.template(), name="accanto-servizi.xlsx")
    [only] = batch.rows.all()
    assert only.fate == "new" and only.label == "Sportello casa", only.reasons
    words = CalamineWorkbook.from_filelike(BytesIO(template.template())).get_sheet_by_index(1).to_python()
    italian, english = [line[1] for line in words[1:]], [line[3] for line in words[1:]]
    assert italian != english and "Organisation" in english
    by_title = sheet(["Sportello", "Ente"], head=[italian[0], italian[1]])
    assert read(by_title).rows.get().fate == "new"


def test_each_row_says_what_is_wrong_and_in_which_column(cast: Cast) -> None:
    wrong = {
        "minimum_age": "molti",
        "areas": "cucina",
        "municipality": "999999",
        "name": "",
        "languages": "x" * 40,
    }
    batch = read(
        sheet(*[row(number, **{column: value}) for number, (column, value) in enumerate(wrong.items())])
    )
    for each, column in zip(batch.rows.all(), wrong, strict=True):
        assert column in [reason["at"] for reason in each.reasons], (column, each.reasons)
    assert [each.fate for each in batch.rows.all()] == ["error", "error", "new", "error", "error"]


def test_good_rows_are_kept_and_bad_ones_can_be_corrected(cast: Cast) -> None:
    batch = read(sheet(row(1), row(2, minimum_age="molti"), row(3)))
    bad = batch.rows.get(number=2)
    assert correct_row(SYSTEM, row=bad, values={"minimum_age": "16"}).fate == "new"
    finish(batch)
    assert sorted(Service.objects.visible_to(PUBLIC).values_list("name", "minimum_age")) == [
        ("Sportello 1", 18),
        ("Sportello 2", 16),
        ("Sportello 3", 18),
    ]


def test_the_same_row_twice(cast: Cast) -> None:
    assert [each.fate for each in read(sheet(row(1), row(1))).rows.all()] == ["new", "error"]


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    content = sheet(row(1), row(2))
    finish(read(content))
    assert {each.fate for each in read(content).rows.all()} == {"same"}
    changed = read(sheet(row(1, description="Altro"), row(2)))
    assert [(each.fate, each.changes) for each in changed.rows.all()] == [("changed", 1), ("same", 0)]


def test_duplicates(cast: Cast) -> None:
    here = add_service(
        SYSTEM, name="SPORTELLO 1", provider="Altri", municipality=cast.municipality, areas=["legal"]
    )
    batch = read(sheet(row(1), row(2)))
    twin = batch.rows.get(number=1)
    assert (twin.fate, twin.duplicate_of) == ("duplicate", here.pk)
    choose_for_row(SYSTEM, row=twin, choice="merge")
    finish(batch)
    here.refresh_from_db()
    assert here.description == "Aiuto" and here.minimum_age == 18
    assert Service.objects.visible_to(SYSTEM).count() == 2


def test_duplicates_that_nobody_decided_on_are_left_out(cast: Cast) -> None:
    add_service(SYSTEM, name="Sportello 1", provider="Altri", municipality=cast.municipality, areas=["legal"])
    batch = finish(read(sheet(row(1), row(2))))
    assert [each.outcome for each in batch.rows.all()] == ["left", "taken"]


@pytest.mark.parametrize("content", [
    b"", b"name;organization\n", b"a;b\n1;2\n", b"name;name;organization\n1;2;3\n", b"\x00" * 500, b"\xff\xfe", b"{", b"[1, 2]", b'{"a": 1}', b"[" * 100_000,
    b"PK\x03\x04" + b"\x00" * 100, b'{"name": "x", "status": ' + b"9" * 5000 + b"}", "name;organization\n\ud7ff;x".encode(),
], ids=range(13))  # fmt: skip
def test_files_that_are_no_directory_are_refused_kindly(cast: Cast, content: bytes) -> None:
    try:
        batch = read(content)
    except ValidationError as error:
        assert error.messages[0]
    else:
        assert (batch.state == "failed" and batch.problem) or batch.rows.count() == 1


def test_bombs() -> None:
    to = BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * 250_000_000)
    assert len(to.getvalue()) < 1_000_000
    with pytest.raises(Unreadable):
        readers.kind_of(to.getvalue())
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(Unreadable):
        readers.kind_of(many.getvalue())
    with pytest.raises(Unreadable):
        readers.kind_of(b"x" * 20_000_001)


def test_a_child_that_eats_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_ROWS", 3)
    with pytest.raises(Unreadable):
        readers.cells_of(workbook(*[row(number) for number in range(10)]))


def test_no_cell_of_ours_is_a_formula(cast: Cast) -> None:
    batch = read(sheet(row(1, name='=HYPERLINK("http://evil.example")', minimum_age="x")))
    content = template.refused(batch.rows.all(), template.columns_of("sheet", {"number": "n", "why": "w"}))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    said = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert said[1][0] == '=HYPERLINK("http://evil.example")'
