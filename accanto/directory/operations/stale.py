"""Translations whose source text changed are marked, whoever changed it and how."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.directory.models import Translation
from accanto.directory.texts import digest

_SYSTEM = SystemActor("translations")


def mark_stale(services: Collection[UUID]) -> None:
    """Bring `Translation.stale` to what the digests say, for services, their organizations and places."""
    _mark(
        Q(service__in=services)
        | Q(organization__services__in=services)
        | Q(location__services_here__service__in=services)
    )


def mark_stale_entries(*, organizations: Collection[UUID] = (), locations: Collection[UUID] = ()) -> None:
    """The same for organizations and places by themselves, with services or without."""
    _mark(Q(organization__in=organizations) | Q(location__in=locations))


def _mark(below: Q) -> None:
    rows = Translation.objects.visible_to(_SYSTEM).filter(below).distinct()
    for row in rows.select_related("service", "organization", "location"):
        entry = row.service or row.organization or row.location
        stale = row.source_digest != digest(str(getattr(entry, row.field, "") or ""))
        if stale != row.stale:
            trail.change(_SYSTEM, row, "translation.stale" if stale else "translation.fresh", stale=stale)
