"""Services of the directory: added and changed. Their parts: `parts.py`, `places.py`; checks: `check.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Organization, Service
from accanto.directory.models.taxonomy import FOR_WHOM
from accanto.directory.operations import parts
from accanto.directory.operations.bringing import CHANGED, added, as_one, touched
from accanto.directory.operations.check import CHECK_AFTER, check_service
from accanto.directory.operations.places import set_places
from accanto.network.models import Municipality

__all__ = ["CHECK_AFTER", "add_service", "change_service", "check_service", "organization_named"]


@transaction.atomic
def add_service(
    actor: Actor,
    *,
    name: str,
    provider: str | Organization,
    areas: Iterable[str],
    municipality: Municipality | None = None,
    checked_on: date | None = None,
    address: str = "",
    opening: str = "",
    languages: Iterable[str] = (),
    cost: str = "",
    phone: str = "",
    **more: Any,
) -> Service:
    """A service that answers needs of at least one area; `more` are its other columns.

    `municipality` and `address` make its first place. Who adds it knows it, so it counts as checked today
    unless another day is given.
    """
    actor.require("services.edit")
    day = checked_on or timezone.localdate()
    organization = provider if isinstance(provider, Organization) else organization_named(actor, provider)
    row = Service(
        organization=organization,
        name=name,
        assured_date=day,
        check_again_by=day + CHECK_AFTER,
        last_modified=timezone.now(),
        **more,
    )
    with as_one(actor):
        trail.create(actor, row, "service.added")
        added(row)
        parts.set_areas(actor, service=row, codes=areas)
        if municipality is not None:
            set_places(actor, service=row, rows=[{"municipality": municipality, "address_1": address}])
        if opening:
            parts.set_schedules(actor, service=row, rows=[{"description": opening}])
        if cost:
            parts.set_prices(actor, service=row, rows=[{"option": cost}])
        if phone:
            parts.set_phones(actor, service=row, rows=[{"number": phone, "type": "voice"}])
        if codes := sorted(set(languages)):
            parts.set_languages(actor, service=row, rows=[{"code": code} for code in codes])
    return row


def organization_named(actor: Actor, name: str) -> Organization:
    """The organization of this very name, or a new one."""
    found: Organization | None = Organization.objects.visible_to(actor).filter(name=name).first()
    return found or trail.create(actor, Organization(name=name), "organization.added")


@transaction.atomic
def change_service(
    actor: Actor,
    *,
    service: Service,
    provider: str | None = None,
    areas: Iterable[str] | None = None,
    **values: Any,
) -> Service:
    """Change columns, provider and areas. What it says now was not thereby checked with the service."""
    actor.require("services.edit")
    if provider is not None and provider != service.organization.name:
        values["organization"] = organization_named(actor, provider)
    with as_one(actor):
        if any(getattr(service, name) != value for name, value in values.items()):
            trail.change(actor, service, CHANGED, **values)
            touched(actor, service)
        if areas is not None:
            parts.set_areas(actor, service=service, codes=areas)
    return service


@transaction.atomic
def change_languages(
    actor: Actor, *, service: Service, languages: Iterable[str], interpretation_services: str = ""
) -> Service:
    """Languages spoken and interpreters."""
    with as_one(actor):
        rows = [{"code": code} for code in dict.fromkeys(languages)]
        parts.set_languages(actor, service=service, rows=rows)
        return change_service(actor, service=service, interpretation_services=interpretation_services)


@transaction.atomic
def change_terms(
    actor: Actor, *, service: Service, areas: Iterable[str], for_whom: Iterable[str], **columns: Any
) -> Service:
    """What it helps with and for whom; `columns` say so in words and ages."""
    with as_one(actor):
        parts.set_areas(actor, service=service, codes=areas)
        parts.set_terms(actor, service=service, taxonomy=FOR_WHOM, codes=for_whom)
        return change_service(actor, service=service, **columns)


@transaction.atomic
def change_capacity(
    actor: Actor, *, service: Service, rows: Sequence[dict[str, Any]], **columns: Any
) -> Service:
    """Whether it is an opportunity, its dates, and places left."""
    with as_one(actor):
        change_service(actor, service=service, **columns)
        return parts.set_capacities(actor, service=service, rows=rows)
