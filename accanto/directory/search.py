"""Finding a service: for the staff's list, for the public, for a need."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from accanto.directory.models import Service
from accanto.network.models import Municipality

#: Words of one search that count.
_WORDS = 6


def matching(rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    """Narrow by `word`, `area`, `municipality` and `language`; names that are absent narrow nothing."""
    for word in str(chosen.get("word", "")).split()[:_WORDS]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(provider__icontains=word) | Q(description__icontains=word)
        )
    if chosen.get("area"):
        rows = rows.filter(areas__area=chosen["area"])  # once in a service, so no row comes twice
    if chosen.get("municipality"):
        rows = rows.filter(municipality=chosen["municipality"])
    if chosen.get("language"):
        # codes are three letters between quotes, so text tells membership on both engines
        rows = rows.filter(languages__icontains=f'"{chosen["language"]}"')
    return rows


def find_for_need(area: str, municipality: Municipality | None = None) -> QuerySet[Service]:
    """Open services that answer a need of this area: those of the municipality first, then of its
    province, then the others; among equals the most recently checked."""
    rows = Service.objects.filter(status=Service.Status.ACTIVE, areas__area=area).select_related(
        "municipality"
    )
    if municipality is None:
        return rows.order_by("-check_again_by", "name", "id")
    near = Case(
        When(municipality=municipality, then=Value(0)),
        When(municipality__province=municipality.province, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return rows.annotate(far=near).order_by("far", "-check_again_by", "name", "id")


def is_stale(service: Service) -> bool:
    """Whether nobody has said within the time that it is still true."""
    return service.check_again_by is None or service.check_again_by < timezone.localdate()
