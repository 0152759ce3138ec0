"""Public holidays of Italy (Law 260/1949, Law 54/1977, Law 336/2000, Law 151/2025).

The feast of a town's patron saint is each town's own, and is not here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

#: (month, day) -> name.
_FIXED = {
    (1, 1): "Capodanno",
    (1, 6): "Epifania",
    (4, 25): "Festa della Liberazione",
    (5, 1): "Festa del Lavoro",
    (6, 2): "Festa della Repubblica",
    (8, 15): "Assunzione",
    (11, 1): "Ognissanti",
    (12, 8): "Immacolata Concezione",
    (12, 25): "Natale",
    (12, 26): "Santo Stefano",
}
#: Saint Francis is a holiday again from 2026 on (Law 151/2025).
_FRANCIS, _FRANCIS_FROM = (10, 4), 2026


@lru_cache(maxsize=64)
def italian_holidays(year: int) -> dict[date, str]:
    """Day -> its Italian name, Easter and the Monday after it among them."""
    found = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    if year >= _FRANCIS_FROM:
        found[date(year, *_FRANCIS)] = "San Francesco d'Assisi"
    easter = _easter(year)
    found[easter] = "Pasqua"
    found[easter + timedelta(days=1)] = "Lunedì dell'Angelo"
    return dict(sorted(found.items()))


def is_holiday(day: date) -> bool:
    return day in italian_holidays(day.year)


def _easter(year: int) -> date:
    """Western Easter (Meeus, Jones and Butcher; any year of the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)
