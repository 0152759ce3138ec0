"""The cadence by calendar periods: pauses, holidays, first weeks, ends of years. Days alone, no times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.tutoring.cadence import closed_of, overall, period, rules_of, standing
from accanto.tutoring.holidays import Pause, Rest, easter, holidays
from accanto.tutoring.monitoring.words import Rhythm

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
PERIODS = ("week", "fortnight", "month", "quarter")
CONTACTS = st.lists(st.tuples(st.sampled_from(["telephone", "message", "meeting"]), DAYS), max_size=25)
PAUSES = st.lists(
    st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 60))).map(
        lambda told: (told[0], None if told[1] is None else told[0] + timedelta(days=told[1]))
    ),
    max_size=4,
)
RULES = rules_of({})


@given(st.sampled_from(PERIODS), DAYS)
def test_periods_hold_their_days_and_meet(every: str, day: date) -> None:
    first, last = period(every, day)
    assert first <= day <= last
    assert period(every, first) == period(every, last) == (first, last)
    assert period(every, last + timedelta(days=1))[0] == last + timedelta(days=1)
    assert every in ("month", "quarter") or first.weekday() == 0


@settings(max_examples=60)
@given(CONTACTS, PAUSES, DAYS, DAYS, st.sampled_from(["telephone", "message", "meeting"]))
def test_one_more_contact_never_makes_it_worse(
    contacts: list[tuple[str, date]], pauses: list[Pause], today: date, other: date, kind: str
) -> None:
    started, rest = date(2020, 1, 1), Rest(tuple(pauses))
    before = standing(RULES, contacts, started, today, rest)
    after = standing(RULES, [*contacts, (kind, min(other, today))], started, today, rest)
    for was, now in zip(before, after, strict=True):
        assert now.done >= was.done and now.lapsed <= was.lapsed
        assert now.is_kept or not was.is_kept
    met = standing(RULES, [*contacts, ("meeting", today)], started, today, rest)
    assert overall(met, pause=False) == (Rhythm.ON_TRACK, 0)


@settings(max_examples=60)
@given(CONTACTS, PAUSES, PAUSES, DAYS)
def test_one_more_pause_never_makes_it_worse(
    contacts: list[tuple[str, date]], pauses: list[Pause], more: list[Pause], today: date
) -> None:
    started = date(2020, 1, 1)
    before = standing(RULES, contacts, started, today, Rest(tuple(pauses)))
    after = standing(RULES, contacts, started, today, Rest((*pauses, *more)))
    assert all(now.lapsed <= was.lapsed for was, now in zip(before, after, strict=True))


@settings(max_examples=40)
@given(CONTACTS, DAYS, st.integers(0, 200))
def test_who_began_later_is_not_further_behind(
    contacts: list[tuple[str, date]], today: date, days: int
) -> None:
    early, late = today - timedelta(days=days + 30), today - timedelta(days=days)
    before = standing(RULES, contacts, early, today)
    after = standing(RULES, contacts, late, today)
    assert all(now.lapsed <= was.lapsed for was, now in zip(before, after, strict=True))


def _week(
    today: date, *, started: date, contacts: list[tuple[str, date]] | None = None, rest: Rest | None = None
) -> Rhythm:
    (rule,) = standing(RULES[:1], contacts or [], started, today, rest or Rest())
    return rule.state


def test_due_late_lapsed_and_back() -> None:
    monday = date(2026, 3, 2)  # no holiday near
    states = [_week(monday + timedelta(days=7 * number), started=monday) for number in range(4)]
    assert states == [Rhythm.DUE, Rhythm.LATE, Rhythm.LAPSED, Rhythm.LAPSED]
    assert (
        _week(date(2026, 3, 25), started=monday, contacts=[("message", date(2026, 3, 23))]) == Rhythm.ON_TRACK
    )
    assert _week(date(2026, 3, 30), started=monday, contacts=[("message", date(2026, 3, 23))]) == Rhythm.DUE


def test_the_first_week_asks_only_when_half_of_it_is_left() -> None:
    assert _week(date(2026, 3, 6), started=date(2026, 3, 6)) == Rhythm.RESTING  # a Friday
    assert _week(date(2026, 3, 9), started=date(2026, 3, 6)) == Rhythm.DUE
    assert _week(date(2026, 3, 5), started=date(2026, 3, 5)) == Rhythm.DUE  # a Thursday: four days are left


def test_a_pause_of_four_days_frees_a_week_and_three_do_not() -> None:
    monday, today = date(2026, 3, 2), date(2026, 3, 9)
    three = Rest(((monday, monday + timedelta(days=3)),))
    four = Rest(((monday, monday + timedelta(days=4)),))
    assert _week(today, started=monday, rest=three) == Rhythm.LATE
    assert _week(today, started=monday, rest=four) == Rhythm.DUE
    assert _week(today, started=monday, rest=Rest(((monday, None),))) == Rhythm.RESTING


def test_closed_weeks_of_august_and_over_the_end_of_the_year() -> None:
    told = {
        "tutoring": {"closed": [{"first": "08-03", "last": "08-30"}, {"first": "12-24", "last": "01-06"}]}
    }
    rest = Rest(closed=closed_of(told))
    assert _week(date(2026, 8, 31), started=date(2026, 1, 7), contacts=[("meeting", date(2026, 7, 30))], rest=rest) == Rhythm.DUE  # fmt: skip
    assert _week(date(2027, 1, 7), started=date(2026, 1, 7), contacts=[("meeting", date(2026, 12, 22))], rest=rest) == Rhythm.DUE  # fmt: skip
    assert rest.is_closed(date(2026, 12, 31)) and not rest.is_closed(date(2027, 1, 7))


def test_the_year_ends_in_the_middle_of_a_week() -> None:
    """2026 has 53 weeks: the one of the 31st of December is one week, not two."""
    assert period("week", date(2026, 12, 31)) == period("week", date(2027, 1, 1))
    assert _week(date(2027, 1, 2), started=date(2026, 11, 2), contacts=[("telephone", date(2026, 12, 30))]) == Rhythm.ON_TRACK  # fmt: skip


@pytest.mark.parametrize(
    "sunday",
    [
        date(2008, 3, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ],
)
def test_easter(sunday: date) -> None:
    assert easter(sunday.year) == sunday
    assert sunday + timedelta(days=1) in holidays(sunday.year)


def test_saint_francis_is_a_holiday_since_2026() -> None:
    assert date(2026, 10, 4) in holidays(2026) and date(2025, 10, 4) not in holidays(2025)
    assert len(holidays(2026)) == len(holidays(2025)) + 1 == 13
