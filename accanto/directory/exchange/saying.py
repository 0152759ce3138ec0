"""Where something stands in an HSDS file, in words: "Telefono 2: numero" instead of `phones[1].number`."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.directory.exchange.tables import BY_FILE, TABLES, Column

#: What a row of each table is called.
NAMES: dict[str, Any] = {
    "taxonomy": gettext_lazy("vocabulary"),
    "taxonomy_term": gettext_lazy("term"),
    "unit": gettext_lazy("unit"),
    "meta_table_description": gettext_lazy("description of a table"),
    "organization": gettext_lazy("organisation"),
    "program": gettext_lazy("programme"),
    "location": gettext_lazy("place"),
    "service": gettext_lazy("service"),
    "service_at_location": gettext_lazy("service at a place"),
    "contact": gettext_lazy("contact person"),
    "phone": gettext_lazy("telephone"),
    "language": gettext_lazy("language"),
    "address": gettext_lazy("address"),
    "accessibility": gettext_lazy("accessibility"),
    "schedule": gettext_lazy("opening hours"),
    "funding": gettext_lazy("who pays for it"),
    "service_area": gettext_lazy("area served"),
    "required_document": gettext_lazy("document to bring"),
    "cost_option": gettext_lazy("price"),
    "organization_identifier": gettext_lazy("number of the organisation"),
    "service_capacity": gettext_lazy("places left"),
    "url": gettext_lazy("link"),
    "translation": gettext_lazy("translation"),
    "attribute": gettext_lazy("what is said of it"),
    "metadata": gettext_lazy("note of a change"),
}
#: Columns whose field of ours is called by no word, or by another than the file means.
_COLUMNS: dict[str, Any] = {
    "id": gettext_lazy("identifier"),
    "link_id": gettext_lazy("said of"),
    "link_entity": gettext_lazy("kind of what it is said of"),
    "link_type": gettext_lazy("kind of link"),
    "value": gettext_lazy("value"),
    "label": gettext_lazy("label"),
    "timezone": gettext_lazy("time zone"),
    "zone": gettext_lazy("time zone"),
    "field": gettext_lazy("which text"),
    "stale": gettext_lazy("out of date"),
    "resource_id": gettext_lazy("said of"),
    "resource_type": gettext_lazy("kind of what it is said of"),
    "last_action_date": gettext_lazy("changed on"),
    "last_action_type": gettext_lazy("kind of change"),
    "field_name": gettext_lazy("which column"),
    "previous_value": gettext_lazy("before"),
    "replacement_value": gettext_lazy("after"),
    "updated_by": gettext_lazy("changed by"),
    "parent_id": gettext_lazy("refines the term"),
    "names": gettext_lazy("name in other languages"),
    "key": gettext_lazy("key"),
    "source_digest": gettext_lazy("mark of the source text"),
    "character_set": gettext_lazy("character set"),
}
#: What is nested in a document -> its table.
_TABLE_OF = {nest.name: nest.table for table in TABLES.values() for nest in table.nests} | {
    "services": "service",
    "service": "service",
    "operating_hours": "schedule",
    "events": "schedule",
}
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_LINE = re.compile(r"^([a-z_]+\.csv):(\d+)\.?")


def place(at: str, table: str) -> str:
    """Where `at` is: a reason's or a part's, of an entry of this table. What we do not know is called as in the
    file, between quotes."""
    if line := _LINE.match(at):
        held = BY_FILE.get(line[1])
        words = _("%(name)s, row %(number)s of %(file)s") % {
            "name": name_of(held.name if held else table), "number": line[2], "file": line[1],
        }  # fmt: skip
        return _joined(words, at[line.end() :], held.name if held else table)
    names, last = [], ""
    for step, number in _STEP.findall(re.sub(r"^\[\d+\]\.?", "", at)):
        if step in _TABLE_OF:
            table, last = _TABLE_OF[step], ""
            names.append(f"{name_of(table)} {int(number) + 1}" if number else name_of(table))
        else:
            last = step
    return _joined(", ".join(names[-2:]), last, table)


def name_of(table: str) -> str:
    """What a row of a table is called."""
    return str(NAMES.get(table, table))


def _joined(words: str, column: str, table: str) -> str:
    said = _column(column, table) if column else ""
    return capfirst(f"{words}: {said}" if words and said else words or said)


def _column(name: str, table: str) -> str:
    column = TABLES[table].by_name.get(name) if table in TABLES else None
    if column is None:
        return name_of(_TABLE_OF[name]) if name in _TABLE_OF else f'"{name}"'
    return str(_COLUMNS.get(name) or _of_field(column))


def _of_field(column: Column) -> str:
    """A key is called by what it points to; where it points to its own kind, by the field's word."""
    own = column.field.model is TABLES[column.target].model if column.target else True
    if not own:
        return name_of(column.target)
    return str(column.field.verbose_name) or str(_("name") if column.name == "name" else name_of(column.name))
