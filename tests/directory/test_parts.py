"""The parts of a service: brought to what is wanted, told in the trail, made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accanto.core.actor import NotAllowed
from accanto.directory.models import (
    Accessibility,
    Address,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceCapacity,
    Url,
)
from accanto.directory.operations import parts, refresh
from accanto.directory.operations.places import set_places
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast
from tests.directory.factories import codes, held, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def made_anew() -> Iterator[list[Collection[UUID]]]:
    """What was handed to those who derive something from entries."""
    seen: list[Collection[UUID]] = []
    refresh.register(seen.append)
    yield seen
    refresh._makers.remove(seen.append)


PARTS: list[tuple[Any, Any, list[dict[str, Any]], list[dict[str, Any]]]] = [
    (parts.set_schedules, Schedule, [{"freq": "WEEKLY", "byday": "MO", "opens_at": time(9), "closes_at": time(12)}], [{"description": "su appuntamento", "by_appointment": True}]),
    (parts.set_prices, CostOption, [{"option": "tutti", "amount": Decimal(0)}], [{"option": "adulti", "amount": Decimal("10.50")}]),
    (parts.set_languages, Language, [{"code": "ita"}, {"code": "ara"}], [{"code": "ara"}]),
    (parts.set_documents, RequiredDocument, [{"document": "Passaporto"}], []),
    (parts.set_phones, Phone, [{"number": "000"}], [{"number": "000"}, {"number": "00 00"}]),
    (parts.set_contacts, Contact, [{"department": "Segreteria"}], [{"title": "Custode"}]),
    (parts.set_websites, Url, [{"url": "https://a.example"}], [{"url": "https://b.example", "label": "b"}]),
    (parts.set_capacities, ServiceCapacity, [{"unit": "bed", "available": Decimal(2), "maximum": Decimal(3)}], [{"unit": "room", "available": Decimal(1)}]),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "model", "first", "then"), PARTS, ids=lambda value: getattr(value, "__name__", ""))  # fmt: skip
def test_a_part_is_brought_to_what_is_wanted(
    cast: Cast, made_anew: list[Any], operation: Any, model: Any, first: Any, then: Any
) -> None:
    row = service(cast)
    changed = row.last_modified
    operation(SYSTEM, service=row, rows=first)
    before = {one.pk for one in held(model, row)}
    assert len(before) == len(first) and row.last_modified > changed and row.pk in made_anew[-1]
    entries = AuditEntry.objects.visible_to(SYSTEM).count()
    operation(SYSTEM, service=row, rows=first)
    assert {one.pk for one in held(model, row)} == before
    assert AuditEntry.objects.visible_to(SYSTEM).count() == entries, "nothing differs: nothing is written"
    operation(SYSTEM, service=row, rows=then)
    now = held(model, row)
    assert len(now) == len(then)
    for wanted in then:
        assert any(all(getattr(one, k) == v or k == "unit" for k, v in wanted.items()) for one in now)


@pytest.mark.parametrize(("operation", "model", "first", "then"), PARTS, ids=lambda value: getattr(value, "__name__", ""))  # fmt: skip
def test_only_editors_change_a_part(cast: Cast, operation: Any, model: Any, first: Any, then: Any) -> None:
    row = service(cast)
    for who in (cast.berta, cast.ines, cast.admin):
        with pytest.raises(NotAllowed):
            operation(cast.actor(who), service=row, rows=first)
    assert held(model, row) == []


def test_a_row_with_its_identifier_is_changed_and_the_others_stay(cast: Cast) -> None:
    row = service(cast)
    parts.set_phones(SYSTEM, service=row, rows=[{"number": "0"}, {"number": "00"}])
    first, second = sorted(held(Phone, row), key=lambda phone: len(phone.number))
    parts.set_phones(SYSTEM, service=row, rows=[{"id": first.pk, "number": "000"}, {"id": second.pk}])
    assert {(phone.pk, phone.number) for phone in held(Phone, row)} == {(first.pk, "000"), (second.pk, "00")}


def test_a_row_of_another_service_is_never_touched(cast: Cast) -> None:
    mine, other = service(cast), service(cast, "Altro")
    parts.set_phones(SYSTEM, service=other, rows=[{"number": "0"}])
    theirs = held(Phone, other)[0]
    parts.set_phones(SYSTEM, service=mine, rows=[{"id": theirs.pk, "number": "1"}])
    assert [phone.number for phone in held(Phone, other)] == ["0"]
    assert [phone.number for phone in held(Phone, mine)] == ["1"]


def test_errors_say_their_row_and_nothing_is_half_done(cast: Cast) -> None:
    row = service(cast)
    with pytest.raises(ValidationError) as refused:
        parts.set_contacts(SYSTEM, service=row, rows=[{"title": "a"}, {"title": "b", "email": "not one"}])
    assert set(refused.value.message_dict) == {"rows.1.email"}
    assert held(Contact, row) == []
    with pytest.raises(ValidationError):
        parts.set_phones(SYSTEM, service=row, rows=[{"number": "0"}] * 201)


def test_what_refines_an_area_brings_its_area_with_it(cast: Cast) -> None:
    row = service(cast)
    parts.set_areas(SYSTEM, service=row, codes=["housing.rent", "legal"])
    assert codes(row) == {"housing", "housing.rent", "legal"}
    parts.set_terms(SYSTEM, service=row, taxonomy="for-whom", codes=["women", "families"])
    parts.set_areas(SYSTEM, service=row, codes=["legal"])
    assert codes(row) == {"legal"} and codes(row, "for-whom") == {"women", "families"}
    with pytest.raises(ValidationError):
        parts.set_terms(SYSTEM, service=row, taxonomy="for-whom", codes=["aliens"])


def test_places_have_an_address_and_what_makes_them_usable(cast: Cast) -> None:
    row = service(cast)
    rows = [
        {"municipality": cast.municipality, "address_1": "Via Roma 1", "postal_code": "15038", "access": ["step-free", "lift"]},
        {"municipality": cast.municipality, "name": "Casa protetta", "visibility": "operators", "address_1": "Via Segreta 2"},
    ]  # fmt: skip
    set_places(SYSTEM, service=row, rows=rows)
    shown = Address.objects.visible_to(cast.actor(cast.ines))
    assert [str(address) for address in shown] == ["Via Roma 1, Ottiglio"]
    assert shown[0].state_province == "AL"
    assert Address.objects.visible_to(cast.actor(cast.berta)).count() == 2
    usable = Accessibility.objects.visible_to(SYSTEM).values_list("description", flat=True)
    assert set(usable) == {"Ingresso senza gradini", "Ascensore"}
    set_places(SYSTEM, service=row, rows=[])
    assert not Location.objects.visible_to(SYSTEM).exists(), "a place that nobody uses is gone"


def test_a_place_of_two_services_is_one_place(cast: Cast, made_anew: list[Any]) -> None:
    first, second = service(cast, municipality=None), service(cast, "Altro", municipality=None)
    set_places(SYSTEM, service=first, rows=[{"municipality": cast.municipality, "address_1": "Via Roma 1"}])
    place = Location.objects.visible_to(SYSTEM).get()
    set_places(SYSTEM, service=second, rows=[{"location": place}])
    at = second.at_locations.get_queryset().visible_to(SYSTEM).get()
    set_places(SYSTEM, service=second, rows=[{"id": at.pk, "name": "Municipio"}])
    assert made_anew[-1] == {first.pk}, "the other service tells of it too"
    set_places(SYSTEM, service=second, rows=[])
    assert Location.objects.visible_to(SYSTEM).filter(pk=place.pk).exists()


def test_places_left_never_fall_below_none_or_above_all(cast: Cast) -> None:
    row = service(cast)
    parts.set_capacities(
        SYSTEM, service=row, rows=[{"unit": "place", "available": Decimal(1), "maximum": Decimal(1)}]
    )
    (capacity,) = held(ServiceCapacity, row)
    operator = cast.actor(cast.berta)
    parts.take_place(operator, capacity=capacity)
    with pytest.raises(ValidationError):
        parts.take_place(operator, capacity=capacity)  # `capacity` still says 1: the row is asked, not it
    assert held(ServiceCapacity, row)[0].available == 0
    parts.free_place(operator, capacity=capacity)
    with pytest.raises(ValidationError):
        parts.free_place(operator, capacity=capacity)
    with pytest.raises(NotAllowed):
        parts.take_place(cast.actor(cast.ines), capacity=capacity)
    with pytest.raises(ValidationError) as refused:
        parts.set_capacities(
            SYSTEM, service=row, rows=[{"unit": "bed", "available": Decimal(4), "maximum": Decimal(3)}]
        )
    assert set(refused.value.message_dict) == {"rows.0.available"}


def test_dates_and_validity_stand_in_order(cast: Cast) -> None:
    row = service(cast)
    backwards = {"valid_from": date(2026, 5, 2), "valid_to": date(2026, 5, 1)}
    for operation, rest in ((parts.set_schedules, {"description": "x"}), (parts.set_prices, {"option": "x"})):
        with pytest.raises(ValidationError) as refused:
            operation(SYSTEM, service=row, rows=[{**rest, **backwards}])
        assert set(refused.value.message_dict) == {"rows.0.valid_to"}


def test_attributes_of_other_vocabularies_stay(cast: Cast) -> None:
    """What an import said in its own taxonomy is not ours to drop."""
    from accanto.core import trail
    from accanto.directory.models import Taxonomy, TaxonomyTerm

    row: Service = service(cast)
    taxonomy = trail.create(SYSTEM, Taxonomy(name="Altrui", description="x"), "test.made")
    term = trail.create(SYSTEM, TaxonomyTerm(name="t", description="x", taxonomy_row=taxonomy), "test.made")
    parts.set_attributes(SYSTEM, service=row, rows=[{"term": term}], taxonomies=[])
    parts.set_areas(SYSTEM, service=row, codes=["legal"])
    assert row.attributes.get_queryset().visible_to(SYSTEM).filter(taxonomy_term=term).exists()


def test_too_many_rows_are_refused_in_words(cast: Cast) -> None:
    rows = [{"document": str(number)} for number in range(201)]
    with translation.override("it"), pytest.raises(ValidationError) as refused:
        parts.set_documents(SYSTEM, service=service(cast), rows=rows)
    assert refused.value.messages == ["Ce ne sono più di 200."]
