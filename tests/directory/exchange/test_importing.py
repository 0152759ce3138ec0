"""Taking in what others sent: each row's fate, good rows kept, bad ones with their reason, all of it undone."""

from __future__ import annotations

import csv
import html
import json
import zipfile
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from python_calamine import CalamineWorkbook

from accanto.cases.models import Referral
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.directory.exchange import package, readers, template
from accanto.directory.exchange.flatten import NotHsds
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models import ImportBatch, Organization, Published, Service
from accanto.directory.operations.importing import (
    apply_import,
    begin,
    choose_for_row,
    correct_row,
    read_import,
    start_import,
    undo_import,
)  # fmt: skip
from accanto.directory.operations.rebuild import rebuild
from accanto.directory.operations.service import add_service
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast
from tests.directory.exchange import factories
from tests.directory.exchange.conformance import example
from tests.directory.exchange.test_examples import take_in

pytestmark = pytest.mark.django_db
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


def state_of_everything() -> dict[str, list[Any]]:
    """Every row of every table, but for the times of its writing."""
    silent = {"created_at", "updated_at"}
    return {
        name: sorted(
            (
                {k: v for k, v in values.items() if k not in silent}
                for values in table.model.objects.visible_to(SYSTEM).values()
            ),
            key=lambda values: str(values["id"]),
        )
        for name, table in TABLES.items()
        if name not in ("taxonomy", "taxonomy_term")
    }


# --- spreadsheets -------------------------------------------------------------------------------


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


def workbook(*rows: list[Any]) -> bytes:
    to = BytesIO()
    with xlsxwriter.Workbook(to) as book:
        page = book.add_worksheet()
        for line, cells in enumerate([HEAD, *rows]):
            page.write_row(line, 0, cells)
    return to.getvalue()


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
    with pytest.raises(NotHsds):
        readers.kind_of(to.getvalue())
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(NotHsds):
        readers.kind_of(many.getvalue())
    with pytest.raises(NotHsds):
        readers.kind_of(b"x" * 20_000_001)


def test_a_child_that_eats_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_ROWS", 3)
    with pytest.raises(NotHsds):
        readers.cells_of(workbook(*[row(number) for number in range(10)]))


def test_no_cell_of_ours_is_a_formula(cast: Cast) -> None:
    batch = read(sheet(row(1, name='=HYPERLINK("http://evil.example")', minimum_age="x")))
    content = template.refused(batch.rows.all(), template.columns_of("sheet", {"number": "n", "why": "w"}))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    said = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert said[1][0] == '=HYPERLINK("http://evil.example")'


# --- HSDS ---------------------------------------------------------------------------------------


def test_unknown_fields_are_kept_and_given_back(cast: Cast) -> None:
    document = example("service_full") | {"x_codice": {"a": [1, 2]}, "x_nota": "ciao"}
    document["phones"][0]["x_interno"] = 7
    take_in(document, language="en")
    full = json.loads(Published.objects.get().full)
    assert (
        full["x_codice"] == {"a": [1, 2]} and full["x_nota"] == "ciao" and full["phones"][0]["x_interno"] == 7
    )


def test_identifiers_that_are_none_and_those_that_are_missing(cast: Cast) -> None:
    document = {
        "name": "Sportello",
        "status": "active",
        "organization": {"id": "org-1", "name": "Ente", "description": ""},
        "phones": [{"number": "1"}],
    }
    take_in(document)
    finish(read(document))
    assert (
        Service.objects.visible_to(PUBLIC).count() == 1
        and Organization.objects.visible_to(PUBLIC).count() == 1
    )


def test_cycles(cast: Cast) -> None:
    a, b, c = str(uuid4()), str(uuid4()), str(uuid4())
    rows = [
        {"id": one, "name": one[:4], "description": "x", "parent_organization_id": above}
        for one, above in ((a, b), (b, a), (c, a))
    ]
    batch = read(rows)
    assert {str(each.parts[0]["id"]): each.fate for each in batch.rows.all()} == {
        a: "error",
        b: "error",
        c: "new",
    }
    finish(batch)
    assert not Organization.objects.visible_to(SYSTEM).filter(pk__in=[a, b]).exists()


def test_parents_come_before_their_children(cast: Cast) -> None:
    keys = [str(uuid4()) for _each in range(6)]
    rows = [
        {
            "id": key,
            "name": key[:4],
            "description": "x",
            **({"parent_organization_id": keys[place - 1]} if place else {}),
        }
        for place, key in enumerate(keys)
    ]
    batch = take_in(list(reversed(rows)))
    assert Organization.objects.visible_to(PUBLIC).filter(parent_organization=None).count() == 1
    assert batch.total == 6


