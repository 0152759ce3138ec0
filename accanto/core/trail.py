"""The one way to write: every change, and every act worth knowing, leaves an entry.

`create`, `change` and `remove` write a row and its entry in one transaction; `note` records an
act that changes no row (an identity opened, an export, a refusal). Where the entries are kept
is the `privacy` room's affair: it registers itself here as the sink. Without a sink nothing can
be written at all.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accanto.core.actor import Actor
from accanto.core.scoping import checking_uniqueness, recorded, unrecorded
from accanto.core.words import CHANGED_MEANWHILE

M = TypeVar("M", bound=models.Model)

#: Shown in place of a sealed value: that it changed is known, what it says is not.
SEALED = "•••"
#: Columns of what lets someone in. The trail is never forgotten, so not even their hashes stand in it.
_SECRETS = frozenset(
    {
        "password",
        "secret",
        "secret_hash",
        "token_hash",
        "next_hash",
        "before_hash",
        "mailed_hash",
        "browser_hash",
    }
)
#: Bookkeeping columns, which say nothing of their own.
_SILENT = frozenset({"created_at", "updated_at"})
#: Bytes that are written out in the trail; longer ones are files.
_SHORT = 64
#: The code of the error when someone else was faster.
STALE = "stale"
_EXPECTED = "_expected_at"


class NoTrail(Exception):
    """Nothing may be written while no trail is kept."""


@dataclass(frozen=True)
class Subject:
    """Whom and what an entry is about, so that it is found on their pages."""

    kind: str
    object_id: str
    person_id: UUID | None = None
    case_id: UUID | None = None
    organisation_id: UUID | None = None
    project_id: UUID | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the trail, before it is chained. `wrote` is False for an act that changed no row."""

    actor: Actor
    action: str
    subject: Subject
    reason: str = ""
    changes: dict[str, list[Any]] = field(default_factory=dict)
    wrote: bool = True


Sink = Callable[[Entry], None]
_sink: Sink | None = None


def register_sink(sink: Sink) -> None:
    global _sink  # noqa: PLW0603  one trail for the process
    _sink = sink


def _emit(entry: Entry) -> None:
    if _sink is None:
        raise NoTrail("No trail is kept: accanto.privacy is not installed")
    _sink(entry)


