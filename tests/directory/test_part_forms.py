"""The sections of a service's page: rows without a script, errors at their field, nothing typed is lost."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accanto.directory.models import (
    Address,
    CostOption,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from accanto.directory.operations import parts
from accanto.directory.operations.places import set_places
from accanto.directory.week import exceptions, seasons
from tests.cast import SYSTEM, Cast
from tests.directory.factories import codes, held, service

pytestmark = pytest.mark.django_db


def post(cast: Cast, row: Service, part: str, data: dict[str, Any]) -> Any:
    return cast.client(cast.edda).post(reverse(f"directory:service_{part}", args=[row.pk]), data)


def shown(cast: Cast, row: Service, part: str) -> dict[str, Any]:
    """What the browser would send back unchanged."""
    form = cast.client(cast.edda).get(reverse(f"directory:service_{part}", args=[row.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value
        for name, value in values.items()
        if value is not None and value is not False and value != ""
    }


def test_rows_are_added_changed_and_removed(cast: Cast) -> None:
    row = service(cast)
    sent = {"r0-number": "00", "r0-type": "voice", "r1-number": "0000", "r1-type": "cell", "r2-number": ""}
    assert post(cast, row, "phones", sent).status_code == 302
    assert {phone.number for phone in held(Phone, row)} == {"00", "0000"}
    again = shown(cast, row, "phones")
    kept = {phone.number: phone.pk for phone in held(Phone, row)}
    first = next(name[:2] for name, value in again.items() if value == "00")
    again |= {f"{first}-number": "000"}
    other = "r1" if first == "r0" else "r0"
    assert post(cast, row, "phones", {**again, f"{other}-remove": "on"}).status_code == 302
    assert {(phone.pk, phone.number) for phone in held(Phone, row)} == {(kept["00"], "000")}


def test_a_row_more_keeps_what_was_typed_and_says_nothing_of_it(cast: Cast) -> None:
    row = service(cast)
    page = post(cast, row, "phones", {"r0-number": "not a number", "r0-type": "cell", "add": "1"})
    text = page.content.decode()
    assert page.status_code == 200 and 'value="not a number"' in text and 'name="r1-number"' in text
    assert 'aria-invalid="true"' not in text and held(Phone, row) == []


@pytest.mark.parametrize(
    ("part", "data", "field"),
    [
        ("phones", {"r0-number": "00", "r1-number": "chiama Maria"}, "r1-number"),
        ("phones", {"r0-number": "", "r0-description": "la sera"}, "r0-number"),
        ("prices", {"r0-option": "tutti", "r0-amount": "-1"}, "r0-amount"),
        (
            "prices",
            {"r0-amount": "1", "r0-valid_from": "2026-05-02", "r0-valid_to": "2026-05-01"},
            "r0-valid_to",
        ),
        ("contacts", {"r0-title": "custode", "r0-email": "x"}, "r0-email"),
        ("websites", {"r0-url": "javascript:alert(1)"}, "r0-url"),
        ("places", {"r0-municipality": "Atlantide", "r0-name": "Casa"}, "r0-municipality"),
        ("places", {"r0-municipality": "Ottiglio", "r0-latitude": "45"}, "r0-longitude"),
        ("places", {"r0-municipality": "Ottiglio", "r0-latitude": "445", "r0-longitude": "8"}, "r0-latitude"),
        ("hours", {"r0-MO": "9-12, 11-13"}, "r0-MO"),
        ("hours", {"r0-group": "estate"}, "r0-MO"),
        (
            "hours",
            {"r0-MO": "9-12", "r0-valid_from": "2026-05-02", "r0-valid_to": "2026-05-01"},
            "r0-valid_to",
        ),
        ("exceptions", {"r0-notes": "ferie"}, "r0-valid_from"),
        ("exceptions", {"r0-valid_from": "2026-02-30"}, "r0-valid_from"),
        ("capacity", {"kind": "opportunity", "r0-available": "4", "r0-maximum": "3"}, "r0-available"),
        ("capacity", {"kind": "zzz"}, "kind"),
        ("documents", {"usual": ["driving-seat"]}, "usual"),
        ("languages", {"languages": ["xxx"]}, "languages"),
        ("terms", {"areas": []}, "areas"),
        ("terms", {"areas": ["legal"], "minimum_age": "200"}, "minimum_age"),
    ],
)
def test_errors_stand_at_their_field_and_nothing_is_lost(
    cast: Cast, part: str, data: dict[str, Any], field: str
) -> None:
    row = service(cast)
    page = post(cast, row, part, data)
    assert page.status_code == 422 and field in page.context["form"].errors, page.context["form"].errors
    text = page.content.decode()
    typed = [value for value in data.values() if isinstance(value, str) and value not in ("", "zzz")]
    assert all(f'value="{value}"' in text for value in typed)


def test_ages_in_the_wrong_order_are_refused_where_they_are_written(cast: Cast) -> None:
    page = post(cast, service(cast), "terms", {"areas": ["legal"], "minimum_age": "30", "maximum_age": "20"})
    assert page.status_code == 422


def test_hours_of_a_week_of_two_seasons_and_their_exceptions(cast: Cast) -> None:
    row = service(cast)
    monthly = {"freq": "MONTHLY", "byday": "1SA", "opens_at": time(9), "closes_at": time(12)}
    parts.set_schedules(SYSTEM, service=row, rows=[monthly])
    sent = {
        "r0-MO": "9-12, 15-18", "r0-TU": "9-12", "r0-holidays": "closed",
        "r1-SA": "20-2", "r1-group": "estate", "r1-valid_from": "2026-06-01", "r1-valid_to": "2026-08-31",
        "r1-holidays": "open",
    }  # fmt: skip
    assert post(cast, row, "hours", sent).status_code == 302
    usual, summer = seasons(held(Schedule, row))
    assert usual["MO"] == [(time(9), time(12)), (time(15), time(18))] and summer["SA"] == [
        (time(20), time(2))
    ]
    days = {"r0-valid_from": "2026-08-10", "r0-valid_to": "2026-08-20", "r0-notes": "ferie"}
    assert post(cast, row, "exceptions", days).status_code == 302
    assert exceptions(held(Schedule, row))[0]["valid_to"] == date(2026, 8, 20)
    assert post(cast, row, "hours", shown(cast, row, "hours")).status_code == 302
    rules = held(Schedule, row)
    assert len(seasons(rules)) == 2 and len(exceptions(rules)) == 1, "sent back unchanged: nothing changed"
    assert [rule.byday for rule in rules if rule.freq == "MONTHLY"] == ["1SA"], "what it cannot say stays"
    page = cast.client(cast.berta).get(row.get_absolute_url()).content.decode()
    assert "9–12, 15–18" in page and "20–2" in page and "ferie" in page


def test_sections_send_back_what_they_showed(cast: Cast) -> None:
    """Open, save: nothing is written, whatever the section."""
    row = service(cast)
    given: dict[str, dict[str, Any]] = {
        "terms": {"areas": ["legal"], "finer-legal": ["legal.asylum"], "for_whom": ["women"], "minimum_age": "18"},
        "places": {"r0-municipality": "Ottiglio", "r0-address_1": "Via Roma 1", "r0-access": ["lift"], "r0-visibility": "operators", "r0-latitude": "45.05", "r0-longitude": "8.33"},
        "prices": {"r0-option": "tutti", "r0-amount": "0"},
        "documents": {"usual": ["passport", "isee"], "r0-document": "Libretto"},
        "languages": {"languages": ["ita", "ara"], "interpretation_services": "il martedì"},
        "capacity": {"kind": "opportunity", "available_from": "2026-05-01", "r0-unit": "bed", "r0-available": "2", "r0-maximum": "4"},
        "contacts": {"r0-department": "Segreteria", "r0-email": "x@example.org"},
    }  # fmt: skip
    for part, data in given.items():
        answer = post(cast, row, part, data)
        assert answer.status_code == 302, (part, answer.context["form"].errors)
    assert codes(row) == {"legal", "legal.asylum"} and codes(row, "for-whom") == {"women"}
    assert {one.document for one in held(RequiredDocument, row)} == {"Passaporto", "ISEE", "Libretto"}
    assert {one.code for one in held(Language, row)} == {"ita", "ara"}
    before = {
        model: {one.pk for one in held(model, row)}
        for model in (RequiredDocument, Language, CostOption, ServiceAtLocation, ServiceCapacity)
    }
    changed = Service.objects.visible_to(SYSTEM).get(pk=row.pk).last_modified
    for part in given:
        answer = post(cast, row, part, shown(cast, row, part))
        assert answer.status_code == 302, (part, answer.context["form"].errors)
        assert Service.objects.visible_to(SYSTEM).get(pk=row.pk).last_modified == changed, part
    assert before == {model: {one.pk for one in held(model, row)} for model in before}


def test_a_shelter_is_for_operators_alone(cast: Cast) -> None:
    row = service(cast, "Casa rifugio", visibility="operators")
    post(
        cast,
        row,
        "places",
        {"r0-municipality": "Ottiglio", "r0-address_1": "Via Segreta 2", "r0-visibility": "operators"},
    )
    assert Address.objects.visible_to(SYSTEM).count() == 1
    for name, status in (("berta", 200), ("edda", 200), ("ines", 404), ("carlos", 404), ("elia", 404)):
        page = cast.client(cast.users[name]).get(row.get_absolute_url())
        assert page.status_code == status
        assert ("Via Segreta 2" in page.content.decode()) is (status == 200)
    listed = cast.client(cast.ines).get(reverse("directory:service_list")).content.decode()
    assert "Casa rifugio" not in listed
    public = cast.client(None).get(reverse("portal:service_detail", args=[row.pk]))
    assert public.status_code == 404


def test_places_are_taken_and_freed_by_those_who_send_people_there(cast: Cast) -> None:
    row = service(cast)
    post(
        cast,
        row,
        "capacity",
        {"kind": "opportunity", "r0-unit": "job", "r0-available": "1", "r0-maximum": "5"},
    )
    (capacity,) = held(ServiceCapacity, row)
    take, free = (reverse(f"directory:place_{what}", args=[capacity.pk]) for what in ("take", "free"))
    operator = cast.client(cast.berta)
    assert operator.post(take).status_code == 302 and held(ServiceCapacity, row)[0].available == 0
    page = operator.post(take, follow=True)
    assert "Non ci sono più posti" in page.content.decode() and held(ServiceCapacity, row)[0].available == 0
    assert operator.post(free).status_code == 302 and held(ServiceCapacity, row)[0].available == 1
    assert cast.client(cast.ines).post(take).status_code == 403


def test_what_a_section_does_not_show_stays(cast: Cast) -> None:
    """Columns and rows that came with an import are not lost by saving a form that has no room for them."""
    row = service(cast)
    parts.set_phones(SYSTEM, service=row, rows=[{"number": f"{n:03}", "extension": n} for n in range(1, 45)])
    parts.set_prices(SYSTEM, service=row, rows=[{"amount": Decimal(3), "currency": "CHF"}])
    parts.set_languages(SYSTEM, service=row, rows=[{"code": "ara", "note": "il martedì"}])
    (at,) = held(ServiceAtLocation, row)
    set_places(SYSTEM, service=row, rows=[{"id": at.pk, "description": "secondo piano"}])
    for part in ("phones", "prices", "languages", "places"):
        answer = post(cast, row, part, shown(cast, row, part))
        assert answer.status_code == 302, (part, answer.context["form"].errors)
    assert len(held(Phone, row)) == 44 and all(phone.extension for phone in held(Phone, row))
    assert [price.currency for price in held(CostOption, row)] == ["CHF"]
    assert [language.note for language in held(Language, row)] == ["il martedì"]
    assert [place.description for place in held(ServiceAtLocation, row)] == ["secondo piano"]
