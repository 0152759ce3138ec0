"""Facts of a service as tokens, by which a search is narrowed within the full-text table itself.

Letters and digits only, and a beginning that no language's code has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

FREE, NO_DOCUMENTS, ACCESSIBLE, PLACES_LEFT = "xxfree", "xxnopapers", "xxaccess", "xxleft"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: Part of the day -> from minute, until minute.
PARTS = {"morning": (6 * 60, 13 * 60), "afternoon": (13 * 60, 18 * 60), "evening": (18 * 60, 24 * 60)}
#: So many minutes in a part of the day count as open in it.
_ENOUGH = 30


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def kind(value: str) -> str:
    return f"xxkind{_bare(value)}"


def term(taxonomy: str, code: str) -> str:
    """A term of a vocabulary: an area, for whom, what makes a place accessible."""
    return f"xxt{_bare(taxonomy)}0{_bare(code)}"


def language(code: str) -> str:
    return f"xxlang{_bare(code)}"


def municipality(istat_code: str) -> str:
    return f"xxtown{_bare(istat_code)}"


def open_when(weekday: str, part: str = "") -> str:
    return f"xxweek{weekday}{part}"


def week(slots: Iterable[tuple[date, int, int]], today: date) -> Iterator[str]:
    """On which days of the week, and in which part of them, it is open in the days to come."""
    for day, opens, closes in slots:
        name = WEEKDAYS[day.weekday()]
        yield open_when(name)
        for part, (start, end) in PARTS.items():
            inside = min(closes, end) - max(opens, start)
            if inside >= min(_ENOUGH, closes - opens):
                yield open_when(name, part)
