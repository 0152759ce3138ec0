"""Where a service is given: its places, their address, who may know it, what makes them usable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory import vocabulary
from accanto.directory.models import Accessibility, Address, Location, Service, ServiceAtLocation
from accanto.directory.models.taxonomy import ACCESS
from accanto.directory.operations.bringing import CHANGED, at_row, bring, is_new, plain, tell
from accanto.directory.operations.refresh import refresh
from accanto.network.models import Municipality

_OF_LOCATION: Final = (
    "name",
    "location_type",
    "url",
    "transportation",
    "latitude",
    "longitude",
    "municipality",
    "visibility",
)
#: HSDS asks for a province of every address; abroad we do not.
NOT_SAID: Final = "–"
_OF_ADDRESS: Final = ("attention", "address_1", "address_2", "postal_code", "city", "country")


@transaction.atomic
def set_places(actor: Actor, *, service: Service, rows: Sequence[dict[str, Any]]) -> Service:
    """Rows: `id` of a ServiceAtLocation, or none for a new place; `location` for a place that is there
    already; columns of Location and Address; `description`; `access`, codes of what makes it usable.

    A place that another service uses too changes for both; one that nobody uses any more is removed.
    """
    actor.require("services.edit")
    held = {row.pk: row for row in _held(actor, service)}
    before = [_told(actor, row) for row in held.values()]
    also: set[UUID] = set()
    for index, row in enumerate(rows):
        with at_row(index):
            also |= _bring_place(actor, service, held.pop(row["id"], None) if row.get("id") else None, row)
    for gone in held.values():
        _leave(actor, gone)
    after = [] if is_new(service) else [_told(actor, row) for row in _held(actor, service)]
    if before == after and not is_new(service):
        return service
    tell(actor, service, "places", before, after)
    if others := also - {service.pk}:
        refresh(others)
    return service


def _held(actor: Actor, service: Service) -> list[ServiceAtLocation]:
    rows = ServiceAtLocation.objects.visible_to(actor).filter(service=service)
    return list(rows.select_related("location__municipality").order_by("id"))


def _bring_place(
    actor: Actor, service: Service, at: ServiceAtLocation | None, row: dict[str, Any]
) -> set[UUID]:
    """Make or change one place. Returns the other services that are given there."""
    values = columns_of_place(row)
    place: Location | None = at.location if at else row.get("location")
    if place is None:
        place = trail.create(actor, Location(**values), CHANGED)
    else:
        trail.change(actor, place, CHANGED, **values)
    said = {"description": row["description"]} if "description" in row else {}
    if at is None:
        trail.create(actor, ServiceAtLocation(service=service, location=place, **said), CHANGED)
    else:
        trail.change(actor, at, CHANGED, **said)
    bring_place_parts(actor, place, row)
    here = ServiceAtLocation.objects.visible_to(actor).filter(location=place)
    return set(here.values_list("service_id", flat=True))


def columns_of_place(row: dict[str, Any]) -> dict[str, Any]:
    """What of a row is said of the place itself."""
    return {name: row[name] for name in _OF_LOCATION if name in row}


def bring_place_parts(actor: Actor, place: Location, row: dict[str, Any]) -> None:
    """Bring its address and what makes it usable to what the row says, where it says anything of them."""
    if "address_1" in row:
        _bring_address(actor, place, row)
    if "access" in row:
        _bring_access(actor, place, row["access"])


def _bring_address(actor: Actor, place: Location, row: dict[str, Any]) -> None:
    """The address one goes to; a place's others, from an import, stay."""
    first = first_address(actor, place)
    values: dict[str, Any] = {name: row[name] for name in _OF_ADDRESS if name in row}
    if not values["address_1"]:
        if first is not None:
            trail.remove(actor, first, CHANGED)
        return
    town: Municipality | None = place.municipality
    if town is not None:  # in Italy
        values |= {"city": town.name, "region": town.region, "state_province": town.province}
    elif first is None and values.get("city"):
        values["state_province"] = NOT_SAID
    if first is None:
        trail.create(actor, Address(location=place, **values), CHANGED)
    else:
        trail.change(actor, first, CHANGED, **values)


def first_address(actor: Actor, place: Location) -> Address | None:
    """The address that one goes to."""
    held = Address.objects.visible_to(actor).filter(location=place, address_type="physical")
    return held.order_by("id").first()


def _bring_access(actor: Actor, place: Location, codes: Iterable[str]) -> None:
    """What is said in words of our vocabulary; what an import says in others stays."""
    ours = {term.names["it"]: term.code for term in vocabulary.terms_of(ACCESS)}
    names = [vocabulary.terms()[ACCESS, code].names["it"] for code in codes]
    held = [
        row
        for row in Accessibility.objects.visible_to(actor).filter(location=place)
        if row.description in ours
    ]
    rows = [{"description": name} for name in names]
    bring(actor, held=held, rows=rows, make=Accessibility, fixed={"location": place})


def _leave(actor: Actor, at: ServiceAtLocation) -> None:
    """The service is no longer given there."""
    place = at.location
    trail.remove(actor, at, CHANGED)
    used = ServiceAtLocation.objects.visible_to(actor).filter(location=place).exists()
    if not used and place.organization_id is None:
        trail.remove(actor, place, CHANGED)


def _told(actor: Actor, at: ServiceAtLocation) -> dict[str, str]:
    """What the trail keeps of a place."""
    place = at.location
    found = {name: plain(value) for name in _OF_LOCATION if (value := getattr(place, name)) not in (None, "")}
    addresses = Address.objects.visible_to(actor).filter(location=place)
    found["address"] = "; ".join(str(address) for address in addresses)
    access = Accessibility.objects.visible_to(actor).filter(location=place)
    found["access"] = ", ".join(access.values_list("description", flat=True).order_by("id"))
    found["description"] = at.description
    return {name: value for name, value in found.items() if value}
