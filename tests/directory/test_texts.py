"""Texts in other languages: published by editors, stale when their source changes, shown as what they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core.actor import Nobody, NotAllowed
from accanto.directory.models import Service, Translation
from accanto.directory.operations.service import change_service
from accanto.directory.operations.translation import set_translation
from accanto.directory.reading import with_parts
from accanto.directory.texts import load_texts, said
from tests.cast import SYSTEM, Cast
from tests.directory.factories import held, service

pytestmark = pytest.mark.django_db


def text(language: str = "ar", field: str = "name", words: str = "مكتب السكن", **more: Any) -> dict[str, Any]:
    return {"field": field, "language": language, "text": words, **more}


def shown(row: Service, language: str, field: str = "name") -> Any:
    """What the public reads."""
    fresh = Service.objects.visible_to(Nobody()).select_related("organization").get(pk=row.pk)
    load_texts(Nobody(), with_parts(Nobody(), [fresh]), language)
    return said(fresh, field, language)


def test_what_editors_write_is_published_and_what_others_write_waits(cast: Cast) -> None:
    row = service(cast)
    set_translation(cast.actor(cast.berta), entry=row, rows=[text()])
    assert shown(row, "ar").language == "it" and held(Translation, row)[0].state == "in_review"
    with pytest.raises(NotAllowed):
        set_translation(cast.actor(cast.berta), entry=row, rows=[text(state="published")])
    set_translation(cast.actor(cast.edda), entry=row, rows=[text()])
    assert (shown(row, "ar").text, shown(row, "ar").language) == ("مكتب السكن", "ar")
    with pytest.raises(ValidationError):
        set_translation(cast.actor(cast.berta), entry=row, rows=[text(words="altro")])
    with pytest.raises(NotAllowed):
        set_translation(cast.actor(cast.berta), entry=row, rows=[text(words="")])
    with pytest.raises(NotAllowed):
        set_translation(cast.actor(cast.ines), entry=row, rows=[text()])


def test_a_changed_source_makes_translations_stale_and_writing_again_fresh(cast: Cast) -> None:
    row = service(cast, description="Aiuto per la casa")
    set_translation(SYSTEM, entry=row, rows=[text(), text(field="description", words="مساعدة")])
    change_service(SYSTEM, service=row, name="Sportello casa e affitto")
    assert shown(row, "ar").stale and not shown(row, "ar", "description").stale
    assert {one.field: one.stale for one in held(Translation, row)} == {"name": True, "description": False}
    set_translation(SYSTEM, entry=row, rows=[text()])
    assert not shown(row, "ar").stale and not any(one.stale for one in held(Translation, row))
    change_service(SYSTEM, service=row, name="Altro")
    change_service(SYSTEM, service=row, name="Sportello casa e affitto")
    assert not any(one.stale for one in held(Translation, row)), "it says again what was translated"


def test_texts_of_a_page_cost_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    rows = [service(cast, f"Servizio {number}") for number in range(5)]
    for row in rows:
        set_translation(SYSTEM, entry=row, rows=[text(words=row.name)])
        set_translation(SYSTEM, entry=row.organization, rows=[text(words="البيت")])
    listed = list(Service.objects.visible_to(Nobody()).select_related("organization"))
    with_parts(Nobody(), listed)
    with django_assert_num_queries(1):
        load_texts(Nobody(), listed, "ar")
        assert {said(row, "name", "ar").text for row in listed} == {row.name for row in rows}
        assert {said(row.organization, "name", "ar").text for row in listed} == {"البيت"}
    with pytest.raises(LookupError):
        said(listed[0], "name", "ro")
    with django_assert_num_queries(0):
        load_texts(Nobody(), listed, "it")
        assert said(listed[0], "name", "it").state == "source"


@pytest.mark.parametrize(
    "row", [text("it"), text(field="email"), text(field="alert"), text(field="zzz")], ids=str
)
def test_what_is_not_translated_is_refused(cast: Cast, row: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        set_translation(SYSTEM, entry=service(cast), rows=[row])


def test_service_translate_side_by_side(cast: Cast) -> None:
    row = service(cast, description="Aiuto per la casa")
    url = reverse("directory:service_translate", args=[row.pk, "ar"])
    client = cast.client(cast.edda)
    page = client.get(url)
    assert [pair["source"] for pair in page.context["form"].pairs()] == [
        "Sportello casa",
        "Aiuto per la casa",
    ]
    assert page.context["form"].fields["state"].initial == "published"
    sent = client.post(url, {"name": "مكتب السكن", "description": "", "state": "published"})
    assert sent.status_code == 302 and [one.field for one in held(Translation, row)] == ["name"]
    for missing in ("it", "xx"):
        wrong = reverse("directory:service_translate", args=[row.pk, missing])
        assert client.get(wrong).status_code == 404
    operator = cast.client(cast.berta)
    page = operator.post(url, {"name": "x", "state": "published"})
    assert page.status_code == 422 and 'value="x"' in page.content.decode()
    assert (
        operator.post(url, {"name": "مكتب السكن", "description": "مساعدة", "state": "in_review"}).status_code
        == 422
    )
    assert cast.client(cast.ines).get(url).status_code == 403


def test_translation_list_has_what_is_missing_stale_or_waiting(cast: Cast) -> None:
    done, missing, stale, waiting = (service(cast, name) for name in ("a", "b", "c", "d"))
    for row in (done, stale):
        set_translation(SYSTEM, entry=row, rows=[text(words=row.name)])
    set_translation(SYSTEM, entry=waiting, rows=[text(words="d", state="draft")])
    change_service(SYSTEM, service=stale, name="cc")
    client, url = cast.client(cast.berta), reverse("directory:translation_list")
    first = client.get(url).context
    assert first["language"] == first["filter_form"]["language"].value() == "en"
    listed = client.get(url, {"language": "ar"}).context["rows"]
    assert [row.pk for row in listed] == [missing.pk, stale.pk, waiting.pk]
    assert [(row.no_name, row.is_stale, row.is_waiting) for row in listed] == [
        (True, False, False), (False, True, False), (False, False, True)
    ]  # fmt: skip
    assert len(client.get(url, {"language": "ro"}).context["rows"]) == 4
    assert client.get(url, {"language": "it"}).context["rows"] == []