def test_dangling_references(cast: Cast) -> None:
    """Kept where the column may be empty, refused with its reason where it may not."""
    gone = str(uuid4())
    batch = finish(read([
        {"id": str(uuid4()), "name": "Figlio", "description": "x", "parent_organization_id": gone},
        {"id": str(uuid4()), "name": "Orfano", "status": "active", "organization_id": gone},
    ]))  # fmt: skip
    kept, refused = batch.rows.get(label="Figlio"), batch.rows.get(label="Orfano")
    assert kept.outcome == "taken" and kept.reasons[0]["stops"] is False
    assert refused.fate == "error" and refused.reasons[0]["at"].endswith("organization_id")
    assert Organization.objects.visible_to(PUBLIC).get().extra == {"parent_organization_id": gone}


def test_long_texts_and_lying_characters(cast: Cast) -> None:
    ok = {
        "id": str(uuid4()),
        "name": "Uno",
        "status": "active",
        "description": "é" * 100_000,
        "organization": {"name": "Ente", "description": "x"},
    }
    bad = ok | {"id": str(uuid4()), "name": "Due \u202eeud", "description": "é" * 100_001}
    batch = finish(read([ok, bad]))
    assert {each.label: each.fate for each in batch.rows.filter(table="service")} == {
        "Uno": "new",
        "Due eud": "error",
    }


# --- undo ---------------------------------------------------------------------------------------


def test_undo_brings_back_what_was(cast: Cast) -> None:
    factories.make(12, 21, hidden=0)
    rebuild(SYSTEM)  # says which translations are stale
    before = state_of_everything()
    to = BytesIO()
    package.write(PUBLIC, to)
    changed = BytesIO()
    with zipfile.ZipFile(to) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).decode().replace("Servizio", "Servizio nuovo").replace("Ente ", "Ente nuovo "),
            )
    batch = finish(read(changed.getvalue(), name="p.zip"))
    sheet_batch = finish(read(sheet(*[row(number) for number in range(9)])))
    assert state_of_everything() != before
    undo_import(SYSTEM, batch=begin(SYSTEM, batch=sheet_batch, undo=True))
    undone = undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert set(undone.rows.exclude(outcome="left").values_list("outcome", flat=True)) == {"undone"}
    assert state_of_everything() == before


def test_undo_leaves_what_someone_changed_since_and_says_which(cast: Cast) -> None:
    batch = finish(read(sheet(row(1), row(2), row(3))))
    changed, grown, _same = Service.objects.visible_to(SYSTEM).order_by("name")
    trail.change(SYSTEM, changed, "test.changed", description="corretto a mano")
    from accanto.directory.models import Phone

    trail.create(SYSTEM, Phone(service=grown, number="interno 9"), "test.made")
    undone = undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert list(undone.rows.values_list("outcome", flat=True)) == ["kept", "kept", "undone"]
    assert "Sportello 1" in undone.rows.get(number=1).reasons[-1]["why"]
    changed.refresh_from_db()
    assert changed.description == "corretto a mano" and Service.objects.visible_to(SYSTEM).count() == 2


def test_undo_keeps_what_is_held_on_to_by_something_out_of_sight(cast: Cast) -> None:
    """An editor sees no referrals: the database refuses, and that entry alone stays."""
    editor = cast.actor(cast.edda)
    batch = finish(read(sheet(row(1), row(2), row(3)), editor), editor)
    held = Service.objects.visible_to(SYSTEM).get(name="Sportello 2")
    trail.create(
        SYSTEM, Referral(case=cast.case(), service=held, made_on=timezone.localdate()), "referral.made"
    )
    undone = undo_import(editor, batch=begin(editor, batch=batch, undo=True))
    assert list(undone.rows.values_list("outcome", flat=True)) == ["undone", "kept", "undone"]
    assert Service.objects.visible_to(SYSTEM).get() == held and Published.objects.get().pk == held.pk


def test_undo_is_told_in_the_trail_with_its_parts_and_asks_little(cast: Cast) -> None:
    batch = finish(read(sheet(*[row(number) for number in range(40)])))
    begun = begin(SYSTEM, batch=batch, undo=True)
    with CaptureQueriesContext(connection) as asked:
        undo_import(SYSTEM, batch=begun)
    assert len(asked) < 40 * 20, len(asked)
    told = AuditEntry.objects.visible_to(SYSTEM)
    one = batch.rows.get(number=1).undo
    [service] = [each for each in one if each["table"] == "service"]
    about = {each.action: each.changes for each in told.filter(object_id=service["id"])}
    assert about["import.undone"]["name"] == ["Sportello 0", None]
    made, gone = about["import.parts_brought"], about["import.parts_taken_back"]
    assert {name: len(rows[1]) for name, rows in gone.items()} == {
        name: len(rows[1]) for name, rows in made.items() if name not in ("location", "organization")
    }
    assert state_of_everything()["phone"] == [] and not Published.objects.exists()


