"""An entry as a page shows it: its parts that this actor may see, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import get_language

from accanto.core.actor import Actor
from accanto.core.words import Area
from accanto.directory import week
from accanto.directory.fresh import TO_SERVICES, is_stale
from accanto.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Check,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Translation,
    Url,
)
from accanto.directory.models.taxonomy import ACCESS, AREAS, DOCUMENTS
from accanto.directory.texts import root_of
from accanto.directory.vocabulary import in_language


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


def all_parts(actor: Actor, row: Service) -> Service:
    """What `with_parts` puts, and for a page of one service: `terms` [(taxonomy, [names])], `papers`,
    `to_ask`, `websites`, `left`, `seasons`, `exceptions`, `other_hours`, `translated` {language: state},
    and on each place `seen_access`."""
    with_parts(actor, [row])
    language = (get_language() or "it")[:2]

    def below(model: type[Any], *related: str) -> list[Any]:
        return list(model.objects.visible_to(actor).filter(service=row).select_related(*related))

    told: dict[str, list[str]] = {}
    for attribute in below(Attribute, "taxonomy_term__taxonomy_row"):
        term = attribute.taxonomy_term
        key = term.taxonomy_row.key if term.taxonomy_row else ""
        if term.code not in Area.values or key != AREAS:
            told.setdefault(key or "", []).append(term.name_in(language))
    found: Any = row
    found.terms = told
    found.papers = [in_language(DOCUMENTS, paper.document, language) for paper in below(RequiredDocument)]
    found.to_ask, found.websites = below(Contact), below(Url)
    found.left = below(ServiceCapacity, "unit")
    for capacity in found.left:
        capacity.unit_name = capacity.unit.name_in(language)
    found.seasons, found.exceptions = week.seasons(found.hours), week.exceptions(found.hours)
    found.other_hours = [rule for rule in found.hours if not rule.is_exception and not week.is_plain(rule)]
    found.translated = _translated(below(Translation))
    for at in found.places:
        said = Accessibility.objects.visible_to(actor).filter(location=at.location_id)
        at.seen_access = [in_language(ACCESS, one.description, language) for one in said]
    return row


#: Services shown on the page of an organization or place.
MOST_SERVICES = 100


def entry_parts(actor: Actor, row: Any) -> Any:
    """Put on an organization or a place what its page shows: `numbers`, `to_ask`, `websites`, `here` (its
    places), `seen_addresses`, `seen_access`, `translated`, `checks_done`."""
    root = root_of(row)
    language = (get_language() or "it")[:2]

    def below(model: type[Any]) -> QuerySet[Any]:
        return model.objects.visible_to(actor).filter(**{root: row})

    row.numbers, row.to_ask = list(below(Phone)), list(below(Contact))
    row.translated = _translated(list(below(Translation)))
    row.checks_done = list(below(Check).select_related("by")[:5]) if actor.may("services.edit") else []
    if root == "organization":
        row.websites = list(below(Url))
        places = Location.objects.visible_to(actor).filter(
            Q(organization=row) | Q(services_here__service__organization=row)
        )
        row.here = list(
            places.select_related("municipality").distinct().order_by("name", "id")[:MOST_SERVICES]
        )
        prefetch_related_objects(row.here, _addresses(actor))
    else:
        prefetch_related_objects([row], _addresses(actor))
        row.seen_access = [in_language(ACCESS, one.description, language) for one in below(Accessibility)]
    return row


def _addresses(actor: Actor) -> Prefetch[Any]:
    return Prefetch("addresses", Address.objects.visible_to(actor), to_attr="seen_addresses")


def services_of_entry(actor: Actor, row: Any) -> list[Service]:
    """The services of an organization, or those given at a place, by name, each with `stale`."""
    rows = Service.objects.visible_to(actor).exclude(status=Service.Status.DEFUNCT)
    path = TO_SERVICES[root_of(row)]
    found = list(
        rows.filter(**{path: row}).select_related("organization").order_by("name", "id")[:MOST_SERVICES]
    )
    for service in found:
        service.stale = is_stale(service)  # type: ignore[attr-defined]
    return found


def _translated(texts: list[Translation]) -> dict[str, list[Translation]]:
    """Translations by language."""
    found: dict[str, list[Translation]] = {}
    for text in texts:
        found.setdefault(text.language, []).append(text)
    return found
