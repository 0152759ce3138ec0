"""Taking in: every entry of a file that can be written is, some hundred at a time, each as if it were alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.directory.exchange.staging import Checker, Held, Part
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models import ImportBatch, ImportRow
from accanto.directory.operations import importing_steps as steps
from accanto.directory.operations.importing_steps import State
from accanto.directory.operations.writing import (
    Done,
    refresh_rows,
    require_keys,
    touched_by,
    write_new_part,
    write_part,
)

Fate, Choice, Outcome = ImportRow.Fate, ImportRow.Choice, ImportRow.Outcome
#: What is referred to is written first.
_ORDER = {name: place for place, name in enumerate(TABLES)}
_REFUSALS = (ValidationError, IntegrityError, DataError)
#: Rows that are written at the end of some hundred entries, table by table.
Later = dict[str, list[Any]]


def apply_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Write every entry that can be written. Goes on where it was interrupted."""
    steps.STEPS.require(batch, State.APPLYING)
    checker, last = _checker_of_file(actor, batch), 0
    while True:
        with transaction.atomic():
            if not steps.STEPS.is_still(actor, batch, State.APPLYING):
                return batch
            waiting = steps.STEPS.rows_of(actor, batch, Outcome.WAITING).filter(number__gt=last)
            rows = list(waiting.order_by("number")[: steps.TOGETHER])
            if not rows:
                return trail.change(
                    actor, batch, "import.applied", state=State.APPLIED, applied_on=timezone.now()
                )
            touched = _apply_rows(actor, rows, checker)
            steps.STEPS.note(actor, batch, rows)
            refresh_rows(actor, touched)
            last = rows[-1].number


def _checker_of_file(actor: Actor, batch: ImportBatch) -> Checker | None:
    """Knows which rows the file brings, so that keys between its entries are known for what they are.

    Of a spreadsheet each row says all that it refers to: None.
    """
    if batch.kind == ImportBatch.Kind.SHEET:
        return None
    rows = ImportRow.objects.visible_to(actor).filter(batch=batch)
    return Checker(actor, rows.values_list("parts", flat=True).iterator(chunk_size=500))


def _apply_rows(actor: Actor, rows: Sequence[ImportRow], checker: Checker | None) -> set[tuple[str, str]]:
    """Write what is wanted of these rows; returns what was touched. All at once where none is refused."""
    for row in rows:
        row.outcome = Outcome.WAITING if _is_wanted(row) else Outcome.LEFT
    wanted = [row for row in rows if row.outcome == Outcome.WAITING]
    entries = [row.parts for row in wanted]
    checker = checker or Checker(actor, entries)
    try:
        with transaction.atomic():
            return _write_all(actor, wanted, checker, Held(actor, entries))
    except (ValidationError, DatabaseError):
        return _write_each(actor, wanted, checker, Held(actor, entries))


def _write_all(actor: Actor, rows: Sequence[ImportRow], checker: Checker, held: Held) -> set[tuple[str, str]]:
    touched: set[tuple[str, str]] = set()
    later: Later = defaultdict(list)
    written = []
    for row in rows:
        done = _write(actor, row, [checker.part(part, held) for part in row.parts], held, later)
        written.append((row, done))
        touched |= touched_by(row, done)
    with unrecorded("the entries' own lines in the trail tell of their parts"):
        for name in sorted(later, key=_ORDER.__getitem__):
            TABLES[name].model.objects.bulk_create(later[name])
    for row, done in written:
        row.undo, row.outcome = done, Outcome.TAKEN
    return touched


def _write_each(
    actor: Actor, rows: Sequence[ImportRow], checker: Checker, held: Held
) -> set[tuple[str, str]]:
    """The same one by one: what is refused is rolled back alone, and says why."""
    touched: set[tuple[str, str]] = set()
    for row in rows:
        parts = [checker.part(part, held) for part in row.parts]
        fresh = [part for part in parts if part.pk not in held.rows[part.table.name]]
        try:
            with transaction.atomic():
                done = _write(actor, row, parts, held)
        except _REFUSALS as error:
            row.outcome = Outcome.REFUSED
            row.reasons = [*row.reasons, *_reasons(error)]
            for part in fresh:  # it was rolled back
                held.rows[part.table.name].pop(part.pk, None)
            continue
        row.undo, row.outcome = done, Outcome.TAKEN
        touched |= touched_by(row, done)
    return touched


def _is_wanted(row: ImportRow) -> bool:
    if row.fate in (Fate.ERROR, Fate.SAME) or row.choice == Choice.SKIP:
        return False
    return row.fate != Fate.DUPLICATE or row.choice in (Choice.TAKE, Choice.MERGE)


def _reasons(error: Exception) -> list[dict[str, Any]]:
    if isinstance(error, DataError):
        return [{"at": "", "why": _("Something of it is larger than the database holds."), "stops": True}]
    if not isinstance(error, ValidationError):
        return [{"at": "", "why": _("Something of it is there already."), "stops": True}]
    if not hasattr(error, "error_dict"):
        return [{"at": "", "why": " ".join(error.messages), "stops": True}]
    return [{"at": name, "why": " ".join(words), "stops": True} for name, words in error.message_dict.items()]


def _write(
    actor: Actor, row: ImportRow, parts: list[Part], held: Held, later: Later | None = None
) -> list[Done]:
    """One entry. With `later`, new parts to which no entry refers wait there to be written."""
    done = []
    if row.choice == Choice.MERGE and row.duplicate_of:
        parts = _merged(actor, parts, row.duplicate_of, held)
    root, rest = parts[0], sorted(parts, key=lambda each: _ORDER[each.table.name])
    new = held.rows[root.table.name].get(root.pk) is None
    if new and root.table.name == "service":
        root.values.setdefault("last_modified", timezone.now())
    for part in rest:
        require_keys(part, lambda name, key: key in held.there[name] or key in held.rows[name])
        rows = held.rows[part.table.name]
        if new and part is not root and part.pk not in rows and part.table.is_part:
            done.append(write_new_part(part, rows, later))
        elif (made := write_part(actor, part, rows, f"{part.table.name}.imported")) is not None:
            done.append(made)
    parts_made = [each for each in done if each["made"] and each["table"] != root.table.name]
    if new and parts_made:
        told: dict[str, list[Any]] = {}
        for each in parts_made:
            told.setdefault(each["table"], []).append(each["after"])
        trail.note(actor, "import.parts_brought", held.rows[root.table.name][root.pk], details=told)
    return done


def _merged(actor: Actor, parts: list[Part], target: UUID, held: Held) -> list[Part]:
    """The entry's own columns go to the one that is here; parts only of a kind of which that one has none.

    Who offers it stays as it is; a place comes along with the part that says that it is given there.
    """
    root = parts[0]
    key = {"service": "service_id", "organization": "organization_id"}[root.table.name]
    held.rows[root.table.name][target] = root.table.model.objects.visible_to(actor).get(pk=target)
    keys = {column.attr for column in root.table.columns if column.target}
    said = {
        name: value for name, value in root.values.items() if value not in (None, "") and name not in keys
    }
    taken = [Part(root.table, target, root.path, said, root.extra)]
    for part in parts[1:]:
        there = (
            part.table.model.objects.visible_to(actor).filter(**{key: target}) if key in part.values else None
        )
        if there is not None and part.values[key] == root.pk and not there.exists():
            part.values[key] = target
            taken.append(part)
    if any(part.table.name == "service_at_location" for part in taken):
        taken += [part for part in parts if part.table.name == "location" or part.values.get("location_id")]
    return list({(part.table.name, part.pk): part for part in taken}.values())