def test_nobody_starts_it_twice(cast: Cast) -> None:
    batch = finish(read(sheet(row(1))))
    with pytest.raises(ValidationError):
        begin(SYSTEM, batch=batch)


# --- many rows ----------------------------------------------------------------------------------


def test_queries_for_reading_do_not_grow_with_rows_and_for_writing_only_by_row(cast: Cast) -> None:
    def asked(size: int, start: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as reading:
            batch = read(sheet(*[row(number) for number in range(start, start + size)]))
        with CaptureQueriesContext(connection) as writing:
            finish(batch)
        return len(reading), len(writing)

    asked(10, 0)  # makes the organizations
    small, large = asked(10, 100), asked(40, 1000)
    assert large[0] <= small[0] + 8, (small, large)
    assert large[1] / 40 <= small[1] / 10 + 1, (small, large)


# --- screens ------------------------------------------------------------------------------------


def test_the_screens_from_upload_to_undo(cast: Cast) -> None:
    client = cast.client(cast.edda)
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("servizi.csv", sheet(row(1), row(2, minimum_age="molti")))
    answer = client.post(reverse("directory:import_add"), {"file": file, "language": "it"})
    batch = ImportBatch.objects.visible_to(SYSTEM).get()
    assert answer.status_code == 302 and answer["Location"] == batch.get_absolute_url()
    page = client.get(batch.get_absolute_url(), {"fate": "error"}).content.decode()
    assert "Sportello 2" in page and "Dall&#x27;età di:" in page and "Sportello 1" not in page
    assert "minimum_age" not in page, "a column is called as in the sheet"
    bad = batch.rows.get(number=2)
    form = client.get(bad.get_absolute_url())
    assert next(iter(form.context["form"].fields)) == "minimum_age", "what is wrong stands first"
    assert form.context["form"].fields["minimum_age"].initial == "molti"
    data = {name: field.initial or "" for name, field in form.context["form"].fields.items()} | {
        "minimum_age": "20"
    }
    assert client.post(bad.get_absolute_url(), data).status_code == 302
    client.post(reverse("directory:import_apply", args=[batch.pk]))
    assert Service.objects.visible_to(PUBLIC).count() == 2
    assert client.get(reverse("directory:import_refused", args=[batch.pk])).status_code == 200
    client.post(reverse("directory:import_undo", args=[batch.pk]))
    assert not Service.objects.visible_to(SYSTEM).exists()
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.get(reverse("directory:import_list")).status_code == 200


def test_the_file_to_try_with(cast: Cast) -> None:
    client = cast.client(cast.edda)
    assert reverse("directory:import_sample") in client.get(reverse("directory:import_add")).content.decode()
    answer = client.get(reverse("directory:import_sample"))
    assert "attachment" in answer["Content-Disposition"]
    batch = read(answer.content, name="esempio.json")
    services = batch.rows.filter(table="service")
    assert sorted(services.values_list("fate", flat=True)) == ["error", "new", "new"]
    bad = services.get(fate="error")
    assert {reason["at"].rpartition(".")[2] for reason in bad.reasons} == {"status", "minimum_age"}
    finish(batch)
    assert Service.objects.visible_to(PUBLIC).count() == 2
    undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert not Service.objects.visible_to(SYSTEM).exists()
    assert cast.client(cast.berta).get(reverse("directory:import_sample")).status_code == 403


def test_a_file_with_nothing_to_take_in_says_what_is_wrong_and_offers_no_button(cast: Cast) -> None:
    with translation.override("it"):
        batch = read(sheet(row(1, areas="cucina; pasticceria")))
    (reason,) = batch.rows.get().reasons
    assert reason["at"] == "areas" and "Casa; " in reason["why"] and "Lavoro; " in reason["why"]
    page = cast.client(cast.edda).get(batch.get_absolute_url()).content.decode()
    assert reverse("directory:import_apply", args=[batch.pk]) not in page
    assert reverse("directory:import_refused", args=[batch.pk]) in page
    failed = read(b"ciao;mondo\n1;2\n")
    page = cast.client(cast.edda).get(failed.get_absolute_url()).content.decode()
    assert failed.problem in html.unescape(page) and reverse("directory:import_add") in page
    assert "?fate=" not in page and reverse("directory:import_refused", args=[failed.pk]) not in page


def test_only_editors(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        start_import(cast.actor(cast.berta), file_name="x", content=sheet(row(1)))
    assert cast.client(cast.berta).get(reverse("directory:import_list")).status_code == 403


def test_a_large_file_is_a_job(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from accanto.directory import jobs

    monkeypatch.setattr(jobs, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(jobs, "AT_ONCE_BYTES", 0)
    actor = cast.actor(cast.edda)
    batch = jobs.soon(actor, start_import(actor, file_name="x.csv", content=sheet(row(1))))
    batch.refresh_from_db()
    assert batch.state == "ready"
