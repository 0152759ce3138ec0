"""A schedule row read once: on which days it holds, and from when until when.

Nothing here fails on a strange row: words that cannot be read are passed over, and a rule that does not
say enough to know its days (every second week, from no day; no days at all) is *indefinite*.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from accanto.directory.hours.holidays import is_holiday

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,3}")
#: Days that are walked to find the end of a rule that says how many times it happens.
_WALK = 3 * 366
_HOME = "Europe/Rome"
#: `group` of rows that take the place of the others on their days.
_EXCEPTION = "exception"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """`freq` is WEEKLY, MONTHLY, DAILY (only narrowed by `weeks` and `year_days`), ONCE or empty."""

    freq: str
    first: date
    last: date
    anchor: date | None
    interval: int
    week_start: int
    byday: tuple[tuple[int, int], ...]  # (which of the month or 0, weekday)
    month_days: tuple[int, ...]
    weeks: tuple[int, ...]
    year_days: tuple[int, ...]
    opens: time | None
    closes: time | None
    zone: tzinfo
    skips_holidays: bool
    by_appointment: bool
    #: Days on which other rows take its place, from … to ….
    replaced: tuple[tuple[date, date], ...] = ()

    @property
    def definite(self) -> bool:
        """Whether its days and both its times are known."""
        return bool(self.freq) and self.opens is not None and self.closes is not None

    def holds_on(self, day: date) -> bool:
        """Whether it opens on this day. A holiday closes what is not a single date."""
        if not self.first <= day <= self.last or not self._recurs_on(day):
            return False
        if any(first <= day <= last for first, last in self.replaced):
            return False
        return not (self.skips_holidays and self.freq != "ONCE" and is_holiday(day))

    def span(self, day: date) -> tuple[datetime, datetime]:
        """From when until when it is open, having opened on this day; naive, on the wall's clock."""
        assert self.opens is not None and self.closes is not None
        start, end = datetime.combine(day, self.opens), datetime.combine(day, self.closes)  # noqa: DTZ001
        return start, end if end > start else end + ONE_DAY

    def _recurs_on(self, day: date) -> bool:
        if self.freq == "ONCE":
            return day == self.anchor
        if self.weeks and not _counted(day.isocalendar().week, _weeks_in(day.isocalendar().year), self.weeks):
            return False
        if self.year_days and not _counted(day.timetuple().tm_yday, _days_in_year(day.year), self.year_days):
            return False
        return {"WEEKLY": self._weekly, "MONTHLY": self._monthly, "DAILY": self._any_day}.get(
            self.freq, _never
        )(day)

    def _any_day(self, day: date) -> bool:
        return not self.byday or any(weekday == day.weekday() for _which, weekday in self.byday)

    def _weekly(self, day: date) -> bool:
        weekdays = {weekday for _which, weekday in self.byday}
        if not weekdays and self.anchor is not None:
            weekdays = {self.anchor.weekday()}
        if day.weekday() not in weekdays:
            return False
        if self.interval == 1 or self.anchor is None:
            return True
        weeks = (self._monday(day) - self._monday(self.anchor)).days // 7
        return weeks % self.interval == 0

    def _monday(self, day: date) -> date:
        """The first day of the week, which need not be a Monday."""
        back = (day.weekday() - self.week_start) % 7
        return date.fromordinal(max(1, day.toordinal() - back))

    def _monthly(self, day: date) -> bool:
        if self.interval > 1 and self.anchor is not None:
            months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
            if months % self.interval:
                return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not _counted(day.day, length, self.month_days):
            return False
        if self.byday:
            return any(
                weekday == day.weekday() and _is_nth(day.day, length, nth) for nth, weekday in self.byday
            )
        return bool(self.month_days) or (self.anchor is not None and day.day == self.anchor.day)


def _never(day: date) -> bool:
    return False


def _counted(place: int, length: int, wanted: tuple[int, ...]) -> bool:
    """Whether a place (from 1) is among those wanted, which may count from the end."""
    return place in wanted or place - length - 1 in wanted


