"""A service as the public reads it: in words, in the reader's language, with ways to reach and to share it."""

from __future__ import annotations

import json
import re
from datetime import time
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accanto.core import trail
from accanto.directory.models import Address, CostOption, RequiredDocument, Schedule, Translation
from accanto.directory.operations.service import add_service
from accanto.directory.texts import digest
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db
MARKUP = "</script><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def no_cache() -> None:
    cache.clear()


@pytest.fixture
def service(cast: Cast) -> Any:
    row = add_service(
        SYSTEM, name="Sportello casa", provider="Casa Aperta", municipality=cast.municipality, areas=["housing"],
        languages=["ita", "ara"], phone="000 000", description=f"Affitti {MARKUP}",
    )  # fmt: skip
    place = row.at_locations.visible_to(SYSTEM).get().location
    for part in (
        Address(
            location=place,
            address_1="Piazza Uno, 1",
            city="Ottiglio",
            state_province="AL",
            postal_code="15038",
        ),
        Schedule(
            service=row, freq="WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU", opens_at=time(0), closes_at=time(23, 59)
        ),
        CostOption(service=row, amount=0),
        RequiredDocument(service=row, document="Codice fiscale"),
        Translation(
            service=row,
            field="name",
            language="ar",
            text="مكتب السكن",
            state="published",
            source_digest=digest(row.name),
        ),
    ):
        trail.create(SYSTEM, part, "service.changed")
    return row


def page_of(service: Any, language: str = "it", query: str = "") -> str:
    url = reverse("portal:service_detail", args=[service.pk])
    return Client(headers={"accept-language": language}).get(url + query).content.decode()


def test_it_says_where_when_what_it_costs_and_what_to_bring(service: Any) -> None:
    text = page_of(service)
    for said in (
        "Piazza Uno, 1",
        "Ottiglio",
        "Gratis",
        "Codice fiscale",
        "Aperto adesso",
        "arabo",
        'href="tel:000000"',
    ):
        assert said in text, said
    assert f"geo:0,0?q={quote('Piazza Uno, 1, Ottiglio')}" in text


def test_what_is_translated_is_read_in_arabic_and_the_rest_says_its_language(service: Any) -> None:
    text = page_of(service, "ar")
    assert '<bdi lang="ar">مكتب السكن</bdi>' in text
    assert re.search(r'<p lang="it" dir="auto">Affitti', text)
    assert "مكتوب باللغة: الإيطالية" in text


def test_a_shared_link_opens_in_its_language_and_the_choice_stays(service: Any) -> None:
    client = Client(headers={"accept-language": "it"})
    url = reverse("portal:service_detail", args=[service.pk])
    assert '<html lang="ar" dir="rtl"' in client.get(url + "?lang=ar").content.decode()
    assert '<html lang="ar" dir="rtl"' in client.get(url).content.decode()
    assert (
        '<html lang="it"' in Client(headers={"accept-language": "it"}).get(url + "?lang=xx").content.decode()
    )


def test_search_engines_are_told_all_five_languages(service: Any) -> None:
    text = page_of(service, query="?lang=fr")
    assert len(re.findall(r'<link rel="alternate" hreflang=', text)) == 6
    assert re.search(r'<link rel="canonical" href="[^"]+\?lang=fr">', text)


def test_the_data_block_is_valid_and_nothing_in_it_is_markup(service: Any) -> None:
    text = page_of(service)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert block is not None and "<" not in block[1]
    data = json.loads(block[1])
    assert data["name"] == "Sportello casa" and data["description"] == f"Affitti {MARKUP}"
    assert data["offers"]["price"] == "0"
    hours = data["availableChannel"][0]["serviceLocation"]["openingHoursSpecification"]
    assert {each["dayOfWeek"] for each in hours} >= {"Monday", "Sunday"}
    assert MARKUP not in text


def test_share_by_whatsapp_and_code(service: Any) -> None:
    text = page_of(service, "ar")
    assert "https://wa.me/?text=" in text and "lang%3Dar" in text
    code = Client().get(reverse("portal:service_code", args=[service.pk]))
    assert code["Content-Type"] == "image/svg+xml" and code.content.startswith(b"<svg")


def test_who_is_not_signed_in_may_keep_the_page_and_staff_never(cast: Cast, service: Any) -> None:
    url = reverse("portal:service_detail", args=[service.pk])
    assert Client().get(url)["X-Keep-Offline"] == "1"
    staff = cast.client(cast.berta).get(url)
    assert "X-Keep-Offline" not in staff and "no-store" in staff["Cache-Control"]
    assert "X-Keep-Offline" not in Client().get(reverse("portal:feedback", args=[service.pk]))


def test_hidden_entries_are_on_no_public_page(cast: Cast, service: Any) -> None:
    trail.change(SYSTEM, service, "service.changed", visibility="operators")
    for name in ("service_detail", "service_code", "feedback", "feedback_thanks"):
        assert Client().get(reverse(f"portal:{name}", args=[service.pk])).status_code == 404, name
    listed = Client().get(f"{reverse('portal:saved_list')}?ids={service.pk}").content.decode()
    assert "Sportello casa" not in listed
    for name in ("service_list", "service_points", "sitemap_index", "towns", "home"):
        assert "Sportello casa" not in Client().get(reverse(f"portal:{name}")).content.decode()
    assert str(service.pk) not in Client().get(reverse("portal:sitemap", args=[1])).content.decode()
