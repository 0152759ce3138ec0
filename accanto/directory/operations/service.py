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
from accanto.core.words import Area
from accanto.directory.models import Service, ServiceArea
from accanto.network.models import Municipality, Organisation

#: A service is asked again after half a year.
CHECK_AFTER = timedelta(days=183)


@transaction.atomic
def add_service(
    actor: Actor,
    *,
    name: str,
    provider: str,
    municipality: Municipality,
    areas: Iterable[str],
    organisation: Organisation | None = None,
    checked_on: date | None = None,
    **more: Any,
) -> Service:
    """A service that answers needs of at least one area; `more` are its other columns.

    Who adds it knows it, so it counts as checked today unless another day is given.
    """
    actor.require("services.edit")
    day = checked_on or timezone.localdate()
    row = Service(
        name=name,
        provider=provider,
        municipality=municipality,
        organisation=organisation,
        checked_on=day,
        check_again_by=day + CHECK_AFTER,
        **_clean(more),
    )
    trail.create(actor, row, "service.added")
    _set_areas(actor, row, areas)
    return row


@transaction.atomic
def change_service(
    actor: Actor, *, service: Service, areas: Iterable[str] | None = None, **values: Any
) -> Service:
    """Change columns and areas. What it says now was not thereby checked with the service."""
    actor.require("services.edit")
    trail.change(actor, service, "service.changed", **_clean(values))
    if areas is not None:
        _set_areas(actor, service, areas)
    return service


@transaction.atomic
def check_service(actor: Actor, *, service: Service, said: str = "") -> Service:
    """Still true: checked today, to be asked again in half a year."""
    actor.require("services.edit")
    today = timezone.localdate()
    return trail.change(
        actor,
        service,
        "service.checked",
        checked_on=today,
        check_again_by=today + CHECK_AFTER,
        checked_how=said or service.checked_how,
    )


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    if "languages" in values:
        values = {**values, "languages": sorted(set(values["languages"] or []))}
    return values


def _set_areas(actor: Actor, service: Service, areas: Iterable[str]) -> None:
    wanted = set(areas)
    if not wanted or not wanted <= set(Area.values):
        raise ValidationError({"areas": _("Choose at least one area.")})
    held = {row.area: row for row in service.areas.all()}
    for area in sorted(wanted - held.keys()):
        trail.create(actor, ServiceArea(service=service, area=area), "service.changed")
    for area in sorted(held.keys() - wanted):
        trail.remove(actor, held[area], "service.changed")
