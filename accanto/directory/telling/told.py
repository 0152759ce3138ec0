"""What the public reads of a service, put together for a whole page at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import get_language

from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.directory.links import route_link
from accanto.directory.models import (
    Accessibility,
    Attribute,
    RequiredDocument,
    Schedule,
    Service,
    ServiceCapacity,
)
from accanto.directory.models.taxonomy import ACCESS, DOCUMENTS, FOR_WHOM
from accanto.directory.reading import with_parts
from accanto.directory.telling import words
from accanto.directory.telling.opening import Opening, opening_of
from accanto.directory.texts import load_texts, said
from accanto.directory.vocabulary import in_language
from accanto.network.geography import centre


@dataclass(frozen=True)
class Said:
    """A text and the language it is in; `foreign` when that is not the reader's."""

    text: str
    language: str
    foreign: bool

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Spot:
    """A place one goes to. `exact` is False where only the municipality is known."""

    name: str
    lines: tuple[str, ...]
    municipality: str
    how_to_get_there: Said
    accessible: tuple[str, ...]
    point: tuple[float, float] | None
    exact: bool

    @property
    def address(self) -> str:
        return ", ".join(filter(None, (*self.lines, self.municipality)))

    @property
    def route(self) -> str:
        """A geo: link: to the door where it is known, else to the address in words."""
        return route_link(self.point if self.exact else None, self.address) if self.address else ""


@dataclass(frozen=True)
class Told:
    """What the public reads of one service."""

    name: Said
    provider: Said
    description: Said
    for_whom: Said
    how_to_get_it: Said
    notice: Said
    opening: Opening
    spots: tuple[Spot, ...]
    free: bool
    cost: tuple[str, ...]
    documents: tuple[str, ...]
    whom: tuple[str, ...]
    left: tuple[str, ...]
    languages: tuple[str, ...]
    phones: tuple[str, ...]
    email: str
    website: str

    @property
    def where(self) -> str:
        return ", ".join(dict.fromkeys(spot.municipality for spot in self.spots if spot.municipality))


def tell(actor: Actor, rows: Sequence[Service], moment: datetime | None = None) -> list[Service]:
    """Put `told` on each service, in the active language."""
    language = (get_language() or "it")[:2]
    services = list(rows)
    with_parts(actor, services)
    load_texts(actor, services, language)
    places = [at for service in services for at in service.places]  # type: ignore[attr-defined]
    here = _schedules(actor, places)
    parts = _parts(actor, services, places)
    for service in services:
        rules = [*service.hours, *here[service.pk]]  # type: ignore[attr-defined]
        opening = opening_of(rules, moment or timezone.now(), language)
        service.told = _told(service, language, opening, parts)  # type: ignore[attr-defined]
    return services


@dataclass(frozen=True)
class _Parts:
    """Rows by the entry that they are part of."""

    papers: dict[UUID, list[Any]]
    whom: dict[UUID, list[Any]]
    left: dict[UUID, list[Any]]
    access: dict[UUID, list[Any]]


def _parts(actor: Actor, services: list[Service], places: list[Any]) -> _Parts:
    of_service = {"service__in": [service.pk for service in services]}
    of_place = {"location__in": [at.location_id for at in places]}
    whom = Attribute.objects.visible_to(actor).filter(taxonomy_term__taxonomy_row__key=FOR_WHOM, **of_service)
    left = ServiceCapacity.objects.visible_to(actor).filter(available__gt=0, **of_service)
    return _Parts(
        papers=_grouped(RequiredDocument.objects.visible_to(actor).filter(**of_service), "service_id"),
        whom=_grouped(whom.select_related("taxonomy_term"), "service_id"),
        left=_grouped(left.select_related("unit"), "service_id"),
        access=_grouped(Accessibility.objects.visible_to(actor).filter(**of_place), "location_id"),
    )


def _told(service: Any, language: str, opening: Opening, parts: _Parts) -> Told:
    def text(field: str) -> Said:
        return _said(service, field, language)

    return Told(
        name=text("name"),
        provider=_said(service.organization, "name", language),
        description=text("description"),
        for_whom=text("eligibility_description"),
        how_to_get_it=text("application_process"),
        notice=text("alert"),
        opening=opening,
        spots=tuple(_spot(at.location, parts.access[at.location_id], language) for at in service.places),
        free=any(price.amount == 0 for price in service.prices),
        cost=tuple(filter(None, [*map(price_words, service.prices), service.fees_description])),
        documents=tuple(in_language(DOCUMENTS, row.document, language) for row in parts.papers[service.pk]),
        whom=tuple(row.taxonomy_term.name_in(language) for row in parts.whom[service.pk]),
        left=tuple(f"{row} {row.unit.name_in(language)}" for row in parts.left[service.pk]),
        languages=tuple(
            language_name(row.code, language) if row.code else row.name for row in service.spoken
        ),
        phones=tuple(phone.number for phone in service.numbers),
        email=service.email or service.organization.email,
        website=service.url or service.organization.website,
    )


def _said(entry: Any, field: str, language: str) -> Said:
    found = said(entry, field, language)
    return Said(found.text, found.language, found.language != language)


def _spot(location: Any, access: list[Any], language: str) -> Spot:
    lines: list[str] = []
    for address in location.seen_addresses:
        lines += filter(None, (address.address_1, address.address_2))
    exact = location.latitude is not None and location.longitude is not None
    point = (location.latitude, location.longitude) if exact else centre(location.municipality_id or "")
    return Spot(
        name=location.name,
        lines=tuple(lines),
        municipality=location.municipality.name if location.municipality else "",
        how_to_get_there=_said(location, "transportation", language),
        accessible=tuple(in_language(ACCESS, row.description, language) for row in access),
        point=point,
        exact=exact,
    )


def price_words(price: Any) -> str:
    """ "Free", "20 €", "20 €: a year", or what was written."""
    if price.amount is None:
        return str(price.option or price.amount_description)
    amount = words.free() if price.amount == 0 else f"{_number(price.amount)} {_currency(price.currency)}"
    return f"{amount}: {price.option}" if price.option else amount


def _number(amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral_value() else 2
    return str(formats.number_format(amount, places, use_l10n=True))


def _currency(code: str) -> str:
    return "€" if code in ("", "EUR") else code


def _schedules(actor: Actor, places: list[Any]) -> dict[UUID, list[Any]]:
    """Service -> rules that stand at its places."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    if not places:
        return found
    seen = Schedule.objects.visible_to(actor)
    at_place = _grouped(
        seen.filter(service_at_location__in=[at.pk for at in places]), "service_at_location_id"
    )
    of_place = _grouped(seen.filter(location__in=[at.location_id for at in places]), "location_id")
    for at in places:
        found[at.service_id] += [*at_place[at.pk], *of_place[at.location_id]]
    return found


def _grouped(rows: Iterable[Any], key: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
