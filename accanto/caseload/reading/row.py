"""A line of a sheet as what it says of a person and their case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.caseload.models import Caseload
from accanto.caseload.reading import cells
from accanto.caseload.reading.fields import FIELDS, NAMES, NEED, SITUATION, Kind
from accanto.caseload.reading.vocabulary import Vocabulary, list_of
from accanto.network.municipalities import plain
from accanto.people.names import Facts, normalise_document, normalise_email, normalise_phone

_LIST = re.compile(r"\s*[;,/|\n]\s*|\s+(?:e|ed|and)\s+", re.IGNORECASE)
#: Longest text of a cell that is taken.
LONGEST = 20_000
_READ: dict[Kind, Callable[[str], Any]] = {
    Kind.DAY: cells.day, Kind.YEAR: cells.year, Kind.YES: cells.yes, Kind.PHONE: cells.phone, Kind.EMAIL: cells.email,
    Kind.TOWN: cells.town,
}  # fmt: skip
#: What only a case can keep.
_OF_A_CASE = ("closed_on", "outcome", "state", "needs", "notes", *SITUATION)


@dataclass
class Said:
    """What a line says. `reasons`: {"at": column or None, "why": words}. `unknown`: (list, word) to be decided."""

    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    is_person: bool = True

    def refuse(self, key: str, why: str) -> None:
        self.reasons.append({"at": self.columns.get(key), "why": why})

    @property
    def name(self) -> str:
        return f"{self.values.get('given_name', '')} {self.values.get('family_name', '')}".strip()

    @property
    def facts(self) -> Facts:
        """What is compared with persons whom we know."""
        get = self.values.get
        return Facts(
            name=self.name,
            also_known_as=get("also_known_as", ""),
            year_of_birth=get("born"),
            gender=get("gender", ""),
            nationality=get("nationality", ""),
            phone=normalise_phone(get("phone", "")),
            email=normalise_email(get("email", "")),
            document=normalise_document(get("document", "")),
        )


class Reader:
    """Reads the lines of one sheet, as its columns and words stand now."""

    def __init__(self, batch: Caseload, vocabulary: Vocabulary) -> None:
        self.batch, self._vocabulary = batch, vocabulary
        self._headings = [plain(heading) for heading in batch.headings]
        self.today = timezone.localdate()

    def read(self, number: int, row: Sequence[str]) -> Said:
        said = Said()
        if number <= self.batch.heading_row or self._is_no_person(row):
            said.is_person = False
            return said
        for place, key in enumerate(self.batch.mapping):
            cell = row[place].strip() if place < len(row) else ""
            if key and cell:
                said.columns.setdefault(key, place)
                self._cell(said, place, key, cell)
        self._name(said)
        self._case(said)
        self._days(said)
        return said

    def _is_no_person(self, row: Sequence[str]) -> bool:
        """An empty line, a sum, or the titles once more."""
        used = [row[place] for place, key in enumerate(self.batch.mapping) if key and place < len(row)]
        if not any(cell.strip() for cell in used):
            return True
        if plain(next((cell for cell in row if cell.strip()), "")).startswith("total"):
            return True
        return [plain(cell) for cell in row] == self._headings[: len(row)]

    def _cell(self, said: Said, place: int, key: str, cell: str) -> None:
        kind = FIELDS[key].kind
        if len(cell) > LONGEST:
            said.reasons.append({"at": place, "why": _("This is too long.")})
        elif kind in (Kind.CODED, Kind.MANY):
            self._coded(said, place, key, cell)
        elif key == "note":
            said.values.setdefault("notes", []).append(cell)
        else:
            try:
                said.values[key] = self._value(key, kind, cell)
            except (ValueError, OverflowError) as error:
                said.reasons.append({"at": place, "why": str(error)})

    def _value(self, key: str, kind: Kind, cell: str) -> Any:
        if kind in _READ:
            return _READ[kind](cell)
        return cells.name(cell) if key in NAMES else cell

    def _coded(self, said: Said, place: int, key: str, cell: str) -> None:
        many = FIELDS[key].kind == Kind.MANY
        codes = []
        for word in _LIST.split(cell) if many else [cell]:
            code = self._vocabulary.code(key, word[:120])
            if code is None:
                said.unknown.append((list_of(key), word.strip()[:120]))
                why = _("We do not know the word “%(word)s”: say once what it means.") % {
                    "word": word.strip()[:60]
                }
                said.reasons.append({"at": place, "why": why})
            elif code:
                codes.append(code)
        if many:
            said.values[key] = list(dict.fromkeys([*said.values.get(key, []), *codes]))
        elif codes:
            said.values[key] = codes[0]

    def _name(self, said: Said) -> None:
        for key, reverse in (("full_name", False), ("name_reversed", True)):
            whole = said.values.pop(key, "")
            if whole:
                given, family = cells.name_in_two(whole, family_first=reverse)
                said.values.setdefault("given_name", given)
                said.values.setdefault("family_name", family)
        failed = {reason["at"] for reason in said.reasons}
        if not said.name and not any(said.columns.get(key) in failed for key in NAMES if key in said.columns):
            at = next((place for place, key in enumerate(self.batch.mapping) if key in NAMES), None)
            said.reasons.append({"at": at, "why": _("There is no name in this row.")})
        areas = [
            key.removeprefix(NEED) for key, value in said.values.items() if key.startswith(NEED) and value
        ]
        if areas:
            said.values["needs"] = list(dict.fromkeys([*said.values.get("needs", []), *areas]))
        spoken = said.values.get("languages", [])
        if spoken and "language" not in said.values:
            said.values["language"] = spoken[0]

    def _case(self, said: Said) -> None:
        """The columns of a case, with what stands for all rows where the sheet does not say it."""
        values, batch = said.values, self.batch
        values.setdefault("territory", str(batch.territory_id or ""))
        values["own_day"] = "opened_on" in values
        if not batch.opens_cases:
            if any(values.get(key) for key in _OF_A_CASE):
                for key in (key for key in _OF_A_CASE if values.pop(key, None)):
                    said.refuse(
                        "note" if key == "notes" else key,
                        _("Only a case keeps this: take the rows in as cases."),
                    )
            return
        values.setdefault("operator", str(batch.operator_id or ""))
        values.setdefault("opened_on", batch.opened_on)
        if values.get("state") == "closed" and "closed_on" not in values:
            said.refuse("state", _("Say on which day it was closed."))
        if values.get("closed_on"):
            values.setdefault("outcome", batch.outcome)
            if not values["outcome"]:
                said.refuse(
                    "closed_on", _("Say how it ended: in the sheet, or for all on the page of the columns.")
                )
        elif values.get("outcome"):
            said.refuse("outcome", _("It ended, but not when: write the day it was closed."))

    def _days(self, said: Said) -> None:
        values = said.values
        opened: date | None = values.get("opened_on")
        for key in ("opened_on", "closed_on", "note_on"):
            if values.get(key) and values[key] > self.today:
                said.refuse(key, _("This day is still to come."))
        if opened and values.get("closed_on") and values["closed_on"] < opened:
            said.refuse("closed_on", _("It was closed before it was opened."))
        for key in ("born", "in_italy_since"):
            if values.get(key) and values[key] > self.today.year:
                said.refuse(key, _("This year is still to come."))
        if opened and values.get("born") and values["born"] > opened.year:
            said.refuse("born", _("Born after the case was opened."))

    def missing(self, said: Said) -> list[dict[str, Any]]:
        """What a new case needs and the row does not say."""
        if not self.batch.opens_cases:
            return []
        words = {
            "opened_on": _(
                "Say when the case was opened: in the sheet, or for all on the page of the columns."
            ),
            "operator": _("Say who follows it: in the sheet, or for all on the page of the columns."),
        }
        failed = {reason["at"] for reason in said.reasons}
        return [
            {"at": self.batch.mapping.index(key) if key in self.batch.mapping else None, "why": why}
            for key, why in words.items()
            if not said.values.get(key) and (key not in said.columns or said.columns[key] not in failed)
        ]
