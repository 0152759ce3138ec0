"""Which rows a list has: the specification's parameters as conditions, joined by AND."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from math import cos, radians, sin
from typing import Any
from uuid import UUID

from django.db.models import Avg, Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from accanto.api import parameters
from accanto.api.answers import in_language
from accanto.core.actor import Actor, Nobody
from accanto.directory.models import Address, Attribute, Organization, Published, Service, ServiceAtLocation
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.search import Question, find

_PUBLIC = Nobody()
#: Words of a name that count; mean radius of the earth and length of a degree, in kilometres.
_WORDS, _EARTH, _DEGREE = 6, 6371.0, 111.2
#: Changed services that are few.
_FEW = 2_000


def services(asked: parameters.Services, language: str) -> QuerySet[Published]:
    """Published services, in order."""
    rows = Published.objects.order_by("pk")
    if asked.search:
        rows = _found(rows, "pk", asked.search, language)
    if asked.taxonomy_term_id or asked.taxonomy_id:
        rows = rows.filter(pk__in=_of_terms(_PUBLIC, asked).values("service_id"))
    if asked.organization_id:
        offered = Service.objects.visible_to(_PUBLIC).filter(organization_id=asked.organization_id)
        rows = rows.filter(pk__in=offered.values("pk"))
    return _changed_after(rows, asked.modified_after) if asked.modified_after else rows


def _changed_after(rows: QuerySet[Published], moment: datetime) -> QuerySet[Published]:
    """A few are taken by the index of their dates; to find them in order, every document would be looked at.
    Where many changed, the next fifty are never far."""
    changed = Published.objects.filter(updated__gt=moment)
    few = changed[:_FEW].count() < _FEW
    return rows.filter(pk__in=changed.values("pk")) if few else rows.filter(updated__gt=moment)


def seen(keys: Collection[UUID]) -> QuerySet[Published]:
    """Of these, what everyone may read: asked of the entries themselves when documents are handed out."""
    public = Service.objects.visible_to(_PUBLIC).filter(pk__in=keys)
    return Published.objects.filter(pk__in=public.values("pk"))


def _found(rows: QuerySet[Any], key: str, search: str, language: str) -> QuerySet[Any]:
    """Rows whose service, under `key`, the search of the site finds: the best first, as many as it counts.

    Services that are closed for now are found too: the API lists them. A text without a word finds nothing.
    """
    found = find(_PUBLIC, Question(text=search, also_closed=True), language)
    read = found.understood
    hits = [hit.service for hit in found.hits] if read.terms or read.towns else []
    if not hits:
        return rows.none()
    seen = Service.objects.visible_to(_PUBLIC).filter(pk__in=hits)
    place = Case(*(When(**{key: pk}, then=at) for at, pk in enumerate(hits)))
    return rows.filter(**{f"{key}__in": seen.values("pk")}).order_by(place, "pk")


def named(rows: QuerySet[Any], search: str) -> QuerySet[Any]:
    """Rows whose name or description has every word."""
    for word in search.split()[:_WORDS]:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows


def _of_terms(actor: Actor, asked: parameters.OfTerms) -> QuerySet[Any]:
    said = Attribute.objects.visible_to(actor).exclude(service=None)
    if asked.taxonomy_term_id:
        said = said.filter(taxonomy_term_id=asked.taxonomy_term_id)
    return said.filter(taxonomy_term__taxonomy_row_id=asked.taxonomy_id) if asked.taxonomy_id else said


def organizations(actor: Actor, asked: parameters.Organizations) -> QuerySet[Organization]:
    """Organizations; of a term: those that offer a service of it, or of which it is said themselves."""
    rows = named(Organization.objects.visible_to(actor).order_by("pk"), asked.search)
    if asked.taxonomy_term_id or asked.taxonomy_id:
        own = Attribute.objects.visible_to(actor).exclude(organization=None)
        if asked.taxonomy_term_id:
            own = own.filter(taxonomy_term_id=asked.taxonomy_term_id)
        if asked.taxonomy_id:
            own = own.filter(taxonomy_term__taxonomy_row_id=asked.taxonomy_id)
        offering = Service.objects.visible_to(actor).filter(
            pk__in=_of_terms(actor, asked).values("service_id")
        )
        rows = rows.filter(
            Q(pk__in=own.values("organization_id")) | Q(pk__in=offering.values("organization_id"))
        )
    return rows


def at_locations(actor: Actor, asked: parameters.AtLocations, language: str) -> QuerySet[ServiceAtLocation]:
    """Services at their places, in order."""
    rows = ServiceAtLocation.objects.visible_to(actor).order_by("pk")
    if asked.search:
        rows = _found(rows, "service", asked.search, language)
    if asked.taxonomy_term_id or asked.taxonomy_id:
        rows = rows.filter(service__in=_of_terms(actor, asked).values("service_id"))
    if asked.organization_id:
        rows = rows.filter(service__organization_id=asked.organization_id)
    if asked.modified_after:
        rows = rows.filter(service__published__updated__gt=asked.modified_after)
    return _near(actor, rows, asked) if asked.postcode else rows


def _near(
    actor: Actor, rows: QuerySet[ServiceAtLocation], asked: parameters.AtLocations
) -> QuerySet[ServiceAtLocation]:
    """At a postal code, or within kilometres of the middle of the places that have it."""
    there = Address.objects.visible_to(actor).filter(postal_code__iexact=asked.postcode.strip())
    at = Q(location__in=there.values("location_id"))
    middle = there.aggregate(lat=Avg("location__latitude"), lon=Avg("location__longitude"))
    if asked.proximity is None or middle["lat"] is None or middle["lon"] is None:
        return rows.filter(at)
    lat, lon, near = middle["lat"], middle["lon"], asked.proximity
    wide = near / (_DEGREE * max(cos(radians(lat)), 0.01))
    rows = rows.filter(
        location__latitude__range=(lat - near / _DEGREE, lat + near / _DEGREE),
        location__longitude__range=(lon - wide, lon + wide),
    )
    return rows.annotate(far=_kilometres(lat, lon)).filter(far__lte=near)


def _kilometres(lat: float, lon: float) -> Any:
    """Great-circle distance of a place from a point (spherical law of cosines)."""
    here, there = Radians(F("location__latitude")), radians(lat)
    turn = Cos(Radians(F("location__longitude") - Value(lon)))
    same = Sin(here) * Value(sin(there)) + Cos(here) * Value(cos(there)) * turn
    return ACos(Least(Greatest(same, Value(-1.0)), Value(1.0)), output_field=FloatField()) * Value(_EARTH)


def terms(rows: QuerySet[Any], asked: parameters.Terms) -> QuerySet[Any]:
    """Terms of a vocabulary, of the first rank, below another."""
    rows = named(rows, asked.search)
    if asked.taxonomy_id:
        rows = rows.filter(taxonomy_row_id=asked.taxonomy_id)
    if asked.top_only:
        rows = rows.filter(parent=None)
    return rows.filter(parent_id=asked.parent_id) if asked.parent_id else rows


def for_list(municipality: str, area: str, most: int) -> list[Service]:
    """Open services for everyone, at a municipality and for an area of need where they are given."""
    rows = Service.objects.visible_to(_PUBLIC).filter(status=Service.Status.ACTIVE)
    if municipality:
        here = ServiceAtLocation.objects.visible_to(_PUBLIC).filter(location__municipality_id=municipality)
        rows = rows.filter(pk__in=here.values("service_id"))
    if area:
        said = Attribute.objects.visible_to(_PUBLIC).filter(
            taxonomy_term__taxonomy_row__key=AREAS, taxonomy_term__code=area
        )
        rows = rows.filter(pk__in=said.values("service_id"))
    return list(rows.order_by("name", "pk")[:most])


def told(rows: list[Service], language: str) -> list[dict[str, Any]]:
    """What a short list says of each service, from its published document."""
    found = dict(Published.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "full"))
    return [in_language(json.loads(found[row.pk]), language) for row in rows if row.pk in found]
