"""Writing rows that came from outside, part by part, so that each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.directory.exchange.staging import Part, differences, identifier
from accanto.directory.exchange.tables import TABLES, Table
from accanto.directory.exchange.values import to_json
from accanto.directory.models import ImportRow, Service, ServiceAtLocation
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.stale import mark_stale_entries

#: What a write did to one row: {"table", "id", "made", "before", "after"}; see ImportRow.undo.
Done = dict[str, Any]
_BY_THEMSELVES = ("organization", "location")
_ROOTS = {"service_id": "service", "organization_id": "organization", "location_id": "location"}
#: Tables that an entry's own row has a key into.
_REFERRED_TO = {
    column.target for table in TABLES.values() if not table.is_part for column in table.columns
} - {""}


def write_part(actor: Actor, part: Part, rows: dict[UUID, Any], action: str) -> Done | None:
    """Make or change one row of those here. None where nothing differs. Raises ValidationError."""
    there = rows.get(part.pk)
    if there is None:
        row = part.table.model(pk=part.pk, extra=part.extra, **part.values)
        rows[part.pk] = trail.create(actor, row, action)
        return _done(part, True, {}, _values(row, part.table))
    changes = differences(part, there)
    if not changes:
        return None
    before = {name: to_json(getattr(there, name)) for name in changes}
    trail.change(actor, there, action, **changes)
    return _done(part, False, before, {name: to_json(getattr(there, name)) for name in changes})


def write_new_part(part: Part, rows: dict[UUID, Any], later: dict[str, list[Any]] | None = None) -> Done:
    """Make one row of an entry that is new itself; who calls it tells the trail of all of them at once.

    Its values were looked at when it was read. Raises IntegrityError for one that is there already. With
    `later` the caller writes it, with others of its table; not those to which an entry refers.
    """
    row = part.table.model(pk=part.pk, extra=part.extra, **part.values)
    if later is not None and part.table.name not in _REFERRED_TO:
        later[part.table.name].append(row)
    else:
        with unrecorded("the entry's own line in the trail tells of its parts"):
            row.save(force_insert=True)
    rows[part.pk] = row
    return _done(part, True, {}, _values(row, part.table))


def require_keys(part: Part, there: Callable[[str, Any], bool]) -> None:
    """Raises ValidationError where what the part refers to was not taken in; `there(table, key)` says."""
    keys = {column.attr: column.target for column in part.table.columns if column.target}
    for name, target in (keys | _ROOTS).items():
        wanted = part.values.get(name)
        if wanted and not there(target, wanted):
            raise ValidationError({name: _("What it refers to was not taken in.")})


def _done(part: Part, made: bool, before: dict[str, Any], after: dict[str, Any]) -> Done:
    return {"table": part.table.name, "id": str(part.pk), "made": made, "before": before, "after": after}


def _values(row: Any, table: Table) -> dict[str, Any]:
    names = [column.attr for column in table.columns if column.name != "id" and not column.derived]
    return {name: to_json(getattr(row, name)) for name in names}


# --- what is derived ----------------------------------------------------------------------------


def services_of(actor: Actor, rows: Collection[tuple[str, str | UUID]]) -> set[UUID]:
    """The services whose documents speak of these rows, given as (table, identifier)."""
    keys: dict[str, set[Any]] = {}
    for name, pk in rows:
        keys.setdefault(name, set()).add(pk)
    found: set[UUID] = {UUID(str(pk)) for pk in keys.get("service", ())}
    terms = Q()
    if "organization" in keys:
        terms |= Q(organization_id__in=keys["organization"])
    if "program" in keys:
        terms |= Q(program_id__in=keys["program"])
    if terms:
        found |= set(Service.objects.visible_to(actor).filter(terms).values_list("pk", flat=True))
    if "location" in keys:
        at = ServiceAtLocation.objects.visible_to(actor).filter(location_id__in=keys["location"])
        found |= set(at.values_list("service_id", flat=True))
    return found


def refresh_rows(actor: Actor, rows: Collection[tuple[str, str | UUID]]) -> None:
    """Make anew what is derived from these rows, given as (table, identifier)."""
    refresh(services_of(actor, rows))
    mark_stale_rows(rows)


def mark_stale_rows(rows: Collection[tuple[str, str | UUID]]) -> None:
    """Of organizations and places by themselves: which of their translations are out of date."""
    keys = {name: [UUID(str(pk)) for table, pk in rows if table == name] for name in _BY_THEMSELVES}
    if any(keys.values()):
        mark_stale_entries(organizations=keys["organization"], locations=keys["location"])


def roots_of(table: Table, values: dict[str, Any]) -> list[tuple[str, str]]:
    """The entries that a part with these values hangs from. An entry hangs from none: what it refers to says
    nothing of it."""
    wanted = set(table.parents) & _ROOTS.keys()
    return [(_ROOTS[name], str(values[name])) for name in wanted if values.get(name)]


def touched_by(row: ImportRow, done: Collection[Done]) -> set[tuple[str, str]]:
    """(table, identifier) of all whose documents speak of what was done for one row of an import."""
    found = {(each["table"], each["id"]) for each in done}
    for each in done:
        found |= set(roots_of(TABLES[each["table"]], {**each["after"], **each["before"]}))
    merged = row.duplicate_of if row.choice == ImportRow.Choice.MERGE else None
    entry = merged or identifier(row.table, row.parts[0]["id"])
    return found | {(row.table, str(entry))} if done else found