def _is_nth(day: int, length: int, nth: int) -> bool:
    if nth == 0:
        return True
    return (day - 1) // 7 + 1 == nth if nth > 0 else (length - day) // 7 + 1 == -nth


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _days_in_year(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


def read_all(rows: Iterable[Any]) -> list[Rule]:
    """All rows of a service or place. Rows of the group "exception" take the place of the others on their
    days; those without times say that it is closed then, and become no rule."""
    listed = list(rows)
    exceptions = [row for row in listed if is_exception(row)]
    replaced = tuple((row.valid_from, row.valid_to or row.valid_from) for row in exceptions)
    rules = [replace(read(row), replaced=replaced) for row in listed if not is_exception(row)]
    return rules + [read(row) for row in exceptions if row.opens_at or row.closes_at]


def is_exception(row: Any) -> bool:
    return bool(row.group == _EXCEPTION and row.valid_from)


def read(row: Any) -> Rule:
    """A Schedule row, or anything with its columns, as a rule. Never raises on what the columns hold."""
    byday = tuple(
        (int(nth or 0), DAYS.index(name)) for nth, name in _BYDAY.findall(str(row.byday or "").upper())
    )
    month_days, weeks, year_days = (_numbers(text) for text in (row.bymonthday, row.byweekno, row.byyearday))
    anchor = row.dtstart or row.valid_from
    freq = _frequency(row, byday, month_days, bool(weeks or year_days))
    interval = max(1, row.interval or 1)
    if freq in ("WEEKLY", "MONTHLY") and anchor is None and (interval > 1 or not (byday or month_days)):
        freq = ""
    rule = Rule(
        freq=freq,
        first=max(filter(None, (row.valid_from, row.dtstart)), default=date.min),
        last=min(filter(None, (row.valid_to, row.until)), default=date.max),
        anchor=anchor,
        interval=interval,
        week_start=DAYS.index(row.wkst) if row.wkst in DAYS else 0,
        byday=byday,
        month_days=month_days,
        weeks=weeks,
        year_days=year_days,
        opens=_plain(row.opens_at),
        closes=_plain(row.closes_at),
        zone=_zone(row.zone, row.timezone),
        skips_holidays=row.holidays != "open",
        by_appointment=bool(row.by_appointment),
    )
    return _ending(rule, row.count)


def _frequency(
    row: Any, byday: tuple[tuple[int, int], ...], month_days: tuple[int, ...], narrowed: bool
) -> str:
    """What the row says, or what its other columns can only mean."""
    if row.freq in ("WEEKLY", "MONTHLY"):
        return str(row.freq)
    if month_days or any(nth for nth, _weekday in byday):
        return "MONTHLY"
    if byday:
        return "WEEKLY"
    if narrowed:
        return "DAILY"
    return "ONCE" if row.dtstart else ""


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(number for number in map(int, _NUMBER.findall(str(text or ""))) if number)


def _plain(value: time | None) -> time | None:
    return value.replace(tzinfo=None) if value is not None else None


@lru_cache(maxsize=256)
def _zone(name: str, hours: Any) -> tzinfo:
    """The rule's zone: by name, by hours from UTC, or Italy's."""
    if not name and hours is not None and abs(hours) < 24:  # noqa: PLR2004  what a datetime can hold
        return timezone(timedelta(hours=float(hours)))
    try:
        return ZoneInfo(name or _HOME)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(_HOME)


def _ending(rule: Rule, count: int | None) -> Rule:
    """A rule that happens so many times ends with the last of them (where that is within three years)."""
    if not count or rule.anchor is None or rule.freq == "ONCE":
        return rule
    start, seen = rule.anchor.toordinal(), 0
    for ordinal in range(start, min(start + _WALK, date.max.toordinal())):
        day = date.fromordinal(ordinal)
        seen += rule._recurs_on(day)
        if seen == count:
            return replace(rule, last=min(rule.last, day))
    return rule
