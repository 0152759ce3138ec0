"""Organizations and places by themselves: found, read, changed, translated, kept true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.directory.models import (
    Address,
    Check,
    Contact,
    Location,
    Organization,
    Phone,
    Published,
    Service,
    ServiceAtLocation,
    Translation,
)
from accanto.directory.operations.check import CHECK_AFTER, check_entry, check_service
from accanto.directory.operations.entry import change_location, change_organization
from accanto.directory.operations.places import set_places
from accanto.directory.operations.service import change_service
from accanto.directory.operations.translation import set_translation
from tests.cast import SYSTEM, Cast
from tests.directory.factories import held, service

pytestmark = pytest.mark.django_db


def alone(name: str = "Parrocchia", **more: Any) -> Organization:
    return trail.create(SYSTEM, Organization(name=name, **more), "organization.added")


def place_of(row: Service) -> Location:
    found: Location = held(ServiceAtLocation, row)[0].location
    return found


def kinds(cast: Cast) -> list[tuple[str, Any]]:
    row = service(cast, address="Via Roma 1")
    return [("organization", row.organization), ("location", place_of(row))]


# --- found -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Casa Aperta", "Parrocchia"]),
        ({"word": "aperta CASA"}, ["Casa Aperta"]),
        ({"word": "chiesa"}, ["Parrocchia"]),
        ({"word": "%"}, []),
        ({"word": "casa nulla"}, []),
        ({"to_check": "on"}, ["Parrocchia"]),
        ({"word": "x" * 5000}, ["Casa Aperta", "Parrocchia"]),
    ],
)
def test_organization_list_finds(cast: Cast, query: dict[str, str], found: list[str]) -> None:
    service(cast)
    alone(alternate_name="Chiesa di San Martino")
    page = cast.client(cast.berta).get(reverse("directory:organization_list"), query)
    assert [row.name for row in page.context["rows"]] == found


def test_location_list_finds_by_name_street_and_town(cast: Cast) -> None:
    place = place_of(service(cast, address="Via Garibaldi 9"))
    client, url = cast.client(cast.berta), reverse("directory:location_list")
    for word in ("garibaldi", "Ottiglio", "9 ottiglio"):
        assert [row.pk for row in client.get(url, {"word": word}).context["rows"]] == [place.pk]
    assert client.get(url, {"word": "Parma"}).context["rows"] == []


@pytest.mark.parametrize("root", ["organization", "location"])
def test_lists_go_on_over_pages_and_cost_the_same(
    cast: Cast, root: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(28):
        service(cast, f"s{number}", provider=f"Ente {number:02}", address=f"Via {number}")
    client, url, seen = cast.client(cast.berta), reverse(f"directory:{root}_list"), []
    following: str | None = ""
    while following is not None:
        with django_assert_max_num_queries(12):
            page = client.get(url + following)
        seen += [row.pk for row in page.context["rows"]]
        following = page.context["page"].next_url
    assert len(seen) == len(set(seen)) == 28


def test_entries_for_operators_alone_are_out_of_sight(cast: Cast) -> None:
    row = service(cast)
    set_places(SYSTEM, service=row, rows=[{"municipality": cast.municipality, "visibility": "operators"}])
    hidden = [("organization", alone("Rifugio", visibility="operators")), ("location", place_of(row))]
    for root, entry in hidden:
        url = reverse(f"directory:{root}_detail", args=[entry.pk])
        assert cast.client(cast.carlos).get(url).status_code == 404
        assert cast.client(cast.berta).get(url).status_code == 200
        listed = cast.client(cast.carlos).get(reverse(f"directory:{root}_list")).context["rows"]
        assert entry.pk not in [one.pk for one in listed]


# --- read --------------------------------------------------------------------------------------------


def test_pages_lead_to_each_other(cast: Cast) -> None:
    row = service(cast, address="Via Roma 1")
    client = cast.client(cast.edda)
    own = client.get(row.get_absolute_url()).content.decode()
    for _root, entry in (("organization", row.organization), ("location", place_of(row))):
        assert entry.get_absolute_url() in own
        page = client.get(entry.get_absolute_url())
        assert page.status_code == 200 and row.get_absolute_url() in page.content.decode()
    text = client.get(row.organization.get_absolute_url()).content.decode()
    assert place_of(row).get_absolute_url() in text and "Via Roma 1" in text
    text = client.get(reverse("directory:service_list")).content.decode()
    assert reverse("directory:organization_list") in text and reverse("directory:location_list") in text


def test_an_entry_without_any_service_has_a_page(cast: Cast) -> None:
    place = trail.create(SYSTEM, Location(name="Sala civica"), "test.made")
    for entry in (alone(), place):
        assert cast.client(cast.carlos).get(entry.get_absolute_url()).status_code == 200


# --- kept true ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1])
def test_an_entry_is_as_fresh_as_what_was_asked_last(cast: Cast, place: int) -> None:
    today = timezone.localdate()
    row = service(cast, checked_on=today - CHECK_AFTER - timedelta(days=3))
    entry = [row.organization, place_of(row)][place]
    client = cast.client(cast.edda)

    def shown() -> tuple[Any, bool]:
        found = client.get(entry.get_absolute_url()).context["row"]
        return found.assured_date, found.stale

    assert shown() == (row.assured_date, True)
    check_entry(SYSTEM, entry=entry, outcome="no_answer")
    assert shown()[1], "nobody answered: no fresher than before"
    root = ("organization", "location")[place]
    assert client.post(reverse(f"directory:{root}_check", args=[entry.pk])).status_code == 302
    assert shown() == (today, False)
    assert Service.objects.visible_to(SYSTEM).get(pk=row.pk).assured_date != today, (
        "its services were not asked"
    )
    check_service(SYSTEM, service=row)
    assert shown() == (today, False)


def test_an_entry_without_service_is_kept_true_too(cast: Cast) -> None:
    lone = alone()
    client, url = cast.client(cast.edda), reverse("directory:organization_list")
    assert [row.pk for row in client.get(url, {"to_check": "on"}).context["rows"]] == [lone.pk]
    ask = reverse("directory:organization_ask", args=[lone.pk])
    assert client.post(ask, {"how": "phone", "outcome": "closed"}).status_code == 422
    wrong = client.post(ask, {"how": "phone", "outcome": "confirmed", "again_by": "2020-01-01", "said": "sì"})
    assert wrong.status_code == 422 and "again_by" in wrong.context["form"].errors
    assert client.post(ask, {"how": "phone", "outcome": "confirmed", "said": "sempre lì"}).status_code == 302
    assert client.get(url, {"to_check": "on"}).context["rows"] == []
    assert "sempre lì" in client.get(lone.get_absolute_url()).content.decode()
    assert "sempre lì" not in cast.client(cast.berta).get(lone.get_absolute_url()).content.decode()
    with pytest.raises(NotAllowed):
        check_entry(cast.actor(cast.berta), entry=lone)
    assert Check.objects.visible_to(SYSTEM).filter(organization=lone).count() == 1


# --- changed -----------------------------------------------------------------------------------------


def test_organization_edit(cast: Cast) -> None:
    row = service(cast)
    above, client = alone("Diocesi"), cast.client(cast.edda)
    url = reverse("directory:organization_edit", args=[row.organization_id])
    assert client.get(url).context["form"].initial["name"] == "Casa Aperta"
    given = {
        "name": "Casa Aperta onlus", "description": "Accoglie", "visibility": "public", "part_of": "diocesi",
        "email": "casa@example.org", "website": "casa.example", "year_incorporated": "1998",
    }  # fmt: skip
    assert client.post(url, given).status_code == 302
    now = Organization.objects.visible_to(SYSTEM).get(pk=row.organization_id)
    assert (now.name, now.parent_organization_id, now.year_incorporated) == (
        "Casa Aperta onlus",
        above.pk,
        1998,
    )
    assert "Casa Aperta onlus" in Published.objects.get(pk=row.pk).full, "what is handed out says so at once"
    for field, change in {
        "name": {"name": ""}, "part_of": {"part_of": "Nessuno"}, "email": {"email": "x"},
        "website": {"website": "javascript:1"}, "year_incorporated": {"year_incorporated": "12"},
    }.items():  # fmt: skip
        page = client.post(url, {**given, **change})
        assert page.status_code == 422 and field in page.context["form"].errors
        assert 'value="1998"' in page.content.decode() or field == "year_incorporated"
    own = client.post(url, {**given, "part_of": "Casa Aperta onlus"})
    assert "part_of" in own.context["form"].errors
    with pytest.raises(ValidationError):
        change_organization(SYSTEM, organization=above, part_of=now)
    assert cast.client(cast.berta).get(url).status_code == 403


def test_location_edit_is_for_all_services_that_are_given_there(cast: Cast) -> None:
    row, other = service(cast, address="Via Roma 1"), service(cast, "Altro")
    place = place_of(row)
    set_places(SYSTEM, service=other, rows=[{"location": place}])
    client, url = cast.client(cast.edda), reverse("directory:location_edit", args=[place.pk])
    form = client.get(url).context["form"]
    assert form["address_1"].value() == "Via Roma 1" and form["country"].value() == "IT"
    given = {
        "municipality": "Ottiglio", "address_1": "Via Po 2", "postal_code": "15038", "country": "IT",
        "name": "Municipio", "location_type": "physical", "visibility": "public", "access": ["lift"],
        "description": "Al primo piano",
    }  # fmt: skip
    assert client.post(url, given).status_code == 302
    for one in (row, other):
        assert "Via Po 2" in Published.objects.get(pk=one.pk).full
    page = client.get(place.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Via Po 2", "15038", "Municipio", "Al primo piano"))
    for field, change in {
        "municipality": {"municipality": "Atlantide"}, "postal_code": {"postal_code": "15"},
        "longitude": {"latitude": "45"}, "city": {"country": "FR"}, "access": {"access": ["wings"]},
    }.items():  # fmt: skip
        wrong = client.post(url, {**given, **change})
        assert wrong.status_code == 422 and list(wrong.context["form"].errors) == [field]
        assert 'value="Via Po 2"' in wrong.content.decode()


@pytest.mark.parametrize(
    ("code", "country", "well"),
    [("15038", "IT", True), ("", "IT", True), ("15", "IT", False), ("1503a", "IT", False), ("150380", "IT", False),
     ("١٥٠٣٨", "IT", False), ("SW1A 1AA", "GB", True), ("12", "CH", True)],
)  # fmt: skip
def test_a_postal_code_has_five_digits_in_italy(cast: Cast, code: str, country: str, well: bool) -> None:
    row = service(cast)
    town = {"r0-municipality": "Ottiglio"} if country == "IT" else {"r0-city": "Londra"}
    sent = {"r0-address_1": "Via Roma 1", "r0-postal_code": code, "r0-country": country, **town}
    page = cast.client(cast.edda).post(reverse("directory:service_places", args=[row.pk]), sent)
    assert page.status_code == (302 if well else 422)
    if well:
        address = Address.objects.visible_to(SYSTEM).get(location__services_here__service=row)
        assert (address.postal_code, address.country) == (code, country)
    else:
        assert (
            list(page.context["form"].errors) == ["r0-postal_code"]
            and f'value="{code}"' in page.content.decode()
        )


def test_phones_and_contacts_of_an_entry(cast: Cast) -> None:
    client = cast.client(cast.edda)
    for root, entry in kinds(cast):
        url = reverse(f"directory:{root}_phones", args=[entry.pk])
        assert client.post(url, {"r0-number": "00", "r0-type": "voice"}).status_code == 302
        page = client.post(url, {"r0-number": "chiama Maria"})
        assert page.status_code == 422 and 'value="chiama Maria"' in page.content.decode()
        assert Phone.objects.visible_to(SYSTEM).get(**{root: entry}).number == "00"
        url = reverse(f"directory:{root}_contacts", args=[entry.pk])
        assert client.post(url, {"r0-department": "Segreteria"}).status_code == 302
        assert Contact.objects.visible_to(SYSTEM).get(**{root: entry}).service_id is None
        assert "Segreteria" in client.get(entry.get_absolute_url()).content.decode()
        assert cast.client(cast.berta).post(url, {"r0-department": "x"}).status_code == 403


# --- translated --------------------------------------------------------------------------------------


def test_translations_of_an_entry_are_shown_and_go_stale_with_a_service_or_without(cast: Cast) -> None:
    lone = alone(description="Aiuta")
    place = trail.create(SYSTEM, Location(name="Sala civica"), "test.made")
    changes: list[Any] = [
        (
            lambda: change_organization(SYSTEM, organization=lone, name="Parrocchia nuova"),
            lone,
            "organization",
        ),
        (lambda: change_location(SYSTEM, location=place, name="Sala nuova"), place, "location"),
    ]
    client = cast.client(cast.edda)
    for change, entry, root in changes:
        url = reverse(f"directory:{root}_translate", args=[entry.pk, "ar"])
        assert client.get(url).context["form"].pairs()[0]["source"] == entry.name
        assert client.post(url, {"name": "قاعة", "state": "published"}).status_code == 302
        row = Translation.objects.visible_to(SYSTEM).get(**{root: entry})
        assert (row.text, row.state, row.stale) == ("قاعة", "published", False)
        change()
        row.refresh_from_db()
        assert row.stale
        listed = client.get(reverse(f"directory:{root}_translation_list"), {"language": "ar"}).context["rows"]
        assert [one.pk for one in listed if one.is_stale] == [entry.pk]
        assert client.get(reverse(f"directory:{root}_translate", args=[entry.pk, "it"])).status_code == 404
    assert (
        client.get(reverse("directory:organization_translation_list"), {"language": "it"}).context["rows"]
        == []
    )


def test_who_translates_an_entry_asks_for_reading(cast: Cast) -> None:
    lone = alone()
    row = {"field": "name", "language": "ar", "text": "كنيسة"}
    set_translation(cast.actor(cast.berta), entry=lone, rows=[row])
    assert Translation.objects.visible_to(SYSTEM).get().state == "in_review"
    with pytest.raises(NotAllowed):
        set_translation(cast.actor(cast.berta), entry=lone, rows=[{**row, "state": "published"}])
    with pytest.raises(ValidationError):
        set_translation(SYSTEM, entry=lone, rows=[{**row, "field": "alert"}])


# --- what waits is told on the service's page --------------------------------------------------------


def test_a_service_tells_its_editors_what_waits(cast: Cast) -> None:
    from accanto.directory.models import Correction, Feedback
    from accanto.directory.operations.keeping import SECRET, give_feedback, send_confirmation_link

    row = service(cast)
    client = cast.client(cast.edda)
    assert client.get(row.get_absolute_url()).context["waiting"] is None
    for number in range(7):
        give_feedback(service=row, about="closed", text=f"parola {number}")
    correction = trail.create(SYSTEM, Correction(service=row, values={}), "test.made")
    send_confirmation_link(SYSTEM, service=row, confirm_url=f"/confirm/{SECRET}/", to="a@example.org")
    page = client.get(row.get_absolute_url())
    text = page.content.decode()
    assert correction.get_absolute_url() in text and "parola 6" in text and "a@example.org" in text
    assert page.context["waiting"].more_messages == 2
    done = reverse("directory:feedback_done", args=[Feedback.objects.visible_to(SYSTEM).first().pk])
    assert client.post(done, {"page": "1"})["Location"] == row.get_absolute_url()
    text = cast.client(cast.berta).get(row.get_absolute_url()).content.decode()
    assert "parola" not in text and "a@example.org" not in text
    change_service(SYSTEM, service=row, alert="x")  # the page of an entry that changed meanwhile still opens
    assert client.get(row.get_absolute_url()).status_code == 200
