"""The screens of an import: the file, the columns, the words, a row, the buttons; wrong input at its field."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from accanto.caseload import jobs
from accanto.caseload.models import Caseload
from accanto.caseload.reading.fields import FIELDS
from accanto.caseload.reading.headings import guess
from accanto.caseload.template import template
from accanto.core.cells import Limits, rows_of
from accanto.people.models import Person
from tests.caseload import sheets
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db
HEAD = ["Nome", "Cognome", "Sesso", "Tel."]


def url(name: str, *args: Any) -> str:
    return reverse(f"caseload:{name}", args=args)


def upload(client: Any, content: bytes, cast: Cast) -> Any:
    file = SimpleUploadedFile("registro.csv", content)
    return client.post(
        url("caseload_add"), {"file": file, "organisation": cast.org_a.pk, "project": cast.project.pk}
    )


def test_from_the_file_to_the_undo(cast: Cast) -> None:
    client = cast.client(cast.mario)
    assert upload(client, b"%PDF-1.4", cast).status_code == 422
    rows = [["Ada", "Prova", "F", ""], ["Bea", "Prova", "boh", ""], ["Cleo", "Prova", "F", "12"]]
    assert upload(client, sheets.table(*rows, head=HEAD), cast).status_code == 302
    batch = Caseload.objects.visible_to(SYSTEM).get()
    columns = url("caseload_columns", batch.pk)
    page = client.get(columns)
    form = page.context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"opens_cases": "False"}
    assert [said[f"c{place}"] for place in range(4)] == ["given_name", "family_name", "gender", "phone"]
    wrong = client.post(columns, said | {"c1": "given_name", "heading_row": "0"})
    assert wrong.status_code == 422 and {"c1", "heading_row"} <= set(wrong.context["form"].errors)
    assert client.post(columns, said).status_code == 302
    words = client.get(url("caseload_words", batch.pk))
    assert "“boh”" in words.content.decode()
    assert client.post(url("caseload_words", batch.pk), {"w0": "-"}).status_code == 302
    detail = url("caseload_detail", batch.pk)
    bad = next(row for row in client.get(detail + "?fate=error").context["rows"])
    assert "12" in client.get(url("row_correct", bad.pk)).content.decode()
    assert (
        client.post(
            url("row_correct", bad.pk),
            {f"c{place}": cell for place, cell in enumerate(["Cleo", "Prova", "F", ""])},
        ).status_code
        == 302
    )
    skipped = client.get(detail).context["rows"][0]
    client.post(url("row_choose", skipped.pk), {"choice": "skip", "person": "not-a-uuid"})
    client.post(url("row_choose", skipped.pk), {"choice": "skip"})
    client.post(url("caseload_take", batch.pk))
    assert sheets.outcomes(batch) == {"taken": 2} and Person.objects.visible_to(SYSTEM).count() == 2
    assert [row.label for row in client.get(detail + "?fate=untold").context["rows"]] == [
        "Bea Prova",
        "Cleo Prova",
    ]
    left = rows_of(b"".join(client.get(url("caseload_left", batch.pk))), Limits())
    assert left[0][:4] == HEAD and left[1][:2] == ["Ada", "Prova"] and len(left) == 2
    assert "informativa" in client.get(reverse("today")).content.decode()
    client.post(url("caseload_undo", batch.pk))
    client.post(url("caseload_undo", batch.pk))
    assert not Person.objects.visible_to(SYSTEM).exists()
    client.post(url("caseload_finish", batch.pk))
    assert sheets.rows_of(batch) == [] and client.get(detail).status_code == 200


def test_a_long_sheet_goes_to_the_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE_ROWS", 1)
    batch = sheets.send(cast, sheets.table(["Prova Ada", "", "", "", "", "1/2/2025", "", ""]))
    client = cast.client(cast.mario)
    client.post(url("caseload_take", batch.pk))
    batch.refresh_from_db()
    page = client.get(url("caseload_detail", batch.pk))
    assert batch.state in ("applying", "ready") and page.status_code == 200
    jobs.run_caseload.call(str(batch.pk), str(cast.mario.pk)) if batch.state == "applying" else None
    assert sheets.outcomes(batch) == {"taken": 1}


def test_a_colleague_who_looks_leaves_a_trace_and_another_row_of_titles_is_guessed_anew(cast: Cast) -> None:
    from accanto.privacy.models import AuditEntry

    batch = sheets.send(cast, sheets.table(["Prova Ada", "", "", "", "", "1/2/2025", "", ""]))
    actor = cast.actor(cast.mario)
    from accanto.caseload.operations.start import set_columns

    said = {"opens_cases": True, "operator": None, "territory": None, "opened_on": None, "outcome": ""}
    again = set_columns(actor, batch=batch, heading_row=2, mapping=batch.mapping, **said)
    assert (again.state, again.headings[0], again.mapping[0]) == ("columns", "Prova Ada", "")
    Caseload._base_manager.filter(pk=batch.pk).update(by=cast.bruna)
    pages = ["caseload_detail", "caseload_columns", "caseload_words"]
    for page in pages:
        assert cast.client(cast.mario).get(url(page, batch.pk)).status_code == 200
    cast.client(cast.mario).get(url("row_correct", batch.rows.first().pk))
    looks = AuditEntry.objects.visible_to(SYSTEM).filter(action="caseload.looked_at")
    assert looks.count() == len(pages) + 1


def test_the_empty_sheet_is_understood_and_says_what_to_write() -> None:
    with translation.override("en"):
        rows = rows_of(template(), Limits())
    assert guess(rows[0], {}) == [key for key in FIELDS if key not in ("full_name", "name_reversed")]
