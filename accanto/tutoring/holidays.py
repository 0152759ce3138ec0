"""Days on which nothing is asked of the two: Italy's public holidays, the project's closed days, their own pauses.

Public holidays: law 27 May 1949 n. 260 as changed up to law 8 October 2025 n. 151, which made the fourth of
October one again from 2026. Patron saints' days differ by town and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_EACH_YEAR = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))
#: Saint Francis, and the first year in which he is a holiday again.
_FRANCIS, _FRANCIS_SINCE = (10, 4), 2026

#: A stretch of the year, both ends in it, as (month, day); it may go over the end of the year.
Stretch = tuple[tuple[int, int], tuple[int, int]]
#: From a day up to, not including, another; None: until someone says so.
Pause = tuple[date, date | None]


@dataclass(frozen=True)
class Rest:
    """When nothing is asked: the pauses of one tie, and the closed days of its project."""

    pauses: tuple[Pause, ...] = ()
    closed: tuple[Stretch, ...] = ()

    def is_rest(self, day: date) -> bool:
        return day in holidays(day.year) or self.is_closed(day) or self.is_pause(day)

    def is_pause(self, day: date) -> bool:
        return any(first <= day and (end is None or day < end) for first, end in self.pauses)

    def is_closed(self, day: date) -> bool:
        here = (day.month, day.day)
        return any(
            first <= here <= last if first <= last else here >= first or here <= last
            for first, last in self.closed
        )


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Italy's public holidays of a year, Sundays apart."""
    fixed = [date(year, month, day) for month, day in _EACH_YEAR]
    if year >= _FRANCIS_SINCE:
        fixed.append(date(year, *_FRANCIS))
    sunday = easter(year)
    return frozenset([*fixed, sunday, sunday + timedelta(days=1)])


def easter(year: int) -> date:
    """Easter Sunday (Meeus, Astronomical Algorithms, chapter 8; first in Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)
