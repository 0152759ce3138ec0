"""Organisations: added and changed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Municipality, Organisation


@transaction.atomic
def add_organisation(
    actor: Actor,
    *,
    name: str,
    kind: str,
    municipality: Municipality | None = None,
    email: str = "",
    phone: str = "",
    website: str = "",
    key: str = "",
) -> Organisation:
    """A new organisation; its key is made from its name unless one is given."""
    actor.require("organisations.edit")
    row = Organisation(
        key=key or free_key(Organisation, name),
        name=name,
        kind=kind,
        municipality=municipality,
        email=email,
        phone=phone,
        website=website,
    )
    return trail.create(actor, row, "organisation.added")


@transaction.atomic
def change_organisation(actor: Actor, *, organisation: Organisation, **values: Any) -> Organisation:
    """Change name, kind, municipality, email, telephone or website."""
    actor.require("organisations.edit")
    return trail.change(actor, organisation, "organisation.changed", **values)


def free_key(model: type[Any], name: str) -> str:
    """A key from a name that no row of an open table has yet."""
    stem = slugify(name)[:70] or "x"
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
