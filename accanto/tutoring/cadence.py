"""What is asked of the two: a call a week, a meeting a month, unless the project says otherwise.

Counted by calendar week (from Monday) and month in Europe/Rome; no hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_DEFAULT = (
    {"contact": "telephone", "at_least": 1, "every": "week"},
    {"contact": "meeting", "at_least": 1, "every": "month"},
)
#: What a telephone contact may be as well: a message keeps the week, a meeting keeps both.
_COUNTS_AS = {
    "telephone": {"telephone", "message", "meeting"},
    "message": {"message", "telephone", "meeting"},
    "meeting": {"meeting"},
}


@dataclass(frozen=True)
class Standing:
    """How one rule of the cadence stands on a day."""

    contact: str
    every: str
    done: int
    wanted: int
    due: date
    lapsed: int  # whole periods before this one without enough contacts, in a row

    @property
    def is_kept(self) -> bool:
        return self.done >= self.wanted


def rules_of(definition: dict[str, Any]) -> list[dict[str, Any]]:
    """The cadence of a project's definition, or the default."""
    tutoring = definition.get("tutoring") or {}
    return list(tutoring.get("cadence") or _DEFAULT)


def standing(
    rules: Iterable[dict[str, Any]], contacts: Iterable[tuple[str, date]], started: date, today: date
) -> list[Standing]:
    """How each rule stands today, for contacts given as (kind, day)."""
    known = list(contacts)
    return [_stand(rule, known, started, today) for rule in rules]


def _stand(rule: dict[str, Any], contacts: list[tuple[str, date]], started: date, today: date) -> Standing:
    every, wanted = str(rule["every"]), int(rule["at_least"])
    kinds = _COUNTS_AS.get(str(rule["contact"]), {str(rule["contact"])})
    days = [day for kind, day in contacts if kind in kinds]
    first, last = period(every, today)
    done = sum(first <= day <= last for day in days)
    lapsed = 0
    begin, end = period(every, first - timedelta(days=1))
    while begin >= started and lapsed < 52:
        if sum(begin <= day <= end for day in days) >= wanted:
            break
        lapsed += 1
        begin, end = period(every, begin - timedelta(days=1))
    return Standing(str(rule["contact"]), every, done, wanted, last, lapsed)


def period(every: str, day: date) -> tuple[date, date]:
    """First and last day of the calendar week or month that holds a day."""
    if every == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
