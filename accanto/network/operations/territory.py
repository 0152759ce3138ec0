"""Territories: named sets of municipalities."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Municipality, Territory, TerritoryMunicipality
from accanto.network.operations.organisation import free_key


@transaction.atomic
def add_territory(
    actor: Actor, *, name: str, municipalities: Iterable[Municipality], region: str = "", key: str = ""
) -> Territory:
    """A new territory over at least one municipality."""
    actor.require("organisations.edit")
    row = trail.create(
        actor, Territory(key=key or free_key(Territory, name), name=name, region=region), "territory.added"
    )
    set_municipalities(actor, row, municipalities)
    return row


@transaction.atomic
def change_territory(
    actor: Actor, *, territory: Territory, name: str, municipalities: Iterable[Municipality], region: str = ""
) -> Territory:
    """Change the name, the region and the municipalities."""
    actor.require("organisations.edit")
    trail.change(actor, territory, "territory.changed", name=name, region=region)
    set_municipalities(actor, territory, municipalities)
    return territory


def set_municipalities(actor: Actor, territory: Territory, wanted: Iterable[Municipality]) -> bool:
    """Bring the set to what is wanted; whether anything changed. Raises ValidationError when it is empty."""
    by_code = {municipality.pk: municipality for municipality in wanted}
    if not by_code:
        raise ValidationError({"municipalities": _("Choose at least one municipality.")})
    held = {row.municipality_id: row for row in territory.municipalities.all()}
    for code in by_code.keys() - held.keys():
        link = TerritoryMunicipality(territory=territory, municipality=by_code[code])
        trail.create(actor, link, "territory.changed")
    for code in held.keys() - by_code.keys():
        trail.remove(actor, held[code], "territory.changed")
    return by_code.keys() != held.keys()
