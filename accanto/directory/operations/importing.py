"""Taking in what others sent: read, look at, apply, undo. Each entry stands or falls by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import unrecorded
from accanto.directory.exchange import readers, sheet
from accanto.directory.exchange.flatten import Flat, NotHsds
from accanto.directory.exchange.staging import Checker, Held, Part, Verdict, chunks
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models import ImportBatch, ImportRow
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.taking_back import ChangedSince, take_back, take_back_whole
from accanto.directory.operations.writing import (
    Done,
    require_keys,
    roots_of,
    services_of,
    write_new_part,
    write_part,
)

State, Fate, Choice, Outcome = ImportBatch.State, ImportRow.Fate, ImportRow.Choice, ImportRow.Outcome
#: Entries written in one transaction; each in a savepoint of its own.
TOGETHER = 50
#: What is referred to is written first.
_ORDER = {name: place for place, name in enumerate(TABLES)}
_WORKING_ROWS = (
    "what an import found and did is noted with its batch; the entries themselves go through the trail"
)


@transaction.atomic
def start_import(actor: Actor, *, file_name: str, content: bytes, language: str = "it") -> ImportBatch:
    """Keep a file to be read. Raises ValidationError for one that cannot be a directory."""
    actor.require("services.edit")
    try:
        kind = readers.kind_of(content)
    except NotHsds as error:
        raise ValidationError({"file": str(error)}) from error
    batch = ImportBatch(
        file_name=file_name[:200] or "file",
        content=content,
        kind=kind,
        language=language,
        by_id=actor.user_id,
    )
    return trail.create(actor, batch, "import.started")


def read_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Read the file and find out what would become of each of its entries. Writes none of them."""
    actor.require("services.edit")
    try:
        entries, sources = readers.entries(bytes(batch.content or b""), batch.kind, batch.language)
    except NotHsds as error:
        return trail.change(
            actor, batch, "import.read", state=State.FAILED, problem=str(error)[:1000], content=None
        )
    with transaction.atomic():
        _stage(actor, batch, entries, sources)
        return trail.change(actor, batch, "import.read", state=State.READY, total=len(entries), content=None)


def _stage(actor: Actor, batch: ImportBatch, entries: list[list[Flat]], sources: list[Any] | None) -> None:
    checker = Checker(actor, entries)
    number, first_with = 0, dict[str, int]()
    for part_of_file in chunks(entries):
        rows = []
        for parts, verdict in zip(part_of_file, checker.check(part_of_file), strict=True):
            number += 1
            source = sources[number - 1] if sources else parts
            row = ImportRow(batch=batch, number=number, table=parts[0]["table"], source=source, parts=parts)
            twin = first_with.setdefault(parts[0]["id"], number)
            if twin != number:
                why = _("The same entry stands in row %(number)d already.") % {"number": twin}
                verdict.fate, verdict.reasons = Fate.ERROR, [{"at": "", "why": why, "stops": True}]
            rows.append(_judged(row, verdict, batch.kind))
        with unrecorded(_WORKING_ROWS):
            ImportRow.objects.bulk_create(rows)


def _judged(row: ImportRow, verdict: Verdict, kind: str) -> ImportRow:
    if kind == ImportBatch.Kind.SHEET:
        said = [sheet.said_by_column(reason) for reason in verdict.reasons]
        verdict.reasons = [reason for place, reason in enumerate(said) if reason not in said[:place]]
    row.fate, row.label, row.changes = verdict.fate, verdict.label or "—", verdict.changes
    row.reasons, row.duplicate_of = verdict.reasons, verdict.duplicate_of
    return row


# --- what a person decides ----------------------------------------------------------------------