@contextlib.contextmanager
def _first_come(row: models.Model) -> Iterator[None]:
    """One transaction. Where someone else wrote the same between our look and our writing, the row is
    looked at once more, so that the loser of the race is told what the second in a queue is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        row.full_clean(validate_constraints=True)
        with checking_uniqueness():
            models.Model.validate_unique(row)  # its identifier too
        raise


def lock(row: models.Model) -> None:
    """Read a row anew and keep it for this transaction: whoever else locks it waits.

    For operations that look before they write (is it still open, is there room): two tabs at once then
    come one after the other. The embedded database lets one transaction write at a time anyway.
    """
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))


def expect(row: models.Model) -> None:
    """The next `change` of this row holds only if nobody changed it since it was read: ValidationError (STALE) if
    someone did. Reading the row anew in between (a lock) takes nothing of this away."""
    row.__dict__[_EXPECTED] = row.__dict__["updated_at"]


def _as_expected(row: models.Model) -> None:
    expected = row.__dict__.pop(_EXPECTED, None)
    if expected is None:
        return
    rows = type(row)._base_manager.select_for_update().filter(pk=row.pk)
    if rows.values_list("updated_at", flat=True).get() != expected:
        raise ValidationError(CHANGED_MEANWHILE, code=STALE)


def create(actor: Actor, row: M, action: str, *, reason: str = "") -> M:
    """Validate and insert a row. Raises ValidationError with the fields at fault."""
    with _first_come(row):
        row.full_clean(validate_constraints=True)
        with recorded():
            row.save(force_insert=True)
        changes = {name: [None, value] for name, value in _values(row).items() if value not in (None, "")}
        _emit(Entry(actor, action, subject_of(row), reason, changes))
    return row


def change(actor: Actor, row: M, action: str, *, because: str = "", **values: Any) -> M:
    """Set columns of a row, validate, save what differs. No entry where nothing differs.

    `because`: a reason for the entry alone; a table may have a column `reason` of its own.

    Raises ValidationError with the fields at fault, or with the code STALE (`expect`).
    """
    with _first_come(row):
        before = _values(row)
        plain_before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(validate_constraints=True)
        after = {name: value for name, value in _values(row).items() if not _is_sealed(row, name)}
        changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        for name, value in values.items():
            if _is_sealed(row, name) and plain_before[name] != value:
                changes[name] = [SEALED if plain_before[name] else None, SEALED if value else None]
        if changes:
            _as_expected(row)
            with recorded():
                row.save(update_fields=[*_fields(row, changes), *_touched(row)])
            _emit(Entry(actor, action, subject_of(row), because, changes))
    return row


def remove(actor: Actor, row: models.Model, action: str, *, reason: str = "") -> None:
    """Delete a row; the entry keeps what it said (sealed columns excepted)."""
    with transaction.atomic():
        subject, changes = subject_of(row), _said(row)
        with recorded():
            row.delete()
        _emit(Entry(actor, action, subject, reason, changes))


def remove_all(actor: Actor, rows: Sequence[models.Model], action: str) -> None:
    """Delete rows of one table at once; each leaves the entry that `remove` would leave."""
    if not rows:
        return
    with transaction.atomic():
        told = [(subject_of(row), _said(row)) for row in rows]
        with unrecorded("each of them leaves its entry below"):
            type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
        for subject, changes in told:
            _emit(Entry(actor, action, subject, changes=changes))


def _said(row: models.Model) -> dict[str, list[Any]]:
    return {name: [value, None] for name, value in _values(row).items() if value not in (None, "")}


def note(
    actor: Actor,
    action: str,
    about: models.Model | Subject,
    *,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Record an act that writes no row of its own."""
    subject = about if isinstance(about, Subject) else subject_of(about)
    changes = {name: [None, _plain(value)] for name, value in (details or {}).items()}
    with transaction.atomic():
        _emit(Entry(actor, action, subject, reason, changes, wrote=False))


def subject_of(row: models.Model) -> Subject:
    """Whom a row is about: its own keys, and what its parents know; of a root that hangs on a case, the case."""
    kind = getattr(row, "trail_kind", "") or row._meta.model_name or ""
    found: dict[str, UUID] = {}
    step: models.Model | None = row
    while step is not None:
        own = {
            "person": "person_id",
            "case": "case_id",
            "organisation": "organisation_id",
            "project": "project_id",
        }
        step_kind = getattr(step, "trail_kind", "") or step._meta.model_name
        for name, key in own.items():
            value = step.pk if step_kind == name else getattr(step, key, None)
            if value is not None:
                found.setdefault(key, value)
        parent = getattr(step, "scope_parent", None) or ("case" if getattr(step, "case_id", None) else None)
        several = getattr(step, "scope_parents", ())
        parent = parent or next((name for name in several if getattr(step, f"{name}_id", None)), None)
        step = getattr(step, parent) if parent else None
    return Subject(kind=kind, object_id=str(row.pk), **found)


def _values(row: models.Model) -> dict[str, Any]:
    """Column name -> plain value; sealed columns only say whether there is something."""
    values: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.primary_key or column.name in _SILENT:
            continue
        if _is_sealed(row, column.name):
            values[column.name] = SEALED if row.__dict__.get(column.attname) else None
        else:
            values[column.name] = _plain(getattr(row, column.attname))
    return values


def _is_sealed(row: models.Model, name: str) -> bool:
    return name in _SECRETS or bool(getattr(row._meta.get_field(name), "sensitive", False))


def _fields(row: models.Model, changes: dict[str, list[Any]]) -> list[str]:
    return [column.name for column in row._meta.concrete_fields if column.name in changes]


def _touched(row: models.Model) -> list[str]:
    return [column.name for column in row._meta.concrete_fields if column.name == "updated_at"]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return _of_bytes(bytes(value))
    return value


def _of_bytes(value: bytes) -> str:
    """A key or a digest as it is; of a file its size and digest, for the trail is never forgotten."""
    if len(value) <= _SHORT:
        return value.hex()
    return f"{len(value)} bytes, SHA-256 {hashlib.sha256(value).hexdigest()}"
