"""Rows of the directory with all that stands below them, loaded in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from accanto.core.actor import Actor
from accanto.directory.exchange.tables import LINKS, TABLES, Nest, Table
from accanto.directory.models import Organization, Translation

#: Above come those from which others hang.
_ORDER = (
    "service", "organization", "program", "service_at_location", "location", "contact", "phone", "language",
    "address", "accessibility", "schedule", "funding", "service_area", "required_document", "cost_option",
    "organization_identifier", "service_capacity", "url", "translation", "attribute", "metadata", "unit",
    "taxonomy_term", "taxonomy",
)  # fmt: skip
#: An organization with more places than this names them at its own address, not within each service.
PLACES_WITHIN = 10


class Forest:
    """Rows by table and identifier, and by what they hang from; only what the actor sees."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.rows: dict[str, dict[UUID, Any]] = defaultdict(dict)
        self._below: dict[tuple[str, str], dict[UUID, list[Any]]] = {}
        self.parents: set[UUID] = set()

    def one(self, row: Any, table: Table, nest: Nest) -> Any:
        """What the row's key points to, if it is in sight."""
        return self.rows[nest.table].get(getattr(row, table.by_name[nest.via].attr))

    def many(self, row: Any, nest: Nest) -> list[Any]:
        """What hangs from the row, in a steady order."""
        held = (nest.table, nest.via)
        if held not in self._below:
            attr = TABLES[nest.table].by_name[nest.via].attr
            index: dict[UUID, list[Any]] = defaultdict(list)
            for each in self.rows[nest.table].values():
                index[getattr(each, attr)].append(each)
            self._below[held] = index
        found = self._below[held].get(row.pk, [])
        return [each for each in found if getattr(each, nest.only[0]) == nest.only[1]] if nest.only else found


def load(actor: Actor, root: str, rows: Iterable[Any], *, whole: bool = True) -> Forest:
    """The rows of one table and everything that documents of them say; not `whole`: what they have one of."""
    forest = Forest(actor)
    forest.rows[root] = {row.pk: row for row in rows}
    for name in _ORDER:
        wanted = _wanted(forest, TABLES[name], whole)
        if wanted is None:
            continue
        found = TABLES[name].model.objects.visible_to(actor).filter(wanted).order_by("pk")
        if name == "translation":
            found = found.filter(state=Translation.State.PUBLISHED)
        forest.rows[name].update((row.pk, row) for row in found)
    _see_parents(forest)
    return forest


def _wanted(forest: Forest, table: Table, whole: bool) -> Q | None:
    """The condition for rows of a table that what is loaded refers to, or None where nothing does."""
    if table.name in LINKS:
        return _said_of(forest) if whole else None
    terms = Q()
    for name, loaded in list(forest.rows.items()):
        if not loaded:
            continue
        for nest in TABLES[name].nests:
            if nest.table != table.name or (nest.many and not whole):
                continue
            if nest.many:
                terms |= Q(**{f"{TABLES[nest.table].by_name[nest.via].attr}__in": list(loaded)})
            else:
                attr = TABLES[name].by_name[nest.via].attr
                keys = (
                    {getattr(row, attr) for row in loaded.values()} - forest.rows[table.name].keys() - {None}
                )
                terms |= Q(pk__in=keys) if keys else Q()
    return terms or None


def _said_of(forest: Forest) -> Q | None:
    """Attributes and metadata stand under their roots, whichever row they are said of."""
    terms = Q()
    for name in ("service", "organization", "location"):
        if forest.rows[name]:
            terms |= Q(**{f"{name}_id__in": list(forest.rows[name])})
    return terms or None


def _see_parents(forest: Forest) -> None:
    """Which of the organizations' parents may be named."""
    keys = {row.parent_organization_id for row in forest.rows["organization"].values()} - {None}
    if keys:
        seen = Organization.objects.visible_to(forest.actor).filter(pk__in=keys)
        forest.parents = set(seen.values_list("pk", flat=True))
