"""The screens of an import, from the upload to taking it back."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse
from django.utils import translation

from accanto.core.actor import NotAllowed
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.models import ImportBatch, Service
from accanto.directory.operations.importing import start_import
from accanto.directory.operations.importing_steps import begin
from accanto.directory.operations.importing_undo import undo_import
from tests.cast import SYSTEM, Cast
from tests.directory.exchange.sheets import finish, read, row, sheet

pytestmark = pytest.mark.django_db


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
