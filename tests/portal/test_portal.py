"""The portal: open to all, in five languages, telling nothing of a few."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accanto.core import trail
from accanto.directory.models import Service
from accanto.directory.operations.check import check_service
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast
from tests.evaluation import factories as make

pytestmark = pytest.mark.django_db
LANGUAGES = {"it": "ltr", "en": "ltr", "fr": "ltr", "ar": "rtl", "ro": "ltr"}


@pytest.fixture(autouse=True)
def no_cache() -> None:
    cache.clear()


@pytest.fixture
def shown(cast: Cast) -> dict[str, str]:
    """Addresses of all public pages, with something on each."""
    service = add_service(
        SYSTEM, name="Sportello casa", provider="Casa Aperta", municipality=cast.municipality, areas=["housing"],
        languages=["ita", "ara"], phone="000",
    )  # fmt: skip
    make.result(cast, "cases", "persons_in_case", target=10)
    for _ in range(6):
        make.case(cast, make.person(cast))
    return {
        "home": reverse("portal:home"),
        "services": reverse("portal:service_list"),
        "service": reverse("portal:service_detail", args=[service.pk]),
        "projects": reverse("portal:project_list"),
        "project": reverse("portal:project_detail", args=[cast.project.pk]),
        "privacy": reverse("portal:privacy"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_for_anyone_in_every_language(shown: dict[str, str], language: str) -> None:
    for name, url in shown.items():
        page = Client(headers={"accept-language": language}).get(url)
        text = page.content.decode()
        assert page.status_code == 200, name
        assert f'<html lang="{language}" dir="{LANGUAGES[language]}">' in text
        assert text.count("<h1") == 1
        assert not any(part in text for part in ("style=", "onclick=", "<script>"))


def test_a_town_that_is_not_known_is_said_in_the_reader_s_language(shown: dict[str, str]) -> None:
    page = Client(headers={"accept-language": "ar"}).get(shown["services"], {"municipality": "Nessundove"})
    text = page.content.decode()
    assert "لا توجد بلدية باسم Nessundove." in text and 'value="Nessundove"' in text


def test_a_card_does_not_say_twice_when_it_was_checked(cast: Cast, shown: dict[str, str]) -> None:
    service = Service.objects.visible_to(SYSTEM).get()
    check_service(SYSTEM, service=service)
    page = Client(headers={"accept-language": "it"}).get(shown["services"], {"word": "casa"})
    text = page.content.decode()
    assert "Nel nome:" in text and text.count("erificato ") == 1


def test_pages_carry_the_headers_that_protect(shown: dict[str, str]) -> None:
    page = Client().get(shown["home"])
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff" and page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert not page.cookies.get("accanto_session")


def results_of(cast: Cast, client: Any = None) -> dict[str, Any]:
    cache.clear()
    page = (client or Client()).get(reverse("portal:project_detail", args=[cast.project.pk]))
    return {result["what"]: result["value"] for result in page.context["results"]}


def test_totals_of_fewer_than_five_are_not_told(cast: Cast) -> None:
    make.result(cast, "few", "persons_in_case")
    for number in range(1, 7):
        make.case(cast, make.person(cast))
        told = results_of(cast)["Risultato few"]
        assert told == (number if number >= 5 else None)


def test_a_share_is_told_when_five_are_in_it_and_five_are_not(cast: Cast) -> None:
    make.result(cast, "share", "situation_share", unit="percent", field="labour", values=["inactive"])
    for number in range(12):
        make.picture(make.case(cast, make.person(cast)), labour="inactive" if number < 8 else "employed")
    assert results_of(cast)["Risultato share"] is None
    make.picture(make.case(cast, make.person(cast)), labour="employed")
    assert results_of(cast)["Risultato share"] is not None


def test_signed_in_or_not_the_portal_tells_the_same(cast: Cast, shown: dict[str, str]) -> None:
    assert results_of(cast) == results_of(cast, cast.client(cast.dora)) == {"Risultato cases": 6}


def test_what_is_not_published_is_not_there(cast: Cast, shown: dict[str, str]) -> None:
    trail.change(SYSTEM, cast.project, "project.changed", published=False)
    assert Client().get(shown["project"]).status_code == 404
    assert "Vicini" not in Client().get(shown["projects"]).content.decode()


def test_closed_services_are_not_listed_and_gone_ones_not_found(cast: Cast, shown: dict[str, str]) -> None:
    facts: dict[str, Any] = {"provider": "x", "municipality": cast.municipality, "areas": ["legal"]}
    closed = add_service(SYSTEM, name="Chiuso", status="inactive", **facts)
    gone = add_service(SYSTEM, name="Finito", status="defunct", **facts)
    listed = Client().get(shown["services"]).context["rows"]
    assert [row.name for row in listed] == ["Sportello casa"]
    assert Client().get(reverse("portal:service_detail", args=[closed.pk])).status_code == 200
    assert Client().get(reverse("portal:service_detail", args=[gone.pk])).status_code == 404


@pytest.mark.parametrize(
    "query", ["?word=%00", "?area=x&language='", "?after=e30&before=x", "?municipality=%F0%9F%92%A9"]
)
def test_bad_input_is_never_an_error(shown: dict[str, str], query: str) -> None:
    for url in shown.values():
        assert Client().get(url + query).status_code in (200, 400)
