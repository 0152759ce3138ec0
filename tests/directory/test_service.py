"""The directory: found, kept true, changed by editors alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accanto.core.actor import NotAllowed
from accanto.directory.models import Check, Language, Service, ServiceAtLocation
from accanto.directory.operations.service import CHECK_AFTER, change_service, check_service
from accanto.directory.search import is_stale
from tests.cast import SYSTEM, Cast
from tests.directory.factories import codes, held, service

pytestmark = pytest.mark.django_db


def test_what_is_added_counts_as_checked_until_half_a_year_is_over(cast: Cast) -> None:
    fresh = service(cast)
    assert fresh.assured_date == timezone.localdate() and not is_stale(fresh)
    old = service(cast, checked_on=timezone.localdate() - CHECK_AFTER - timedelta(days=1))
    assert is_stale(old)
    assert not is_stale(check_service(SYSTEM, service=old, said="ancora aperti"))
    assert [check.said for check in held(Check, old)] == ["ancora aperti"]


@pytest.mark.parametrize("areas", [[], ["nonsense"], ["housing", "nonsense"]])
def test_a_service_has_areas_that_exist(cast: Cast, areas: list[str]) -> None:
    with pytest.raises(ValidationError):
        service(cast, areas=areas)
    assert not Service.objects.visible_to(SYSTEM).exists()


def test_areas_are_brought_to_what_is_wanted(cast: Cast) -> None:
    row = service(cast, areas=["housing", "legal"])
    change_service(SYSTEM, service=row, areas=["legal", "health"], name="Altro nome")
    assert codes(row) == {"legal", "health"}
    assert row.name == "Altro nome"


def test_only_editors_write(cast: Cast) -> None:
    row = service(cast)
    for who in (cast.berta, cast.mario, cast.carlos, cast.amina):
        with pytest.raises(NotAllowed):
            check_service(cast.actor(who), service=row)
    check_service(cast.actor(cast.edda), service=row)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            {"word": "SPORTELLO casa"},
            ["Sportello casa", "Scuola di italiano"],
        ),  # the best first: both are of Casa Aperta
        ({"word": "aperta"}, ["Sportello casa", "Scuola di italiano"]),
        ({"area": "languages"}, ["Scuola di italiano"]),
        ({"language": "ara"}, ["Scuola di italiano"]),
        ({"municipality": "Ottiglio"}, ["Scuola di italiano", "Sportello casa"]),
        ({"municipality": "Atlantide"}, ["Scuola di italiano", "Sportello casa"]),
        ({"word": "nulla di simile"}, []),
        ({"area": "zzz", "language": "%", "after": "!!"}, ["Scuola di italiano", "Sportello casa"]),
    ],
)
def test_service_list_finds(cast: Cast, query: dict[str, str], found: list[str]) -> None:
    service(cast, languages=["ita"])
    service(cast, "Scuola di italiano", areas=["languages", "social"], languages=["ita", "ara"])
    service(cast, "Finito", status="defunct")
    page = cast.client(cast.berta).get(reverse("directory:service_list"), query)
    assert [row.name for row in page.context["rows"]] == found


def test_the_languages_offered_are_those_of_the_entries_the_most_spoken_first(cast: Cast) -> None:
    cache.clear()
    service(cast, languages=["ita", "ara"])
    service(cast, "b", languages=["ita"])
    service(cast, "hidden", languages=["tir", "ita"], visibility="operators")

    def offered(client: Any, **query: str) -> list[str]:
        form = client.get(reverse("directory:service_list"), query).context["filter_form"]
        return [code for code, _name in form.fields["language"].choices]

    assert offered(cast.client(cast.berta)) == ["", "ita", "ara", "tir"]
    public = Client().get("/services/").context["filter_form"].fields["language"].choices
    assert [code for code, _name in public] == ["", "ita", "ara"], "nothing of what is for operators alone"
    assert offered(cast.client(cast.berta), language="ukr")[-1] == "ukr", (
        "a link that someone kept still works"
    )
    page = cast.client(cast.berta).get(reverse("directory:service_list"), {"language": "zzzz"})
    assert "language" in page.context["filter_form"].errors
    with CaptureQueriesContext(connection) as asked:
        Client().get("/services/")
    assert not any("directory_language" in query["sql"] and "GROUP BY" in query["sql"] for query in asked), (
        "it is remembered"
    )


def test_service_list_costs_the_same_for_one_row_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        service(cast, f"Servizio {number}", areas=["housing", "legal"])
    client, url = cast.client(cast.edda), reverse("directory:service_list")
    client.get(url)
    with django_assert_max_num_queries(14):
        client.get(url)


def test_service_add_edit_check(cast: Cast) -> None:
    client = cast.client(cast.edda)
    given = {
        "name": "Ambulatorio", "provider": "ASL", "areas": ["health"], "municipality": "Ottiglio",
        "languages": ["ita", "fra"], "url": "https://asl.example",
    }  # fmt: skip
    made = client.post(reverse("directory:service_add"), given)
    row = Service.objects.visible_to(SYSTEM).get(name="Ambulatorio")
    assert made.status_code == 302 and {one.code for one in held(Language, row)} == {"fra", "ita"}
    assert [at.location.municipality for at in held(ServiceAtLocation, row)] == [cast.municipality]
    for name in ("service_detail", "service_edit", "service_history"):
        assert client.get(reverse(f"directory:{name}", args=[row.pk])).status_code == 200
    edit = reverse("directory:service_edit", args=[row.pk])
    wanted = {
        "name": "Ambulatorio 2", "provider": "ASL nuova", "status": "active", "visibility": "public",
        "source_language": "it", "alert": "chiuso in agosto",
    }  # fmt: skip
    assert client.post(edit, wanted).status_code == 302
    row = Service.objects.visible_to(SYSTEM).select_related("organization").get(pk=row.pk)
    assert (row.name, row.organization.name, row.alert) == ("Ambulatorio 2", "ASL nuova", "chiuso in agosto")
    for field, change in {
        "url": {"url": "javascript:1"}, "name": {"name": "x" * 301}, "status": {"status": "open"},
        "provider": {"provider": ""}, "source_language": {"source_language": "xx"},
    }.items():  # fmt: skip
        page = client.post(edit, {**wanted, **change})
        assert page.status_code == 422 and field in page.context["form"].errors


def test_still_true_is_one_tap_for_editors_alone(cast: Cast) -> None:
    row = service(cast)
    check, edit = (reverse(f"directory:{name}", args=[row.pk]) for name in ("service_check", "service_edit"))
    client = cast.client(cast.edda)
    assert client.post(check, {"said": "sì"}).status_code == 302
    assert client.get(check).status_code == 405
    for who in (cast.berta, cast.carlos):
        assert cast.client(who).post(check).status_code == 403
        assert cast.client(who).get(edit).status_code == 403
    assert cast.client(cast.berta).get(row.get_absolute_url()).status_code == 200


def test_a_page_that_someone_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    row = service(cast)
    client, edit = cast.client(cast.edda), reverse("directory:service_edit", args=[row.pk])
    seen = client.get(edit).context["form"]["seen"].initial
    change_service(SYSTEM, service=row, alert="nuovo")
    page = client.post(edit, {"name": "Altro", "seen": seen})
    assert page.status_code == 422 and "seen" in page.context["form"].errors
