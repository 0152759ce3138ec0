"""Public documents of services, made ready when a service changes, so that a page of the API only hands them out."""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accanto.core.actor import Nobody
from accanto.directory.exchange import documents
from accanto.directory.models import Published, Service

#: Whose eyes decide what goes out.
PUBLIC = Nobody()
_BATCH = 200


def text(document: Any) -> str:
    """A document as it goes out: compact, and the same for the same content."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def digest(*texts: str) -> str:
    found = blake2b(digest_size=16)
    for each in texts:
        found.update(each.encode())
        found.update(b"\0")
    return found.hexdigest()


def make(services: Collection[UUID]) -> None:
    """Render these services anew; those that are gone or not for everyone are taken down.

    Registered with `operations.refresh`. A document that says the same keeps its date.
    """
    wanted = list(services)
    for start in range(0, len(wanted), _BATCH):
        _make(wanted[start : start + _BATCH])


@transaction.atomic
def _make(keys: list[UUID]) -> None:
    rows = list(Service.objects.visible_to(PUBLIC).filter(pk__in=keys))
    held = dict(Published.objects.filter(pk__in=keys).values_list("pk", "digest"))
    gone = held.keys() - {row.pk for row in rows}
    if gone:
        Published.objects.filter(pk__in=gone).delete()
    changed = []
    for row, (full, listed) in zip(rows, documents.services(PUBLIC, rows), strict=True):
        said = (text(full), text(listed))
        if held.get(row.pk) != (now := digest(*said)):
            changed.append(
                Published(
                    service_id=row.pk,
                    name=row.name,
                    full=said[0],
                    listed=said[1],
                    digest=now,
                    updated=timezone.now(),
                )
            )
    Published.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["service"],
        update_fields=["name", "full", "listed", "digest", "updated"],
    )


def missing() -> int:
    """How many services for everyone have no document, or the other way round: 0 when all is well."""
    seen = Service.objects.visible_to(PUBLIC)
    without = seen.filter(published__isnull=True).count()
    return without + Published.objects.exclude(pk__in=seen.values("pk")).count()
