"""Taking in what others sent: read, look at, apply, undo. Each entry stands or falls by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.cells import Unreadable
from accanto.core.scoping import unrecorded
from accanto.directory.exchange import readers, sheet
from accanto.directory.exchange.flatten import Flat
from accanto.directory.exchange.readers import Sent
from accanto.directory.exchange.staging import CHUNK, Checker, Verdict, identifier
from accanto.directory.models import ImportBatch, ImportRow
from accanto.directory.operations import importing_steps as steps
from accanto.directory.operations.importing_steps import State

Fate, Choice = ImportRow.Fate, ImportRow.Choice


@transaction.atomic
def start_import(actor: Actor, *, file_name: str, content: bytes, language: str = "it") -> ImportBatch:
    """Keep a file to be read. Raises ValidationError for one that cannot be a directory."""
    actor.require("services.edit")
    try:
        kind = readers.kind_of(content)
    except Unreadable as error:
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
    """Read the file and find out what would become of each of its entries. Writes none of them.

    Goes on where it was interrupted: what was found of some hundred entries is kept before the next are read.
    """
    actor.require("services.edit")
    steps.STEPS.require(batch, State.READING)
    try:
        sent = readers.read(bytes(batch.content or b""), batch.kind, batch.language)
    except Unreadable as error:
        return trail.change(
            actor, batch, "import.read", state=State.FAILED, problem=str(error)[:1000], content=None
        )
    checker = _checker_of(actor, sent)
    first_with = _first_with(sent)
    while True:
        with transaction.atomic():
            if not steps.STEPS.is_still(actor, batch, State.READING):
                return batch
            start = ImportRow.objects.visible_to(actor).filter(batch=batch).count()
            if start >= sent.total:
                return trail.change(
                    actor, batch, "import.read", state=State.READY, total=sent.total, content=None
                )
            some = range(start, min(start + CHUNK, sent.total))
            entries = [sent.parts(place) for place in some]
            rows = []
            for place, parts, verdict in zip(some, entries, checker(entries).check(entries), strict=True):
                row = ImportRow(
                    batch=batch,
                    number=place + 1,
                    table=parts[0]["table"],
                    source=sent.source(place),
                    parts=parts,
                )
                twin = first_with[parts[0]["id"]]
                if twin != row.number:
                    why = _("The same entry stands in row %(number)d already.") % {"number": twin}
                    verdict.fate, verdict.reasons = Fate.ERROR, [{"at": "", "why": why, "stops": True}]
                rows.append(_judged(row, verdict, batch.kind))
            with unrecorded(steps.WORKING_ROWS):
                ImportRow.objects.bulk_create(rows)
            steps.STEPS.further(actor, batch, len(rows), total=sent.total)


def _first_with(sent: Sent) -> dict[str, int]:
    """The number of the row in which each entry stands first."""
    found: dict[str, int] = {}
    for place in range(sent.total):
        found.setdefault(sent.parts(place)[0]["id"], place + 1)
    return found


def _checker_of(actor: Actor, sent: Sent) -> Callable[[Sequence[list[Flat]]], Checker]:
    """What judges some of the entries. A row of a sheet says all that it refers to; any other entry may refer
    to any of the file."""
    if sent.sources is None:
        whole = Checker(actor, sent.entries)
        return lambda _entries: whole
    brought = {identifier("service", sent.parts(place)[0]["id"]) for place in range(sent.total)}
    return lambda entries: Checker(actor, entries, services=brought)


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
    steps.STEPS.require(row.batch, State.READY)
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
    steps.STEPS.require(row.batch, State.READY)
    return trail.change(actor, row, "import.row_chosen", choice=choice)


def choose_for_duplicates(actor: Actor, *, batch: ImportBatch, choice: str) -> int:
    """The same for all entries that are perhaps there already and were not decided yet."""
    actor.require("services.edit")
    steps.STEPS.require(batch, State.READY)
    rows = ImportRow.objects.visible_to(actor).filter(batch=batch, fate=Fate.DUPLICATE, choice=Choice.OPEN)
    with transaction.atomic(), unrecorded(steps.WORKING_ROWS):
        changed: int = rows.update(choice=choice)
        trail.note(actor, "import.duplicates_chosen", batch, details={"choice": choice, "rows": changed})
    return changed
