"""The list for a municipality's page: allowed in frames, in the language asked for, with no cookie."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accanto.directory.models import Service
from accanto.directory.operations.rebuild import rebuild
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast: Cast) -> Cast:
    add_service(
        SYSTEM, name="Sportello casa", provider="Comune", municipality=cast.municipality, areas=["housing"]
    )
    add_service(
        SYSTEM,
        name="Rifugio",
        provider="Comune",
        municipality=cast.municipality,
        areas=["housing"],
        visibility="operators",
    )
    rebuild(SYSTEM)
    return cast


def test_the_list(town: Cast) -> None:
    answer = Client().get("/embed/services/", {"municipality": "006114", "language": "ar"})
    page = answer.content.decode()
    assert 'dir="rtl"' in page and "Sportello casa" in page and "Rifugio" not in page
    assert "X-Frame-Options" not in answer and "frame-ancestors *" in answer["Content-Security-Policy"]
    assert (
        not answer.cookies
        and "http://" not in page.replace("http://testserver", "")
        and "<script" not in page
    )
    assert "Sportello" not in Client().get("/embed/services/", {"municipality": "001272"}).content.decode()
    assert "Sportello" in Client().get("/embed/services/", {"area": "housing"}).content.decode()


def test_only_for_the_sites_of_the_setting(town: Cast) -> None:
    with override_settings(ACCANTO_FRAME_ANCESTORS=["https://comune.example.org"]):
        policy = Client().get("/embed/services/")["Content-Security-Policy"]
    assert "frame-ancestors https://comune.example.org" in policy


def test_no_other_page_may_be_framed(town: Cast) -> None:
    for address in ("/", "/services/", "/hsds/v3/docs/"):
        answer = Client().get(address)
        assert (
            answer["X-Frame-Options"] == "DENY"
            and "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        )


@pytest.mark.parametrize(
    "query", [{"municipality": "x" * 500}, {"language": "xx"}, {"area": "\x00"}, {"municipality": "' OR 1"}]
)
def test_anything_may_be_asked(town: Cast, query: dict[str, str]) -> None:
    assert Client().get("/embed/services/", query).status_code == 200


def test_the_lines_to_copy(town: Cast) -> None:
    page = (
        town.client(town.edda)
        .get(reverse("directory:embed"), {"municipality": "006114", "language": "ro"})
        .content.decode()
    )
    assert "/embed/services/?municipality=006114&amp;amp;language=ro" in page
    assert Service.objects.visible_to(SYSTEM).count() == 2
