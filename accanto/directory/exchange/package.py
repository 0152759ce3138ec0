"""The whole public directory as a tabular data package: a CSV for each table of HSDS, and datapackage.json."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Set
from io import TextIOWrapper
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import models

from accanto.core.actor import Actor
from accanto.directory.exchange.documents import goes_without_saying
from accanto.directory.exchange.tables import TABLES, Column, Table
from accanto.directory.exchange.values import to_cell
from accanto.directory.models import Translation

#: The same content makes the same bytes, whenever it is written.
_WHEN = (2020, 1, 1, 0, 0, 0)
_TYPES: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.TimeField, "time"),
    (models.JSONField, "object"),
)


def write(actor: Actor, to: IO[bytes]) -> dict[str, int]:
    """Write the archive of what the actor sees. Returns the number of rows of each table.

    Keys to rows that the actor does not see are left empty, so that the package holds together. A table is
    never held whole: it is written as it is read.
    """
    counts: dict[str, int] = {}
    seen: dict[str, Set[UUID]] = {}
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for table in TABLES.values():
            rows = _rows(actor, table, seen)
            first = next(rows, None)
            if first is None:
                continue
            with archive.open(_info(table.file), "w", force_zip64=True) as file:
                text = TextIOWrapper(file, encoding="utf-8", newline="")
                writer = csv.writer(text, lineterminator="\r\n")
                writer.writerow([*(column.name for column in table.columns), "extra"])
                writer.writerow(first)
                counts[table.name] = 1
                for row in rows:
                    writer.writerow(row)
                    counts[table.name] += 1
                text.detach()  # which flushes it; the file is closed by who opened it
        description = describe([TABLES[name] for name in counts])
        archive.writestr(_info("datapackage.json"), json.dumps(description, ensure_ascii=False, indent=2))
    return counts


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _WHEN)
    info.compress_type = ZIP_DEFLATED
    return info


def _rows(actor: Actor, table: Table, seen: dict[str, Set[UUID]]) -> Iterator[list[str]]:
    """The rows of a table as cells. Identifiers to which others may refer are added to `seen` first."""
    found = table.model.objects.visible_to(actor).order_by("pk")
    if table.name == "translation":
        found = found.filter(state=Translation.State.PUBLISHED)
    if table.name in _REFERRED_TO:
        seen[table.name] = set(found.values_list("pk", flat=True))
    plan = [_Column(column, seen) for column in table.columns]
    values = found.values_list(*(column.attr for column in table.columns), "extra")
    for row in values.iterator(chunk_size=2000):
        yield _cells(plan, row)


#: Tables that others, or their own rows, have a key into.
_REFERRED_TO = {column.target for table in TABLES.values() for column in table.columns} - {""}
_NOTHING = object()


class _Column:
    """What is asked of each value of a column, found out once."""

    __slots__ = ("default", "name", "required", "seen")

    def __init__(self, column: Column, seen: dict[str, Set[UUID]]) -> None:
        self.name, self.required = column.name, column.required
        self.seen = seen.get(column.target, frozenset()) if column.target else None
        self.default = column.field.get_default() if goes_without_saying(column) else _NOTHING


def _cells(plan: list[_Column], row: tuple[Any, ...]) -> list[str]:
    *values, extra = row
    left = dict(extra)
    cells = []
    for column, held in zip(plan, values, strict=True):
        value = None if column.seen is not None and held not in column.seen else held
        if not column.required and (value in (None, "", {}) or value == column.default):
            value = left.pop(column.name, None) if left else None
        cells.append(_cell(value))
    cells.append(to_cell(left or None))
    return cells


def _cell(value: Any) -> str:
    """What most cells are, said without asking what they might be."""
    if value is None:
        return ""
    if type(value) is str:
        return value
    return str(value) if type(value) is UUID else to_cell(value)


# --- description --------------------------------------------------------------------------------


def describe(tables: list[Table]) -> dict[str, Any]:
    """datapackage.json (Data Package v1, profile tabular-data-package) of these tables."""
    return {
        "profile": "tabular-data-package",
        "name": "human_services_data",
        "title": "Human services directory",
        "description": "Human Services Data Specification 3.2.3 with the fields of the profile hsds-it.",
        "version": "3.2.3",
        "resources": [_resource(table, {each.name for each in tables}) for table in tables],
    }


def _resource(table: Table, there: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "primaryKey": "id",
        "fields": [*(_field(column) for column in table.columns), {"name": "extra", "type": "string"}],
    }
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": "" if column.target == table.name else column.target, "fields": "id"},
        }
        for column in table.columns
        if column.target in there
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    kind = next((name for field, name in _TYPES if isinstance(column.field, field)), "string")
    constraints: dict[str, Any] = {"required": True} if column.required and not column.field.blank else {}
    if column.name == "id":
        constraints["unique"] = True
    if column.field.choices and column.required:
        constraints["enum"] = [value for value, _label in column.field.choices if value]
    return {"name": column.name, "type": kind} | ({"constraints": constraints} if constraints else {})
