"""Open when: the week's slots, open at a moment, the next opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from accanto.directory.hours.rules import ONE_DAY, Rule, read_all

#: How far ahead the next opening is looked for.
AHEAD = 60
_EDGE = (date.min.toordinal() + 2, date.max.toordinal() - 8)


@dataclass(frozen=True, order=True)
class Slot:
    """Open on a weekday (Monday is 0) from `opens`; closing at or before that means the next day."""

    weekday: int
    opens: time
    closes: time


def slots(rules: Iterable[Any], on: date) -> list[Slot]:
    """The week (from Monday) in which the day lies: what is open without an appointment, in order."""
    monday = date.fromordinal(max(_EDGE[0], on.toordinal() - on.weekday()))
    return [slot for _day, slot in week_from(rules, monday)]


def week_from(rules: Iterable[Any], first: date) -> list[tuple[date, Slot]]:
    """The seven days from `first` on: (day, slot), in order, none twice."""
    return days_from(rules, first, 7)


def days_from(rules: Iterable[Any], first: date, days: int) -> list[tuple[date, Slot]]:
    """So many days from `first` on, eight at most."""
    found = set()
    start = min(max(first.toordinal(), _EDGE[0]), _EDGE[1])
    for rule in read_all(rules):
        if not rule.definite or rule.by_appointment:
            continue
        for ordinal in range(start, start + days):
            day = date.fromordinal(ordinal)
            if rule.holds_on(day):
                assert rule.opens is not None and rule.closes is not None
                found.add((day, Slot(day.weekday(), rule.opens, rule.closes)))
    return sorted(found)


def open_at(rules: Iterable[Any], moment: datetime) -> bool | None:
    """Whether it is open. None: only by appointment then, or nothing is said of it."""
    known = read_all(rules)
    answers = {_answer(rule, moment) for rule in known}
    if True in answers:
        return True
    return None if None in answers or not known else False


def _answer(rule: Rule, moment: datetime) -> bool | None:
    clock = _on_the_wall(moment, rule.zone)
    if clock is None:
        return None
    if not rule.definite:
        return _unsure(rule, clock.date())
    if not any(start <= clock < end for start, end in _spans_around(rule, clock.date())):
        return False
    return None if rule.by_appointment else True


def _unsure(rule: Rule, day: date) -> bool | None:
    """A rule without days or times says nothing, but for the days on which it surely does not hold."""
    if rule.first <= day <= rule.last and (not rule.freq or rule.holds_on(day)):
        return None
    return False


def _on_the_wall(moment: datetime, zone: tzinfo) -> datetime | None:
    """What the clock says there; None at the ends of time."""
    try:
        clock = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except (OverflowError, ValueError):
        return None
    return clock if _EDGE[0] < clock.toordinal() < _EDGE[1] else None


def _spans_around(rule: Rule, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Those that open on the day, and on the day before, past whose midnight it may still be open."""
    for each in (day - ONE_DAY, day):
        if rule.holds_on(each):
            yield rule.span(each)


def next_opening(rules: Iterable[Any], moment: datetime) -> datetime | None:
    """The first moment, this one or later, at which it is open without an appointment, within 60 days."""
    known = [rule for rule in read_all(rules) if rule.definite and not rule.by_appointment]
    here = [clock for rule in known if (clock := _on_the_wall(moment, rule.zone))]
    if len(here) < len(known) or not known:
        return None
    if any(_answer(rule, moment) for rule in known):
        return moment
    last = moment + timedelta(days=AHEAD)
    found = [at for rule in known if (at := _first_start(rule, moment, last))]
    return min(found).astimezone(moment.tzinfo) if found else None


def _first_start(rule: Rule, moment: datetime, last: datetime) -> datetime | None:
    clock = _on_the_wall(moment, rule.zone)
    assert clock is not None
    for ordinal in range(clock.toordinal() - 1, min(clock.toordinal() + AHEAD + 2, _EDGE[1])):
        day = date.fromordinal(ordinal)
        if not rule.holds_on(day):
            continue
        moments = [at for at in _starts(rule, day) if moment <= at <= last and _answer(rule, at)]
        if moments:
            return min(moments)
    return None


def _starts(rule: Rule, day: date) -> Iterator[datetime]:
    """The moments at which it may become open, having opened on this day: its start, which comes twice
    in the night when clocks go back, and the moments when clocks change while it is open."""
    start, end = rule.span(day)
    for fold in (0, 1):
        yield start.replace(tzinfo=rule.zone, fold=fold).astimezone(UTC)
    for each in (start.date(), end.date()):
        change = _clock_change(rule.zone, each)
        if change is not None:
            yield change


def _clock_change(zone: tzinfo, day: date) -> datetime | None:
    """The moment of this day at which the clocks change, to the minute; None on other days."""
    low = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
    high = datetime.combine(day + ONE_DAY, time(), tzinfo=zone).astimezone(UTC)
    before = low.astimezone(zone).utcoffset()
    if before == high.astimezone(zone).utcoffset():
        return None
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=int((high - low).total_seconds() // 120))
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    return high