@transaction.atomic
def correct_row(actor: Actor, *, row: ImportRow, values: dict[str, str]) -> ImportRow:
    """Put other values in place of those that were read, and judge the row again.

    Of a spreadsheet `values` are {column: cell}; else {"part number.column": value}.
    """
    actor.require("services.edit")
    _require(row.batch, State.READY)
    if row.batch.kind == ImportBatch.Kind.SHEET:
        source: Any = {**row.source, **values}
        parts = sheet.parts_of(source, row.batch.language, sheet.area_words())
    else:
        parts = [{**part, "values": dict(part["values"])} for part in row.parts]
        for name, value in values.items():
            place, _dot, column = name.partition(".")
            parts[int(place)]["values"][column] = value
        source = parts
    checker = Checker(actor, [*_brought(actor, row), parts])
    now = _judged(ImportRow(), checker.check([parts])[0], row.batch.kind)
    judged = {name: getattr(now, name) for name in ("fate", "label", "changes", "reasons", "duplicate_of")}
    return trail.change(actor, row, "import.row_corrected", source=source, parts=parts, **judged)


def _brought(actor: Actor, row: ImportRow) -> list[list[Flat]]:
    """The other entries of the file to which one may refer."""
    if row.batch.kind == ImportBatch.Kind.SHEET:
        return []
    others = ImportRow.objects.visible_to(actor).filter(batch=row.batch).exclude(pk=row.pk)
    return list(others.exclude(table="service").values_list("parts", flat=True))


def choose_for_row(actor: Actor, *, row: ImportRow, choice: str) -> ImportRow:
    """What to do with one entry that is perhaps there already, or leave any entry out."""
    actor.require("services.edit")
    _require(row.batch, State.READY)
    return trail.change(actor, row, "import.row_chosen", choice=choice)


def choose_for_duplicates(actor: Actor, *, batch: ImportBatch, choice: str) -> int:
    """The same for all entries that are perhaps there already and were not decided yet."""
    actor.require("services.edit")
    _require(batch, State.READY)
    rows = ImportRow.objects.visible_to(actor).filter(batch=batch, fate=Fate.DUPLICATE, choice=Choice.OPEN)
    with transaction.atomic(), unrecorded(_WORKING_ROWS):
        changed: int = rows.update(choice=choice)
        trail.note(actor, "import.duplicates_chosen", batch, details={"choice": choice, "rows": changed})
    return changed


def _require(batch: ImportBatch, *states: str) -> None:
    if batch.state not in states:
        raise ValidationError(_('This import is "%(state)s".') % {"state": batch.get_state_display()})


# --- taking in ----------------------------------------------------------------------------------


def begin(actor: Actor, *, batch: ImportBatch, undo: bool = False) -> ImportBatch:
    """Say that the work starts, so that nobody starts it twice."""
    actor.require("services.edit")
    with transaction.atomic():
        locked = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=batch.pk)
        _require(locked, State.APPLIED if undo else State.READY)
        state = State.UNDOING if undo else State.APPLYING
        return trail.change(
            actor, locked, "import.undo_started" if undo else "import.apply_started", state=state, done=0
        )


