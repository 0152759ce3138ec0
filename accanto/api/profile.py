"""The profile hsds-it: what we say beyond HSDS, as JSON Merge Patches of its schemas (HSDS, "Profiles").

Made from the declaration of the tables, so that it cannot say something else than the documents do.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models

from accanto.directory.exchange.tables import TABLES, Column, Table

DESCRIPTION = (
    "Texts by language with the state of each translation, opportunities with dates, the day by which an entry is"
    " checked again, municipalities by ISTAT code, local opening hours with their time zone."
)
#: What each of our columns means, for who reads the profile.
_MEANING = {
    "kind": "Of a service: 'opportunity' has dates and places. Of a schedule: HSDS 3.3's operating hours or event.",
    "source_language": "Language of the texts of this entry, ISO 639-1. Translations stand beside it.",
    "available_from": "First day of an opportunity.",
    "available_until": "Last day of an opportunity.",
    "check_again_by": "Day by which someone asks again whether the entry is true; after it, the entry may be stale.",
    "municipality": "ISTAT code of the municipality of Italy, six digits.",
    "zone": "IANA time zone of opens_at and closes_at; Europe/Rome where it is left out and `timezone` too.",
    "group": "Rules that are read together, as in HSDS 3.3.",
    "holidays": "On public holidays of Italy: 'open', or closed where it is left out.",
    "by_appointment": "Open only for who has an appointment.",
    "state": "Of a translation: only published ones are given.",
    "source_digest": "The text that was translated, as the first 32 digits of its SHA-256.",
    "stale": "The text that was translated has changed since. Worked out here: what is sent is not taken.",
    "names": "Names by language, ISO 639-1.",
    "key": "Short name of a vocabulary that this site ships.",
}


@lru_cache(maxsize=1)
def files() -> dict[str, dict[str, Any]]:
    """File name -> its content."""
    found: dict[str, dict[str, Any]] = {}
    for table in TABLES.values():
        ours = {column.name: schema_of(column) for column in table.columns if column.ours}
        if table.name == "translation":
            found["translation.json"] = _whole(table)
        elif ours or "translations" in table.nest_by_name:
            found[f"{table.name}.json"] = {"properties": ours | _translations(table)}
    found["openapi.json"] = {
        "info": {"title": "hsds-it"},
        "components": {"parameters": {"language": _LANGUAGE}},
    }
    return found


_LANGUAGE = {
    "name": "language",
    "in": "query",
    "required": False,
    "description": "Texts in this language where they are translated; else Accept-Language is asked.",
    "schema": {"type": "string", "enum": ["it", "en", "fr", "ar", "ro"]},
}


def _translations(table: Table) -> dict[str, Any]:
    return (
        {"translations": {"type": "array", "items": {"$ref": "translation.json"}}}
        if "translations" in table.nest_by_name
        else {}
    )


def _whole(table: Table) -> dict[str, Any]:
    shown = [column for column in table.columns if not column.target]
    return {
        "name": table.name,
        "type": "object",
        "description": "A text of an entry in one more language.",
        "properties": {column.name: schema_of(column) for column in shown},
        "required": [column.name for column in shown if column.required],
    }


_TYPES: tuple[tuple[Any, dict[str, Any]], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    ((models.IntegerField, models.FloatField, models.DecimalField), {"type": "number"}),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.JSONField, {"type": "object"}),
)


def schema_of(column: Column) -> dict[str, Any]:
    """JSON schema of a column's values."""
    kind = next((said for field, said in _TYPES if isinstance(column.field, field)), {"type": "string"})
    schema = dict(kind)
    if column.field.choices:
        schema["enum"] = [value for value, _label in column.field.choices if value]
    meaning = _MEANING.get(column.name) if column.ours else None
    return schema | ({"description": meaning} if meaning else {})
