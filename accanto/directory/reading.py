"""An entry as a page shows it: its parts that this actor may see, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from accanto.core.actor import Actor
from accanto.core.words import Area
from accanto.directory.fresh import is_stale
from accanto.directory.models import (
    Address,
    Attribute,
    CostOption,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from accanto.directory.models.taxonomy import AREAS


def with_parts(actor: Actor, rows: list[Service]) -> list[Service]:
    """Put on each service `area_list` [(value, label)], `places`, `hours`, `prices`, `spoken`, `numbers`
    and `stale`."""

    def seen(model: type[Any], **only: Any) -> QuerySet[Any]:
        return model.objects.visible_to(actor).filter(**only)

    here = seen(ServiceAtLocation).select_related("location__municipality")
    prefetch_related_objects(
        rows,
        "organization",
        Prefetch("at_locations", here, to_attr="places"),
        Prefetch("places__location__addresses", seen(Address), to_attr="seen_addresses"),
        Prefetch("schedules", seen(Schedule), to_attr="hours"),
        Prefetch("cost_options", seen(CostOption), to_attr="prices"),
        Prefetch("languages", seen(Language), to_attr="spoken"),
        Prefetch("phones", seen(Phone), to_attr="numbers"),
        Prefetch(
            "attributes",
            seen(Attribute, taxonomy_term__taxonomy_row__key=AREAS).select_related("taxonomy_term"),
            to_attr="area_attributes",
        ),
    )
    for row in rows:
        codes = {said.taxonomy_term.code for said in row.area_attributes}  # type: ignore[attr-defined]
        row.area_list = [(area.value, area.label) for area in Area if area.value in codes]  # type: ignore[attr-defined]
        row.stale = is_stale(row)  # type: ignore[attr-defined]
    return rows