def apply_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Write every entry that can be written. Goes on where it was interrupted."""
    _require(batch, State.APPLYING)
    rows = ImportRow.objects.visible_to(actor).filter(batch=batch, outcome=Outcome.WAITING).order_by("number")
    keys = list(rows.values_list("pk", flat=True))
    known = _Brought(actor, batch)
    for some in chunks(keys, TOGETHER):
        with transaction.atomic():
            held = list(ImportRow.objects.visible_to(actor).filter(pk__in=some).order_by("number"))
            touched = _apply_rows(actor, held, known)
            _note(actor, batch, held)
            refresh(services_of(actor, touched))
    return trail.change(actor, batch, "import.applied", state=State.APPLIED, applied_on=timezone.now())


class _Brought:
    """Which rows the file brings, so that keys between its entries are known for what they are."""

    def __init__(self, actor: Actor, batch: ImportBatch) -> None:
        self.entries: list[list[Flat]] = []
        if batch.kind != ImportBatch.Kind.SHEET:
            rows = ImportRow.objects.visible_to(actor).filter(batch=batch)
            self.entries = list(rows.values_list("parts", flat=True).iterator(chunk_size=500))


def _apply_rows(actor: Actor, rows: Sequence[ImportRow], known: _Brought) -> set[tuple[str, str]]:
    entries = [row.parts for row in rows]
    checker = Checker(actor, known.entries or entries)
    held = Held(actor, entries)
    touched: set[tuple[str, str]] = set()
    for row in rows:
        if not _wanted(row):
            row.outcome = Outcome.LEFT
            continue
        parts = [checker.part(part, held) for part in row.parts]
        fresh = [part for part in parts if part.pk not in held.rows[part.table.name]]
        try:
            with transaction.atomic():
                done = _write(actor, row, parts, held)
        except (ValidationError, IntegrityError) as error:
            row.outcome = Outcome.REFUSED
            row.reasons = [*row.reasons, *_reasons(error)]
            for part in fresh:  # it was rolled back
                held.rows[part.table.name].pop(part.pk, None)
            continue
        row.undo, row.outcome = done, Outcome.TAKEN
        for each in done:
            touched.add((each["table"], each["id"]))
            touched |= set(roots_of(TABLES[each["table"]], {**each["before"], **each["after"]}))
    return touched


def _wanted(row: ImportRow) -> bool:
    if row.fate in (Fate.ERROR, Fate.SAME) or row.choice == Choice.SKIP:
        return False
    return row.fate != Fate.DUPLICATE or row.choice in (Choice.TAKE, Choice.MERGE)


def _reasons(error: ValidationError | IntegrityError) -> list[dict[str, Any]]:
    if isinstance(error, IntegrityError):
        return [{"at": "", "why": _("Something of it is there already."), "stops": True}]
    if not hasattr(error, "error_dict"):
        return [{"at": "", "why": " ".join(error.messages), "stops": True}]
    return [{"at": name, "why": " ".join(words), "stops": True} for name, words in error.message_dict.items()]


def _write(actor: Actor, row: ImportRow, parts: list[Part], held: Held) -> list[Done]:
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
            done.append(write_new_part(part, rows))
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


def _note(actor: Actor, batch: ImportBatch, rows: list[ImportRow]) -> None:
    """Keep what became of the rows, and how far the work is."""
    with unrecorded(_WORKING_ROWS):
        ImportRow.objects.bulk_update(rows, ["outcome", "undo", "reasons"])
        batch.done += len(rows)
        ImportBatch.objects.visible_to(actor).filter(pk=batch.pk).update(done=batch.done)


# --- taking back --------------------------------------------------------------------------------


def undo_import(actor: Actor, *, batch: ImportBatch) -> ImportBatch:
    """Bring back what was, entry by entry, the last first; what someone changed since is kept, and said so."""
    _require(batch, State.UNDOING)
    rows = ImportRow.objects.visible_to(actor).filter(batch=batch, outcome=Outcome.TAKEN).order_by("-number")
    for some in chunks(list(rows.values_list("pk", flat=True)), TOGETHER):
        with transaction.atomic():
            held = list(ImportRow.objects.visible_to(actor).filter(pk__in=some).order_by("-number"))
            touched = {(each["table"], each["id"]) for row in held for each in row.undo}
            for row in held:
                touched |= {
                    root
                    for each in row.undo
                    for root in roots_of(TABLES[each["table"]], {**each["after"], **each["before"]})
                }
            services = services_of(actor, touched)
            whole = take_back_whole(actor, held, "import.undone")
            for row in held:
                if row.pk in whole:
                    row.outcome = Outcome.UNDONE
                else:
                    _undo_row(actor, row)
            _note(actor, batch, held)
            refresh(services)
    return trail.change(actor, batch, "import.undone", state=State.UNDONE)


def _undo_row(actor: Actor, row: ImportRow) -> None:
    try:
        with transaction.atomic():
            take_back(actor, row.undo, "import.undone")
    except (ChangedSince, ValidationError) as error:
        row.outcome = Outcome.KEPT
        why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        row.reasons = [*row.reasons, {"at": "", "why": why, "stops": False}]
    else:
        row.outcome = Outcome.UNDONE
