"""Looking through the rows: what would become of each. Writes nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations.steps import (
    LOOKING,
    Choice,
    Fate,
    Outcome,
    State,
    reader_of,
    require,
)
from accanto.caseload.reading.row import Reader, Said
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.municipalities import plain
from accanto.people.duplicates import likely_known
from accanto.people.names import LIKELY, POSSIBLE, Evidence, duplicate_score, tokens

#: Rows judged in one transaction.
TOGETHER = 200
#: Persons shown who may be the same.
SHOWN = 4
_TAKEN = (Outcome.TAKEN, Outcome.UNDONE, Outcome.KEPT)


def look_through(actor: Actor, *, batch: Caseload) -> Caseload:
    """Judge every row that is not taken in yet. Goes on where it was interrupted."""
    require(actor, batch)
    LOOKING.require(batch, State.CHECKING)
    rows, sheet = read_sheet(actor, batch)
    while True:
        with transaction.atomic():
            if not LOOKING.is_still(actor, batch, State.CHECKING):
                return batch
            batch.refresh_from_db(fields=["done"])
            some = rows[batch.done : batch.done + TOGETHER]
            if not some:
                return trail.change(
                    actor, batch, "caseload.looked_through", state=State.READY, unknown=sheet.unknown()
                )
            judge(actor, sheet, some)
            LOOKING.note(actor, batch, some)


def look_again(actor: Actor, batch: Caseload, number: int) -> None:
    """Judge a row anew after it was corrected, and those that hang on it: in a transaction that holds the batch."""
    rows, sheet = read_sheet(actor, batch)
    group = {number, sheet.first_of(number)[0] or number}
    some = [
        row
        for row in rows
        if row.number in group or row.first in group or sheet.first_of(row.number)[0] in group
    ]
    judge(actor, sheet, some)
    LOOKING.keep(some)
    trail.change(actor, batch, "caseload.looked_through", unknown=sheet.unknown())


def read_sheet(actor: Actor, batch: Caseload) -> tuple[list[CaseloadRow], Sheet]:
    """All rows of a sheet, from the top, and what they say."""
    rows = list(CaseloadRow.objects.visible_to(actor).filter(batch=batch).order_by("number"))
    return rows, Sheet(reader_of(batch), rows)


class Sheet:
    """All rows of a sheet as read, and which of them are the same person."""

    def __init__(self, reader: Reader, rows: Sequence[CaseloadRow]) -> None:
        self.reader = reader
        self.said = {row.number: reader.read(row.number, row.cells) for row in rows}
        self._first: dict[int, tuple[int | None, bool]] = {}
        by_key: dict[str, int] = {}
        by_name: dict[tuple[str, ...], list[int]] = {}
        for number, said in self.said.items():
            if said.is_person and said.name:
                self._first[number] = self._before(said, by_key, by_name)
                if key := plain(said.values.get("person_key", "")):
                    by_key.setdefault(key, number)
                if not self._first[number][1]:
                    by_name.setdefault(_name_key(said), []).append(number)

    def first_of(self, number: int) -> tuple[int | None, bool]:
        """(the row above in which the same person stands, whether that is sure)."""
        return self._first.get(number, (None, False))

    def _before(
        self, said: Said, by_key: dict[str, int], by_name: dict[tuple[str, ...], list[int]]
    ) -> tuple[int | None, bool]:
        key = plain(said.values.get("person_key", ""))
        if key in by_key:
            return by_key[key], True
        found: tuple[int, Evidence] | None = None
        for number in by_name.get(_name_key(said), ()):
            other = self.said[number]
            if key and other.values.get("person_key"):
                continue  # two numbers are two persons
            evidence = duplicate_score(said.facts, other.facts)
            if evidence.score >= POSSIBLE and (found is None or evidence.score > found[1].score):
                found = number, evidence
        return (found[0], _is_sure(found[1])) if found else (None, False)

    def unknown(self) -> dict[str, dict[str, int]]:
        """The words that nobody decided: {list: {word: how many rows}}, the most used first."""
        found: dict[str, dict[str, tuple[str, int]]] = {}
        for said in self.said.values():
            for name, word in said.unknown:
                known = found.setdefault(name, {})
                spelled, count = known.get(plain(word), (word, 0))
                known[plain(word)] = (spelled, count + 1)
        return {
            name: dict(sorted(words.values(), key=lambda pair: (-pair[1], pair[0])))
            for name, words in found.items()
        }


def _name_key(said: Said) -> tuple[str, ...]:
    return tuple(sorted(tokens(said.name)))


def _is_sure(evidence: Evidence) -> bool:
    return evidence.score >= LIKELY and not evidence.contradictions


def judge(actor: Actor, sheet: Sheet, rows: Sequence[CaseloadRow]) -> None:
    """Give each row its one fate, with reasons. Rows that were taken in keep theirs."""
    rows = [row for row in rows if row.outcome not in _TAKEN]
    asked = [row for row in rows if _may_be_known(sheet, row)]
    known = likely_known(actor, [sheet.said[row.number].facts for row in asked]) if asked else []
    found = {row.number: pairs for row, pairs in zip(asked, known, strict=True)}
    for row in rows:
        before = row.fate, row.same_as_id
        row.outcome, row.found, row.first = Outcome.WAITING, [], None
        said = sheet.said[row.number]
        row.reasons = said.reasons
        row.fate, row.same_as_id = _fate(sheet, row, said, found.get(row.number, []))
        if row.choice == Choice.SAME and row.fate == Fate.UNSURE and _still(row, before[1]):
            row.same_as_id = before[1]
        elif row.choice == Choice.SAME or (row.choice == Choice.TAKE and row.fate != before[0]):
            row.choice = Choice.OPEN


def _may_be_known(sheet: Sheet, row: CaseloadRow) -> bool:
    said = sheet.said[row.number]
    return said.is_person and not said.reasons and not sheet.first_of(row.number)[1]


def _still(row: CaseloadRow, person: UUID | None) -> bool:
    """Whether the person, or the row above, whom someone chose is still among those who may be the same."""
    return row.first is not None if person is None else str(person) in {each["person"] for each in row.found}


def _fate(sheet: Sheet, row: CaseloadRow, said: Said, known: list[Any]) -> tuple[str, UUID | None]:
    if not said.is_person:
        return Fate.NOTHING, None
    first, sure = sheet.first_of(row.number)
    if said.reasons:
        return Fate.ERROR, None
    if sure:
        row.first = first
        return Fate.MORE, None
    if missing := sheet.reader.missing(said):
        row.reasons = missing
        return Fate.ERROR, None
    row.first = first
    row.found = [
        {
            "person": str(person.pk),
            "code": person.code,
            "score": evidence.score,
            "reasons": list(evidence.reasons),
            "against": list(evidence.contradictions),
        }
        for person, evidence in known[:SHOWN]
    ]
    likely = [person for person, evidence in known if evidence.score >= LIKELY]
    if first is None and len(likely) == 1 and _is_sure(known[0][1]):
        return Fate.SAME, likely[0].pk
    return (Fate.UNSURE, None) if row.found or first is not None else (Fate.NEW, None)


# --- what a person decides ------------------------------------------------------------------------


def correct_row(actor: Actor, *, row: CaseloadRow, cells: dict[int, str]) -> CaseloadRow:
    """Put other texts in place of those of some columns, and judge the row again."""
    require(actor, row.batch)
    with LOOKING.held(actor, row.batch, State.READY) as batch:
        trail.lock(row)
        _require_waiting(row)
        width = max([len(row.cells), *(place + 1 for place in cells)])
        texts = [*row.cells, *[""] * (width - len(row.cells))]
        for place, text in cells.items():
            texts[place] = text.strip()
        outcome = Outcome.WAITING
        row = trail.change(actor, row, "caseload.row_corrected", cells=texts, outcome=outcome)
        look_again(actor, batch, row.number)
    row.refresh_from_db()
    return row


def choose_for_row(actor: Actor, *, row: CaseloadRow, choice: str, person: UUID | None = None) -> CaseloadRow:
    """Say of one row: the same person (one of those found, or of the row above), someone else, or leave it out."""
    require(actor, row.batch)
    with LOOKING.held(actor, row.batch, State.READY):
        trail.lock(row)
        _require_waiting(row)
        wanted = str(person) if person else None
        if choice == Choice.SAME and not _may_be(row, wanted):
            choice = Choice.OPEN
        same_as = person if choice == Choice.SAME else None
        if choice != Choice.SAME and row.fate == Fate.SAME:
            same_as = UUID(row.found[0]["person"])
        return trail.change(actor, row, "caseload.row_chosen", choice=choice, same_as_id=same_as)


def _may_be(row: CaseloadRow, person: str | None) -> bool:
    return row.first is not None if person is None else person in {each["person"] for each in row.found}


def _require_waiting(row: CaseloadRow) -> None:
    if row.outcome in _TAKEN:
        raise ValidationError(_("This row has been taken in already."))
