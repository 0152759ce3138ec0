"""What is asked of the two: a call a week, a meeting a month, unless the project says otherwise.

Counted by calendar weeks (from Monday), fortnights, months and quarters in Europe/Rome; no hours. Everything
here is a day, never a time: clocks that change and years that end change nothing.

- A period asks for its contacts when at least half of its days are days of the tie on which nothing stands in
  the way: no public holiday, no closed days of the project, no pause of the two. So a week with most of its
  days in a pause asks nothing, and so does the one in which they were introduced on a Friday.
- A period with enough contacts is kept, asked or not.
- Due: nothing yet in this period. Late: nor in the one before it that asked. Lapsed: nor in two or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accanto.tutoring.holidays import Rest, Stretch
from accanto.tutoring.monitoring.words import CALL, MEET, Rhythm

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
#: How far back anyone looks for what was missed.
LOOK_BACK = timedelta(days=400)
#: So many periods missed in a row are no longer late but lapsed.
_LAPSED = 2


@dataclass(frozen=True)
class Standing:
    """How one rule of the cadence stands on a day."""

    contact: str
    every: str
    done: int
    wanted: int
    due: date
    lapsed: int  # periods before this one that asked and had not enough contacts, in a row
    asks: bool = True  # whether this period asks for anything
    behind: int = 0  # days from the first period of that row to the beginning of this one

    @property
    def is_kept(self) -> bool:
        return self.done >= self.wanted

    @property
    def asked(self) -> Any:
        """What is asked, in words."""
        words = MEET if self.contact == "meeting" else CALL
        return words.get(self.every, words["month"])

    @property
    def state(self) -> Rhythm:
        if self.is_kept:
            return Rhythm.ON_TRACK
        if not self.asks:
            return Rhythm.RESTING
        if self.lapsed >= _LAPSED:
            return Rhythm.LAPSED
        return Rhythm.LATE if self.lapsed else Rhythm.DUE


def rules_of(definition: dict[str, Any]) -> list[dict[str, Any]]:
    """The cadence of a project's definition, or the default."""
    tutoring = definition.get("tutoring") or {}
    return list(tutoring.get("cadence") or _DEFAULT)


def closed_of(definition: dict[str, Any]) -> tuple[Stretch, ...]:
    """The days of each year on which a project asks nothing: its definition has them as "08-10"."""
    told = (definition.get("tutoring") or {}).get("closed") or ()
    return tuple((_month_day(each["first"]), _month_day(each["last"])) for each in told)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def standing(
    rules: Iterable[dict[str, Any]],
    contacts: Iterable[tuple[str, date]],
    started: date,
    today: date,
    rest: Rest = Rest(),  # noqa: B008  frozen
) -> list[Standing]:
    """How each rule stands today, for contacts given as (kind, day)."""
    known = list(contacts)
    return [_stand(rule, known, started, today, rest) for rule in rules]


def overall(stood: Iterable[Standing], *, pause: bool) -> tuple[Rhythm, int]:
    """How the tie stands as a whole, and how many days it is behind: the worst of its rules."""
    if pause:
        return Rhythm.RESTING, 0
    worst = max(((each.state, each.behind) for each in stood), default=(Rhythm.ON_TRACK, 0))
    return worst if worst[0] >= Rhythm.LATE else (worst[0], 0)


def _stand(
    rule: dict[str, Any], contacts: list[tuple[str, date]], started: date, today: date, rest: Rest
) -> Standing:
    every, wanted = str(rule["every"]), int(rule["at_least"])
    kinds = _COUNTS_AS.get(str(rule["contact"]), {str(rule["contact"])})
    days = [day for kind, day in contacts if kind in kinds]
    first, last = period(every, today)
    done = sum(first <= day <= last for day in days)
    lapsed, since = _missed(every, wanted, days, started, first, rest)
    behind = (first - since).days
    return Standing(
        str(rule["contact"]), every, done, wanted, last, lapsed, _asks(first, last, started, rest), behind
    )


def _missed(
    every: str, wanted: int, days: list[date], started: date, first: date, rest: Rest
) -> tuple[int, date]:
    """How many periods before `first` were missed in a row, and the first day of the earliest of them."""
    missed, since, until = 0, first, first - LOOK_BACK
    begin, end = period(every, first - timedelta(days=1))
    while end >= started and begin >= until:
        if sum(begin <= day <= end for day in days) >= wanted:
            break
        if _asks(begin, end, started, rest):
            missed, since = missed + 1, begin
        begin, end = period(every, begin - timedelta(days=1))
    return missed, since


def _asks(first: date, last: date, started: date, rest: Rest) -> bool:
    """Whether a period asks for its contacts: at least half of its days are free days of the tie."""
    length = (last - first).days + 1
    days = (first + timedelta(days=number) for number in range(length))
    return 2 * sum(day >= started and not rest.is_rest(day) for day in days) >= length


def period(every: str, day: date) -> tuple[date, date]:
    """First and last day of the calendar week, fortnight, month or quarter that holds a day.

    Fortnights are pairs of weeks counted from Monday the first of January of the year 1, the same for all.
    """
    if every in ("month", "quarter"):
        months = 3 if every == "quarter" else 1
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        after = (first + timedelta(days=31 * months)).replace(day=1)
        return first, after - timedelta(days=1)
    length = 14 if every == "fortnight" else 7
    first = date.fromordinal((day.toordinal() - 1) // length * length + 1)
    return first, first + timedelta(days=length - 1)
