"""From nested HSDS to flat rows: one dictionary for each row, with where it stood and what it hangs from.

A flat row is {"table", "id", "values": {column: raw}, "path": "services[0].phones[1]"}; a row that stands
in several places (HSDS repeats a phone under a service and its place) becomes one with all its keys.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from accanto.core.cells import Unreadable
from accanto.directory.exchange.tables import BY_FILE, LINKS, ROOTS, TABLES, Nest, Table

#: For identifiers of entries that came without one: the same entry gets the same one again.
STABLE = UUID("7e0b6f5e-4c1d-5a7e-9a4c-1f0d2c3b4a59")
#: Deeper than any HSDS document.
DEEPEST = 12
_SPLIT = {"operating_hours": "operating_hours", "events": "event"}

Flat = dict[str, Any]


class NotHsds(Unreadable):
    """What was sent is not what it should be, in words for who sent it."""


class Flattener:
    """Collects flat rows of nested documents; the same row said twice becomes one."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Flat] = {}

    def add(
        self, name: str, document: Any, path: str, keys: dict[str, str] | None = None, deep: int = 0
    ) -> str:
        """One document and all below it. Returns its identifier. Raises NotHsds."""
        if not isinstance(document, dict):
            raise NotHsds(_("%(path)s: an object was expected.") % {"path": path or "/"})
        if deep > DEEPEST:
            raise NotHsds(_("%(path)s: nested too deeply.") % {"path": path})
        table, values = TABLES[name], dict(keys or {})
        below = _split(table, document, values)
        for nest, said in below:
            if not nest.many:
                at = f"{path}.{nest.name}" if path else nest.name
                shared = {name: values[name] for name in TABLES[nest.table].parents if name in values}
                values[nest.via] = self.add(nest.table, said, at, shared, deep + 1)
        identifier = str(values.pop("id", "") or stable_id(table, values))
        self._keep(name, identifier, values, path)
        for nest, said in below:
            if nest.many:
                self._below(nest, name, identifier, said, path, deep)
        return identifier

    def _below(self, nest: Nest, name: str, identifier: str, said: Any, path: str, deep: int) -> None:
        if not isinstance(said, list):
            raise NotHsds(_("%(path)s: a list was expected.") % {"path": f"{path}.{nest.name}".lstrip(".")})
        for place, each in enumerate(said):
            keys = {nest.via: identifier}
            if nest.table in LINKS:
                keys[_ENTITY[nest.table]] = name
            if nest.name in _SPLIT:
                keys["kind"] = _SPLIT[nest.name]
            at = f"{path}.{nest.name}[{place}]".lstrip(".")
            self.add(nest.table, each, at, keys, deep + 1)

    def _keep(self, name: str, identifier: str, values: dict[str, Any], path: str) -> None:
        held = self.rows.get((name, identifier))
        if held is None:
            self.rows[name, identifier] = {"table": name, "id": identifier, "values": values, "path": path}
        else:
            held["values"] = held["values"] | values


_ENTITY = {"attribute": "link_entity", "metadata": "resource_type"}
_REVERSED = {
    "organization": Nest("services", "service", "organization_id"),
    "service_at_location": Nest("service", "service", "service_id", many=False),
}


def _split(table: Table, document: dict[str, Any], values: dict[str, Any]) -> list[tuple[Nest, Any]]:
    """What is nested in a document, in the order of the table; its own columns are added to `values`."""
    below = []
    for key, said in document.items():
        nest = table.nest_by_name.get(key) or _of_3_3(table, key)
        if nest is not None and isinstance(said, dict | list):
            below.append((nest, said))
        elif key in ("services", "service") and table.name in _REVERSED:
            below.append((_REVERSED[table.name], said))
        elif said is not None:
            values[key] = said
    order = [nest.name for nest in table.nests]
    return sorted(below, key=lambda each: order.index(each[0].name) if each[0].name in order else len(order))


def _of_3_3(table: Table, key: str) -> Nest | None:
    return Nest(key, "schedule", "service_id") if table.name == "service" and key in _SPLIT else None


def stable_id(table: Table, values: dict[str, Any]) -> str:
    """An identifier made from what makes the entry itself."""
    words = [str(values.get(name, "")).strip().casefold() for name in table.key]
    parents = [str(values.get(name, "")) for name in (*table.parents, LINKS.get(table.name, "")) if name]
    return str(uuid5(STABLE, json.dumps([table.name, *parents, *words], ensure_ascii=False)))


