"""Services with all that search reads of them, some hundred at once, in a constant number of queries.

Rows of the parts are read as plain tuples and put together by their keys: a hundred thousand services have two
million parts, and a model's instance of each would take most of the time of a rebuild.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from accanto.core.actor import Actor
from accanto.directory.models import (
    Accessibility,
    Attribute,
    CostOption,
    Language,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
    Translation,
)
from accanto.directory.models.taxonomy import ACCESS, AREAS, FOR_WHOM
from accanto.directory.search import engine
from accanto.network.models import Municipality

#: Texts of a service that are searched.
BODY = (
    "description",
    "application_process",
    "eligibility_description",
    "fees_description",
    "interpretation_services",
    "alert",
)
_OWN = (
    "name", "alternate_name", "source_language", "status", "kind", "visibility", "check_again_by", *BODY,
    "organization__name", "organization__visibility",
)  # fmt: skip
_PLACE = ("name", "visibility", "latitude", "longitude", "municipality_id")
_PRICE = ("option", "amount", "amount_description", "valid_from", "valid_to")
_HOURS = (
    "freq", "interval", "byday", "bymonthday", "byweekno", "byyearday", "wkst", "count", "dtstart", "until",
    "valid_from", "valid_to", "opens_at", "closes_at", "timezone", "zone", "group", "holidays", "by_appointment",
)  # fmt: skip
_TAXONOMIES = (AREAS, FOR_WHOM, ACCESS)
Rows = dict[Any, list[Any]]


@dataclass
class Place:
    """Where a service is; `accessible` when something is said of it."""

    name: str
    visibility: str
    latitude: Any
    longitude: Any
    municipality_id: str | None
    municipality: Municipality | None = None
    accessible: bool = False


@dataclass
class Parts:
    """A service and its parts as an actor sees them: rows with the columns' names."""

    service: Service
    places: list[Place] = field(default_factory=list)
    terms: list[TaxonomyTerm] = field(default_factory=list)
    languages: list[Any] = field(default_factory=list)
    prices: list[Any] = field(default_factory=list)
    papers: list[Any] = field(default_factory=list)
    capacities: list[Any] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    #: Its own rules and those of its places; the hours of a building only where there are no others.
    hours: list[Any] = field(default_factory=list)


def parts_of(actor: Actor, services: Collection[UUID]) -> list[Parts]:
    """One for each of these services that the actor sees and that has not ended."""
    if not services:
        return []
    rows = Service.objects.visible_to(actor).filter(engine.among(connection, services))
    listed = list(
        rows.exclude(status=Service.Status.DEFUNCT).select_related("organization").only(*_OWN).order_by("pk")
    )
    read = _Reader(actor)
    keys = [row.pk for row in listed]
    places, hours = _places_and_hours(read, keys)
    terms = _terms(read, keys)
    languages = read.rows(Language, "service_id", keys, "code")
    prices = read.rows(CostOption, "service_id", keys, *_PRICE)
    papers = read.rows(RequiredDocument, "service_id", keys, "document")
    capacities = read.rows(ServiceCapacity, "service_id", keys, "available")
    published = Q(state=Translation.State.PUBLISHED)
    texts = read.rows(Translation, "service_id", keys, "field", "language", "text", only=published)
    return [
        Parts(row, *(part.get(row.pk, []) for part in (places, terms, languages, prices, papers, capacities, texts, hours)))
        for row in listed
    ]  # fmt: skip


class _Reader:
    """Reads rows as an actor sees them."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def rows(
        self, model: type[Any], key: str, keys: Collection[Any], *columns: str, only: Q | None = None
    ) -> Rows:
        """Rows by the key that they hang on."""
        found: Rows = defaultdict(list)
        if not keys:
            return found
        seen = model.objects.visible_to(self.actor).filter(engine.among(connection, keys, key), only or Q())
        for row in seen.values_list(key, *columns, named=True):
            found[row[0]].append(row)
        return found


def _terms(read: _Reader, keys: list[UUID]) -> Rows:
    known = TaxonomyTerm.objects.visible_to(read.actor).filter(taxonomy_row__key__in=_TAXONOMIES)
    terms = {term.pk: term for term in known.select_related("taxonomy_row", "parent")}
    told = Q(taxonomy_term__taxonomy_row__key__in=_TAXONOMIES)
    said = read.rows(Attribute, "service_id", keys, "taxonomy_term_id", only=told)
    return {key: [terms[row[1]] for row in rows if row[1] in terms] for key, rows in said.items()}


def _places_and_hours(read: _Reader, keys: list[UUID]) -> tuple[Rows, Rows]:
    """Places by service, and rules of opening by service."""
    columns = ("pk", "location_id", *(f"location__{name}" for name in _PLACE))
    at = read.rows(ServiceAtLocation, "service_id", keys, *columns)
    there = [row for rows in at.values() for row in rows]
    buildings = list({row[2] for row in there})
    accessible = read.rows(Accessibility, "location_id", buildings)
    towns = Municipality.objects.in_bulk({row[-1] for row in there if row[-1]})
    own = read.rows(Schedule, "service_id", keys, *_HOURS)
    here = read.rows(Schedule, "service_at_location_id", [row[1] for row in there], *_HOURS)
    building = read.rows(Schedule, "location_id", buildings, *_HOURS)
    places: Rows = {}
    hours: Rows = {}
    for key in keys:
        rows = at.get(key, [])
        places[key] = [_place(row, towns, accessible) for row in rows]
        nearest = [*own.get(key, []), *(rule for row in rows for rule in here.get(row[1], []))]
        hours[key] = nearest or [rule for row in rows for rule in building.get(row[2], [])]
    return places, hours


def _place(row: Any, towns: Mapping[str, Municipality], accessible: Rows) -> Place:
    facts = dict(zip(_PLACE, row[3:], strict=True))
    return Place(**facts, municipality=towns.get(row[-1]), accessible=row[2] in accessible)
