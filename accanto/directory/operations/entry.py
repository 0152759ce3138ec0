"""Organizations and places by themselves: changed, with or without a service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Contact, Location, Organization, Phone, Url
from accanto.directory.operations.bringing import bring
from accanto.directory.operations.places import bring_place_parts, columns_of_place
from accanto.directory.operations.writing import refresh_rows
from accanto.directory.texts import root_of

E = TypeVar("E", Organization, Location)
Rows = Sequence[dict[str, Any]]


@transaction.atomic
def change_organization(
    actor: Actor, *, organization: Organization, part_of: Organization | None = None, **values: Any
) -> Organization:
    """Change its columns; `part_of` is the organization that it belongs to."""
    actor.require("services.edit")
    above, seen = part_of, {organization.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"part_of": _("An organisation cannot be part of itself.")})
        seen.add(above.pk)
        above = above.parent_organization
    trail.change(actor, organization, "organization.changed", parent_organization=part_of, **values)
    return reached(actor, organization)


@transaction.atomic
def change_location(actor: Actor, *, location: Location, **values: Any) -> Location:
    """Change a place, its address and what makes it usable, for all services that are given there."""
    actor.require("services.edit")
    said = {"description": values["description"]} if "description" in values else {}
    trail.change(actor, location, "location.changed", **columns_of_place(values), **said)
    bring_place_parts(actor, location, values)
    return reached(actor, location)


def set_entry_phones(actor: Actor, *, entry: E, rows: Rows) -> E:
    """Rows: `number`, `extension`, `type`, `description`."""
    return _set(actor, entry, Phone, rows)


def set_entry_contacts(actor: Actor, *, entry: E, rows: Rows) -> E:
    """Whom to ask for. Rows: `name`, `title`, `department`, `email`."""
    return _set(actor, entry, Contact, rows)


def set_entry_websites(actor: Actor, *, entry: Organization, rows: Rows) -> Organization:
    """Further addresses on the web. Rows: `label`, `url`."""
    return _set(actor, entry, Url, rows)


def reached(actor: Actor, entry: Any) -> Any:
    """What is derived from the entry and from the services that speak of it is made anew."""
    refresh_rows(actor, [(root_of(entry), entry.pk)])
    return entry


@transaction.atomic
def _set(actor: Actor, entry: E, part: type[models.Model], rows: Rows) -> E:
    actor.require("services.edit")
    below = {root_of(entry): entry}
    held = part.objects.visible_to(actor).filter(**below)  # type: ignore[attr-defined]
    if bring(actor, held=held, rows=rows, make=part, fixed=below):
        reached(actor, entry)
    return entry