def from_json(data: Any) -> list[Flat]:
    """Flat rows of an HSDS document, a list of them, or a page of the API. Raises NotHsds."""
    if isinstance(data, dict) and isinstance(data.get("contents"), list):
        data = data["contents"]
    documents = data if isinstance(data, list) else [data]
    flattener = Flattener()
    for place, document in enumerate(documents):
        path = f"[{place}]" if isinstance(data, list) else ""
        flattener.add(_kind_of(document), document, path)
    return list(flattener.rows.values())


def _kind_of(document: Any) -> str:
    """Which table a document is of, by what only it has."""
    if not isinstance(document, dict):
        raise NotHsds(_("This is not HSDS: an object or a list of objects was expected."))
    for name, marks in _MARKS:
        if marks & document.keys():
            return name
    raise NotHsds(_("This is not an HSDS service, organization, place or term that we know."))


_MARKS: tuple[tuple[str, set[str]], ...] = (
    ("service_at_location", {"location", "location_id"}),
    ("location", {"location_type", "transportation", "addresses", "latitude"}),
    ("service", {"status", "organization", "organization_id", "service_at_locations"}),
    ("taxonomy_term", {"taxonomy_detail", "taxonomy_id", "term_uri", "parent_id"}),
    (
        "organization",
        {"website", "legal_status", "organization_identifiers", "services", "locations", "year_incorporated"},
    ),
    ("taxonomy", {"version"}),
    ("organization", {"email", "description", "name"}),
)


def from_tables(tables: dict[str, list[dict[str, str]]]) -> list[Flat]:
    """Flat rows of a package: file name -> its rows as {column: cell}. Unknown files are passed over."""
    found: dict[tuple[str, str], Flat] = {}
    for file, rows in tables.items():
        table = BY_FILE.get(file)
        for number, cells in enumerate(rows if table else (), 2):
            assert table is not None
            values: dict[str, Any] = {
                name: cell for name, cell in cells.items() if name and cell not in ("", None)
            }
            extra = values.pop("extra", None)
            if extra is not None:
                values |= _extra(extra)
            if not values:
                continue
            identifier = str(values.pop("id", "") or stable_id(table, values))
            found[table.name, identifier] = {
                "table": table.name, "id": identifier, "values": values, "path": f"{file}:{number}",
            }  # fmt: skip
    return list(found.values())


def _extra(cell: str) -> dict[str, Any]:
    try:
        found = json.loads(cell)
    except ValueError:
        return {"extra_text": cell}
    return found if isinstance(found, dict) else {"extra_text": cell}


# --- entries ------------------------------------------------------------------------------------


def by_entry(rows: list[Flat]) -> list[list[Flat]]:
    """The rows of each entry together, the entry first, in the order in which they can be written.

    A part belongs to the entry that comes last among those it hangs from. A part of nothing in the file
    makes an entry of its own: what it hangs from may be here already.
    """
    index = {(row["table"], row["id"]): row for row in rows}
    entries: dict[tuple[str, str], list[Flat]] = {}
    for row in rows:
        entries.setdefault(_root_of(row, index), []).append(row)
    order = {name: place for place, name in enumerate(TABLES)}
    for root, parts in entries.items():
        parts.sort(key=lambda part: ((part["table"], part["id"]) != root, order[part["table"]]))
    return sorted(entries.values(), key=lambda parts: order[parts[0]["table"]])


def _root_of(row: Flat, index: dict[tuple[str, str], Flat]) -> tuple[str, str]:
    table = TABLES[row["table"]]
    if not table.is_part:
        return row["table"], row["id"]
    best: tuple[str, str] | None = None
    for parent in _parents(row, table, index):
        root = _root_of(parent, index)
        if best is None or _rank(root[0]) > _rank(best[0]):
            best = root
    return best or (row["table"], row["id"])


def _rank(name: str) -> int:
    return ROOTS.index(name) if name in ROOTS else -1


def _parents(row: Flat, table: Table, index: dict[tuple[str, str], Flat]) -> list[Flat]:
    if table.name in LINKS:
        wanted = row["values"].get(LINKS[table.name])
        names = [name for name in (row["values"].get(_ENTITY[table.name]), *TABLES) if name not in LINKS]
        said_of = next((index[name, wanted] for name in names if (name, wanted) in index), None)
        return [said_of] if said_of is not None else []
    found = []
    for name in table.parents:
        parent = index.get((table.by_name[name].target, row["values"].get(name)))
        if parent is not None and parent is not row:
            found.append(parent)
    return found
