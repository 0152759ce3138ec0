"""Finding a service: for the staff's list, for the public, for a need."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.directory.models import Attribute, Language, Service, ServiceAtLocation
from accanto.directory.models.taxonomy import AREAS
from accanto.network.models import Municipality

#: Words of one search that count.
_WORDS = 6


def matching(actor: Actor, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    """Narrow by `word`, `area`, `municipality` and `language`; names that are absent narrow nothing."""
    for word in str(chosen.get("word", "")).split()[:_WORDS]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(organization__name__icontains=word) | Q(description__icontains=word)
        )
    if chosen.get("area"):
        rows = rows.filter(_of_area(actor, chosen["area"]))
    if chosen.get("municipality"):
        rows = rows.filter(_at(actor, location__municipality=chosen["municipality"]))
    if chosen.get("language"):
        spoken = Language.objects.visible_to(actor).filter(service=OuterRef("pk"), code=chosen["language"])
        rows = rows.filter(Exists(spoken))
    return rows


def _of_area(actor: Actor, area: str) -> Exists:
    said = Attribute.objects.visible_to(actor).filter(
        service=OuterRef("pk"), taxonomy_term__code=area, taxonomy_term__taxonomy_row__key=AREAS
    )
    return Exists(said)


def _at(actor: Actor, **where: Any) -> Exists:
    return Exists(ServiceAtLocation.objects.visible_to(actor).filter(service=OuterRef("pk"), **where))


def find_for_need(actor: Actor, area: str, municipality: Municipality | None = None) -> QuerySet[Service]:
    """Open services that answer a need of this area: those of the municipality first, then of its
    province, then the others; among equals the most recently checked."""
    rows = Service.objects.visible_to(actor).filter(_of_area(actor, area), status=Service.Status.ACTIVE)
    if municipality is None:
        return rows.order_by("-check_again_by", "name", "id")
    near = Case(
        When(_at(actor, location__municipality=municipality), then=Value(0)),
        When(_at(actor, location__municipality__province=municipality.province), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.annotate(far=near).order_by("far", "-check_again_by", "name", "id")


def is_stale(service: Service) -> bool:
    """Whether nobody has said within the time that it is still true."""
    return service.check_again_by is None or service.check_again_by < timezone.localdate()
