"""A service written from outside as one HSDS document: put in place, or taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.exchange import documents
from accanto.directory.exchange.flatten import Flattener, NotHsds
from accanto.directory.exchange.staging import Checker, Held, Part
from accanto.directory.exchange.tables import LINKS, TABLES
from accanto.directory.models import Service, Translation
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.writing import refresh_rows, roots_of, write_part

_WRITTEN = "service.written"
_ORDER = {name: place for place, name in enumerate(TABLES)}


class Faults(Exception):
    """What is wrong with a document: [{"path", "detail"}]."""

    def __init__(self, faults: list[dict[str, str]]) -> None:
        super().__init__(faults)
        self.faults = faults


class InUse(Exception):
    """It cannot be deleted: something else refers to it."""


@transaction.atomic
def put_service(actor: Actor, *, pk: UUID, document: dict[str, Any]) -> tuple[Service, bool]:
    """Make the service what the document says, its parts too. Returns it, and whether it is new.

    What stands nested of other entries (the organization, places) is made or changed, never taken away.
    Columns of ours that the document leaves out stay as they are. Raises Faults.
    """
    actor.require("services.edit")
    if str(document.get("id", pk)).lower() != str(pk):
        raise Faults([{"path": "id", "detail": _("It is not the identifier of this address.")}])
    parts, held = _read(actor, {**document, "id": str(pk)})
    there = held.rows["service"].get(pk)
    _complete(parts, there)
    touched = {("service", str(pk))}
    try:
        for part in sorted(parts, key=lambda each: _ORDER[each.table.name]):
            done = write_part(actor, part, held.rows[part.table.name], _WRITTEN)
            if done is not None:
                touched.add((part.table.name, str(part.pk)))
                touched |= set(roots_of(part.table, {**done["before"], **done["after"]}))
        if there is not None:
            said = {(part.table.name, part.pk) for part in parts if part.values.get("service_id") == pk}
            _take_away(actor, pk, said)
    except ValidationError as error:
        raise Faults(_faults(error)) from error
    row: Service = Service.objects.visible_to(actor).get(pk=pk)
    if there is not None:
        trail.change(actor, row, _WRITTEN, last_modified=timezone.now())
    refresh_rows(actor, touched)
    return row, there is None


def patch_service(actor: Actor, *, service: Service, patch: dict[str, Any]) -> Service:
    """Change the service by a JSON Merge Patch (RFC 7396) of its document. Raises Faults."""
    [(document, _listed)] = documents.services(actor, [service])
    merged = merged_with(document, patch)
    return put_service(actor, pk=service.pk, document=merged)[0]


def merged_with(target: Any, patch: Any) -> Any:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged_with(found.get(name), value)
    return found


@transaction.atomic
def delete_service(actor: Actor, *, service: Service) -> None:
    """Take a service out. Raises InUse where people were referred to it: then its state says that it is gone."""
    actor.require("services.edit")
    pk = service.pk
    try:
        with transaction.atomic():
            trail.remove(actor, service, "service.deleted")
    except ProtectedError as error:
        raise InUse from error
    refresh({pk})


def _read(actor: Actor, document: dict[str, Any]) -> tuple[list[Part], Held]:
    flattener = Flattener()
    try:
        flattener.add("service", document, "")
    except NotHsds as error:
        raise Faults([{"path": "", "detail": str(error)}]) from error
    rows = [row for row in flattener.rows.values() if row["table"] != "metadata"]  # told from the trail
    rows.sort(key=lambda row: row["table"] != "service")
    checker, held = Checker(actor, [rows]), Held(actor, [rows])
    parts = [checker.part(row, held) for row in rows]
    stops = [reason for part in parts for reason in part.reasons if reason["stops"]]
    if stops:
        raise Faults([{"path": reason["at"], "detail": reason["why"]} for reason in stops])
    return parts, held


def _complete(parts: list[Part], there: Service | None) -> None:
    """Columns of HSDS that the document leaves out are empty from now on."""
    root = parts[0]
    root.values.pop("last_modified", None)
    if there is None:
        root.values["last_modified"] = timezone.now()
        return
    for column in root.table.columns:
        left_out = column.attr not in root.values and column.name not in root.extra
        if left_out and not (column.ours or column.required or column.name == "last_modified"):
            root.values[column.attr] = None if column.field.null else ""


def _take_away(actor: Actor, pk: UUID, said: set[tuple[str, UUID]]) -> None:
    """Parts of the service that the document does not have any more. One shared with another entry stays there."""
    for table in TABLES.values():
        if "service_id" not in table.parents or table.name == "metadata":
            continue
        rows = table.model.objects.visible_to(actor).filter(service_id=pk)
        if table.name == "translation":
            rows = rows.filter(state=Translation.State.PUBLISHED)
        for row in rows:
            if (table.name, row.pk) in said:
                continue
            others = [name for name in table.parents if name != "service_id" and table.name not in LINKS]
            if any(getattr(row, table.by_name[name].attr) for name in others):
                trail.change(actor, row, _WRITTEN, service_id=None)
            else:
                trail.remove(actor, row, _WRITTEN)


def _faults(error: ValidationError) -> list[dict[str, str]]:
    if not hasattr(error, "error_dict"):
        return [{"path": "", "detail": " ".join(error.messages)}]
    return [{"path": name, "detail": " ".join(words)} for name, words in error.message_dict.items()]
