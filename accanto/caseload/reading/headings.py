"""Which row of a sheet has the titles, and which field each column is: a guess that a person corrects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils import translation

from accanto.caseload.reading.fields import FIELDS, SEVERAL, title_of
from accanto.caseload.reading.vocabulary import synonyms
from accanto.network.municipalities import plain

#: Titles are looked for in so many rows from the top.
SEARCHED = 10
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
#: A title that only begins like one of ours is taken for it from this length on.
_LONG = 6


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The number (from 1) of the row with most titles that we know; the first that is not empty, where none has."""
    known = [sum(bool(_field(cell, {})) for cell in row) for row in rows[:SEARCHED]]
    if any(known):
        return known.index(max(known)) + 1
    return next((place for place, row in enumerate(rows[:SEARCHED], 1) if any(row)), 1)


def headings_of(rows: Sequence[Sequence[str]], number: int) -> list[str]:
    """The titles of the columns. Where the row has none (cells that were merged), what stands in the row above."""
    width = max((len(row) for row in rows), default=0)
    own = _filled(rows[number - 1] if number <= len(rows) else [], width)
    above = _filled(rows[number - 2] if 1 < number <= len(rows) else [], width)
    return [mine or upper for mine, upper in zip(own, above, strict=True)]


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*(cell.strip() for cell in row), *[""] * (width - len(row))]


def guess(headings: Sequence[str], remembered: dict[str, str]) -> list[str]:
    """For each title the key of a field, or "". No field twice but those of which there may be several."""
    found: list[str] = []
    for heading in headings:
        key = _field(heading, remembered)
        found.append("" if key in found and key not in SEVERAL else key)
    return found


def _field(heading: str, remembered: dict[str, str]) -> str:
    whole = plain(heading)
    if whole in remembered:
        return remembered[whole] if remembered[whole] in FIELDS else ""
    words = plain(_IN_BRACKETS.sub(" ", heading))
    known = _known()
    if found := known.get(whole) or known.get(words):
        return found
    near = [title for title in known if len(title) >= _LONG and words.startswith(f"{title} ")]
    return known[max(near, key=len)] if near else ""


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, titles in synonyms()["headings"].items():
        found |= {plain(title): key for title in titles}
    for language in ("it", "en"):
        with translation.override(language):
            for key in FIELDS:
                found.setdefault(plain(title_of(key)), key)
    return found
