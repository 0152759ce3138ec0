"""HSDS documents: a row as the JSON that the specification and our profile describe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from accanto.core.actor import Actor
from accanto.directory.exchange.forest import PLACES_WITHIN, Forest, load
from accanto.directory.exchange.tables import LINKS, TABLES, Nest, Table
from accanto.directory.exchange.values import to_json
from accanto.directory.models import Service

#: Keys that no nesting says, so that they are written.
_WRITTEN_KEYS = frozenset({"parent_organization_id", "parent_id"})
#: Said even where it is what we would assume.
_ALWAYS = frozenset({"source_language"})
#: HSDS 3.3 splits `schedules` in two.
_OF_3_3 = (
    Nest("operating_hours", "schedule", "service_id", only=("kind", "operating_hours")),
    Nest("events", "schedule", "service_id", only=("kind", "event")),
)


def full(forest: Forest, name: str, row: Any, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A row with everything below it. `without` names what is left out at this level."""
    table = TABLES[name]
    document = plain(forest, table, row)
    nests = table.nests
    if name == "service" and settings.ACCANTO_HSDS_VERSION == "3.3":
        nests += _OF_3_3
    for nest in nests:
        if nest.name in without:
            continue
        if nest.many:
            below = [full(forest, nest.table, each) for each in forest.many(row, nest)]
            if below and not (
                nest.name == "locations" and len(below) > PLACES_WITHIN and forest.rows["service"]
            ):
                document[nest.name] = below
        elif (one := forest.one(row, table, nest)) is not None:
            document[nest.name] = full(forest, nest.table, one)
    return document


def listed(forest: Forest, name: str, row: Any) -> dict[str, Any]:
    """A row as lists have it: its own columns, and what it has one of."""
    table = TABLES[name]
    document = plain(forest, table, row)
    for nest in table.nests:
        if not nest.many and (one := forest.one(row, table, nest)) is not None:
            document[nest.name] = listed(forest, nest.table, one)
    return document


def plain(forest: Forest, table: Table, row: Any) -> dict[str, Any]:
    """The columns of a row that say something, and what came with an import in fields unknown to us."""
    document: dict[str, Any] = {}
    for column in table.columns:
        if (column.target or column.name == LINKS.get(table.name)) and column.name not in _WRITTEN_KEYS:
            continue
        value = getattr(row, column.attr)
        if column.name == "parent_organization_id" and value not in forest.parents:
            continue
        if column.required or says_something(column, value):
            document[column.name] = to_json(value)
    return document | {name: value for name, value in row.extra.items() if name not in document}


def says_something(column: Any, value: Any) -> bool:
    """Whether leaving the value out would lose anything."""
    if value is None or value == "" or value == {}:
        return False
    return not goes_without_saying(column) or value != column.field.get_default()


def goes_without_saying(column: Any) -> bool:
    """Whether the column is ours, and its usual value is what anyone would assume."""
    return column.ours and column.name not in _ALWAYS


# --- whole documents ----------------------------------------------------------------------------


def services(actor: Actor, rows: Iterable[Service]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(full, listed) of each service that the actor sees."""
    held = list(rows)
    forest = load(actor, "service", held)
    return [(full(forest, "service", row), listed(forest, "service", row)) for row in held]


def organizations(actor: Actor, rows: Iterable[Any], *, whole_services: bool = False) -> list[dict[str, Any]]:
    """Full organizations with their services: whole, or their identifiers and names."""
    held = list(rows)
    forest = load(actor, "organization", held)
    offered = Service.objects.visible_to(actor).filter(organization__in=held).order_by("name", "pk")
    found = list(offered if whole_services else offered.only("pk", "name", "status", "organization_id"))
    below = load(actor, "service", found) if whole_services else None
    documents = {row.pk: full(forest, "organization", row) for row in held}
    for row in found:
        said = (
            full(below, "service", row, frozenset({"organization"}))
            if below is not None
            else {"id": str(row.pk), "name": row.name, "status": row.status}
        )
        documents[row.organization_id].setdefault("services", []).append(said)
    return list(documents.values())


def at_locations(actor: Actor, rows: Iterable[Any], *, whole: bool = True) -> list[dict[str, Any]]:
    """Services at their places, each with the service and the place."""
    held = list(rows)
    forest = load(actor, "service_at_location", held, whole=whole)
    offered = Service.objects.visible_to(actor).filter(pk__in={row.service_id for row in held})
    below = load(actor, "service", offered, whole=whole)
    found = []
    for row in held:
        document = (full if whole else listed)(forest, "service_at_location", row)
        service = below.rows["service"].get(row.service_id)
        if service is not None and whole:
            document["service"] = full(below, "service", service, frozenset({"service_at_locations"}))
        elif service is not None:
            document["service"] = listed(below, "service", service)
        found.append(document)
    return found


def entries(actor: Actor, name: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Full documents of any other table: places, terms, vocabularies."""
    held = list(rows)
    forest = load(actor, name, held)
    return [full(forest, name, row) for row in held]


def lists(actor: Actor, name: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Documents as lists have them, of any table."""
    held = list(rows)
    forest = load(actor, name, held, whole=False)
    return [listed(forest, name, row) for row in held]
