"""HSDS metadata told from the audit trail: what of a service changed, and when; never who.

`updated_by` is the office that publishes. Values of columns are given only where they are what the entry says
now: what was taken out of the directory is not told again through its history.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from accanto.core.actor import Nobody
from accanto.directory.exchange.flatten import STABLE
from accanto.directory.exchange.tables import TABLES
from accanto.directory.exchange.values import to_cell
from accanto.directory.models import Service
from accanto.privacy.models import AuditEntry

#: Changes that are told, the last first.
MOST = 20
_COLUMNS = {
    column.field.name: column
    for column in TABLES["service"].columns
    if not column.target and column.name != "id"
}


def of_service(pk: UUID) -> list[dict[str, Any]]:
    """Metadata rows of a service that everyone may read."""
    row = Service.objects.visible_to(Nobody()).filter(pk=pk).first()
    if row is None:
        return []
    entries = AuditEntry.objects.unscoped("which columns of a public entry changed and when, nobody's name")
    found = []
    for entry in entries.filter(object_id=str(pk), kind="service").order_by("-number")[:MOST]:
        for name, (before, _after) in sorted(entry.changes.items()):
            if name in _COLUMNS:
                found.append(_told(row, entry, name, made=before is None))
    return found[:MOST]


def _told(row: Service, entry: AuditEntry, name: str, *, made: bool) -> dict[str, Any]:
    column = _COLUMNS[name]
    return {
        "id": str(uuid5(STABLE, f"trail:{entry.number}:{name}")),
        "resource_id": str(row.pk),
        "resource_type": "service",
        "last_action_date": timezone.localtime(entry.at).date().isoformat(),
        "last_action_type": "create" if made else "update",
        "field_name": column.name,
        "previous_value": "",
        "replacement_value": to_cell(getattr(row, column.attr)),
        "updated_by": settings.ACCANTO_PUBLISHER,
    }
