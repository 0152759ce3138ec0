"""Adds entries to the trail, and proves that none was altered, taken away or slipped in.

Each entry's digest is an HMAC-SHA-256, under a key that is not in the database, over its content
and the digest before it. Someone who can write to the database can therefore neither change an
entry nor forge the rest of the chain after it. That the newest entries were cut off shows against
`trail_head.json` beside the keyring, which every verified run moves forward.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from accanto.core.keys import KeyringError, keyring
from accanto.core.trail import Entry
from accanto.privacy.models import AuditEntry, TrailHead

_CHUNK = 2_000


def append(entry: Entry) -> None:
    """Chain one entry. Runs inside the transaction of the write: both happen or neither.

    Every write of the house comes through here, one at a time: three plain statements, made once.
    """
    sql = _statements(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql.look)
        number, previous = cursor.fetchone() or _first_head()
        key_id, key = keyring().ring("trail").writing()
        row = _row(entry, number=number + 1, previous=previous, key_id=key_id)
        row.digest = _digest(key, row)
        values: list[Any] = [
            column.get_db_prep_save(getattr(row, column.attname), connection) for column in _COLUMNS
        ]
        cursor.execute(sql.add, values)
        if entry.wrote:
            cursor.execute(sql.move_and_mark, [row.number, row.digest, row.digest])
        else:
            cursor.execute(sql.move, [row.number, row.digest])


def _row(entry: Entry, *, number: int, previous: str, key_id: str) -> AuditEntry:
    subject, now = entry.subject, timezone.now()
    return AuditEntry(
        number=number,
        at=now,
        created_at=now,
        updated_at=now,
        user_id=entry.actor.user_id,
        user_label=entry.actor.label,
        action=entry.action,
        kind=subject.kind,
        object_id=subject.object_id,
        person_id=subject.person_id,
        case_id=subject.case_id,
        organisation_id=subject.organisation_id,
        project_id=subject.project_id,
        reason=entry.reason,
        changes=json.loads(json.dumps(entry.changes, cls=DjangoJSONEncoder)),
        key_id=key_id,
        previous=previous,
    )


@dataclass(frozen=True)
class _Statements:
    """`look` locks the head until the transaction ends (the embedded database has one writer anyway)."""

    look: str
    add: str
    move: str
    move_and_mark: str


_COLUMNS = AuditEntry._meta.concrete_fields


@cache
def _statements(vendor: str) -> _Statements:
    entries, head = AuditEntry._meta.db_table, TrailHead._meta.db_table
    names = ", ".join(f'"{column.column}"' for column in _COLUMNS)
    marks = ", ".join(["%s"] * len(_COLUMNS))
    return _Statements(  # only names of our own tables and columns
        look=f"SELECT number, digest FROM {head} WHERE id = 1" + " FOR UPDATE" * (vendor == "postgresql"),  # noqa: S608
        add=f"INSERT INTO {entries} ({names}) VALUES ({marks})",  # noqa: S608
        move=f"UPDATE {head} SET number = %s, digest = %s WHERE id = 1",  # noqa: S608
        move_and_mark=f"UPDATE {head} SET number = %s, digest = %s, written = %s WHERE id = 1",  # noqa: S608
    )


def _first_head() -> tuple[int, str]:
    head, _made = TrailHead.objects.select_for_update().get_or_create(pk=1)
    return head.number, head.digest


def _digest(key: bytes, row: AuditEntry) -> str:
    content = [
        row.number,
        row.at.isoformat(),
        str(row.user_id),
        row.user_label,
        row.action,
        row.kind,
        row.object_id,
        str(row.person_id),
        str(row.case_id),
        str(row.organisation_id),
        str(row.project_id),
        row.reason,
        row.changes,
        row.previous,
    ]
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, packed.encode("utf-8"), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What a verification found: entries read, and each break with its place."""

    entries: int
    breaks: list[str]

    @property
    def sound(self) -> bool:
        return not self.breaks


def verify() -> Verdict:
    """Walk the whole chain. Reads in chunks; about a million entries a minute on a laptop."""
    breaks: list[str] = []
    previous, number = "0" * 64, 0
    for row in _all_entries():
        number += 1
        if row.number != number:
            breaks.append(f"entry {number} is missing (found {row.number})")
            number = row.number
        if row.previous != previous:
            breaks.append(f"entry {row.number} does not follow the one before it")
        try:
            right = hmac.compare_digest(_digest(keyring().key("trail", row.key_id), row), row.digest)
        except KeyringError:
            right = False
        if not right:
            breaks.append(f"entry {row.number} was altered")
        previous = row.digest
    head, _made = TrailHead.objects.get_or_create(pk=1)
    if (head.number, head.digest) != (number, previous):
        breaks.append(f"the trail ends at entry {number}, its head says {head.number}")
    breaks.extend(_against_witness(number))
    if not breaks:
        _write_witness(number, previous)
    return Verdict(number, breaks)


def _all_entries() -> Iterator[AuditEntry]:
    entries = AuditEntry.objects.unscoped("the chain is verified as a whole").order_by("number")
    return entries.iterator(chunk_size=_CHUNK)


# --- the witness outside the database -----------------------------------------------------------


def _witness_path() -> Path:
    return Path(settings.ACCANTO_KEYRING).with_name("trail_head.json")


def put_witness_aside() -> int:
    """After a restore the trail ends where the backup ends: begin a new witness, and keep the old one.

    Returns the last entry that the old one had seen, 0 if there was none; `backup.restored` tells it.
    """
    try:
        seen = int(json.loads(_witness_path().read_text(encoding="utf-8"))["number"])
    except FileNotFoundError:
        return 0
    _witness_path().replace(_witness_path().with_suffix(".before-restore.json"))
    return seen


def _against_witness(last: int) -> list[str]:
    try:
        seen: dict[str, Any] = json.loads(_witness_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    if last < seen["number"]:
        return [f"entries {last + 1} to {seen['number']} were cut off: an earlier run had seen them"]
    row = AuditEntry.objects.unscoped("compared with the witness").filter(number=seen["number"]).first()
    if seen["number"] and (row is None or row.digest != seen["digest"]):
        return [f"entry {seen['number']} is not the one that an earlier run had seen"]
    return []


def _write_witness(number: int, digest: str) -> None:
    path = _witness_path()
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"number": number, "digest": digest}), encoding="utf-8")
    beside.replace(path)
