"""The whole public directory as a tabular data package: a CSV for each table of HSDS, and datapackage.json."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import models

from accanto.core.actor import Actor
from accanto.directory.exchange.documents import says_something
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

    Keys to rows that the actor does not see are left empty, so that the package holds together.
    """
    counts: dict[str, int] = {}
    seen: dict[str, set[UUID]] = {}
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for table in TABLES.values():
            text = _table(actor, table, seen)
            if seen[table.name]:
                counts[table.name] = len(seen[table.name])
                archive.writestr(_info(table.file), text)
        description = describe([TABLES[name] for name in counts])
        archive.writestr(_info("datapackage.json"), json.dumps(description, ensure_ascii=False, indent=2))
    return counts


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _WHEN)
    info.compress_type = ZIP_DEFLATED
    return info


def _table(actor: Actor, table: Table, seen: dict[str, set[UUID]]) -> str:
    """A table as text; its identifiers are added to `seen`."""
    found = table.model.objects.visible_to(actor).order_by("pk")
    if table.name == "translation":
        found = found.filter(state=Translation.State.PUBLISHED)
    seen[table.name] = set(found.values_list("pk", flat=True))
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(column.name for column in table.columns), "extra"])
    for row in found.iterator(chunk_size=2000):
        writer.writerow(list(_cells(table, row, seen)))
    return text.getvalue()


def _cells(table: Table, row: Any, seen: dict[str, set[UUID]]) -> Iterator[str]:
    extra = dict(row.extra)
    for column in table.columns:
        value = getattr(row, column.attr)
        if column.target and value not in seen[column.target]:
            value = None
        if not column.required and not says_something(column, value):
            value = extra.pop(column.name, None)
        yield to_cell(value)
    yield to_cell(extra or None)


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
