"""Services of the directory: added, changed, checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.core.words import Area
from accanto.directory.models import (
    Address,
    Attribute,
    Check,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.operations.vocabulary import area_terms
from accanto.network.models import Municipality

#: A service is asked again after half a year.
CHECK_AFTER = timedelta(days=183)


@transaction.atomic
def add_service(
    actor: Actor,
    *,
    name: str,
    provider: str | Organization,
    municipality: Municipality,
    areas: Iterable[str],
    checked_on: date | None = None,
    address: str = "",
    opening: str = "",
    languages: Iterable[str] = (),
    cost: str = "",
    phone: str = "",
    **more: Any,
) -> Service:
    """A service that answers needs of at least one area, at one place; `more` are its other columns.

    Who adds it knows it, so it counts as checked today unless another day is given.
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
    trail.create(actor, row, "service.added")
    set_areas(actor, row, areas)
    _place(actor, row, municipality, address)
    if opening:
        trail.create(actor, Schedule(service=row, description=opening), "service.changed")
    if cost:
        trail.create(actor, CostOption(service=row, option=cost), "service.changed")
    if phone:
        trail.create(actor, Phone(service=row, number=phone, type="voice"), "service.changed")
    for code in sorted(set(languages)):
        trail.create(
            actor, Language(service=row, code=code, name=language_name(code, "it")), "service.changed"
        )
    return row


def organization_named(actor: Actor, name: str) -> Organization:
    """The organization of this very name, or a new one."""
    found: Organization | None = Organization.objects.visible_to(actor).filter(name=name).first()
    return found or trail.create(actor, Organization(name=name), "organization.added")


def _place(actor: Actor, service: Service, municipality: Municipality, address: str) -> None:
    place = trail.create(actor, Location(municipality=municipality), "service.changed")
    if address:
        row = Address(
            location=place,
            address_1=address,
            city=municipality.name,
            region=municipality.region,
            state_province=municipality.province,
            postal_code="",
        )
        trail.create(actor, row, "service.changed")
    trail.create(actor, ServiceAtLocation(service=service, location=place), "service.changed")


@transaction.atomic
def change_service(
    actor: Actor, *, service: Service, areas: Iterable[str] | None = None, **values: Any
) -> Service:
    """Change columns and areas. What it says now was not thereby checked with the service."""
    actor.require("services.edit")
    trail.change(actor, service, "service.changed", **values)
    if areas is not None:
        set_areas(actor, service, areas)
    return service


@transaction.atomic
def check_service(
    actor: Actor,
    *,
    service: Service,
    said: str = "",
    how: str = Check.How.PHONE,
    outcome: str = Check.Outcome.CONFIRMED,
) -> Service:
    """Someone asked. Still true: checked today, to be asked again in half a year."""
    actor.require("services.edit")
    today = timezone.localdate()
    check = Check(service=service, on=today, how=how, outcome=outcome, said=said, by_id=actor.user_id)
    trail.create(actor, check, "service.asked")
    if outcome != Check.Outcome.CONFIRMED:
        return service
    return trail.change(
        actor, service, "service.checked", assured_date=today, check_again_by=today + CHECK_AFTER
    )


def set_areas(actor: Actor, service: Service, areas: Iterable[str]) -> None:
    """Bring the areas of need to what is wanted. Raises ValidationError for none, or one that is not."""
    wanted = set(areas)
    if not wanted or not wanted <= set(Area.values):
        raise ValidationError({"areas": _("Choose at least one area.")})
    said = Attribute.objects.visible_to(actor).filter(
        service=service, link_entity="service", taxonomy_term__taxonomy_row__key=AREAS
    )
    held = {row.taxonomy_term.code: row for row in said.select_related("taxonomy_term")}
    terms = area_terms()
    for area in sorted(wanted - held.keys()):
        row = Attribute(link_id=service.pk, link_entity="service", taxonomy_term=terms[area], service=service)
        trail.create(actor, row, "service.changed")
    for area in sorted((held.keys() & set(Area.values)) - wanted):
        trail.remove(actor, held[area], "service.changed")
