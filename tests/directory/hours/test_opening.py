"""Open or not: against a brute-force reading of the same rules, and in the nights and days that are traps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.directory.hours import Slot, in_words, italian_holidays, next_opening, open_at, slots, week_from
from accanto.directory.models import Schedule

ROME = ZoneInfo("Europe/Rome")
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule(days: str = "MO", opens: str = "09:00", closes: str = "12:00", **more: Any) -> Schedule:
    facts = {"freq": "WEEKLY", "byday": days, **more}
    return Schedule(opens_at=time.fromisoformat(opens), closes_at=time.fromisoformat(closes), **facts)


def rome(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME, fold=fold)


@pytest.mark.parametrize(
    ("row", "moment", "wanted"),
    [
        (rule(), "2026-11-23T09:00", True),
        (rule(), "2026-11-23T12:00", False),  # closes at twelve
        (rule(), "2026-11-24T10:00", False),
        (rule("SA", "22:00", "02:00"), "2026-11-29T01:59", True),  # still Saturday's
        (rule("SA", "22:00", "02:00"), "2026-11-28T01:00", False),
        (rule("MO", "00:00", "00:00"), "2026-11-23T23:59", True),  # round the clock
        (rule(), "2026-04-06T10:00", False),  # Easter Monday
        (rule(holidays="open"), "2026-04-06T10:00", True),
        (rule("FR"), "2026-12-25T10:00", False),
        (rule(valid_to=date(2026, 11, 16)), "2026-11-23T10:00", False),
        (rule(valid_from=date(2026, 11, 24)), "2026-11-23T10:00", False),
        (rule(interval=2, dtstart=date(2026, 11, 9)), "2026-11-23T10:00", True),
        (rule(interval=2, dtstart=date(2026, 11, 16)), "2026-11-23T10:00", False),
        (rule(count=2, dtstart=date(2026, 11, 16)), "2026-11-23T10:00", True),
        (rule(count=1, dtstart=date(2026, 11, 16)), "2026-11-23T10:00", False),
        (rule("1MO", freq="MONTHLY"), "2026-11-02T10:00", True),
        (rule("1MO", freq="MONTHLY"), "2026-11-09T10:00", False),
        (rule("-1MO", freq="MONTHLY"), "2026-11-30T10:00", True),
        (rule("", freq="MONTHLY", bymonthday="-1,15"), "2026-11-30T10:00", True),
        (rule("", freq="", dtstart=date(2026, 12, 25)), "2026-12-25T10:00", True),  # an event on that very day
        (rule(by_appointment=True), "2026-11-23T10:00", None),
        (rule(by_appointment=True), "2026-11-23T13:00", False),
        (rule("", freq=""), "2026-11-23T10:00", None),  # hours without days
        (rule(interval=2), "2026-11-23T10:00", None),  # every second week, from no day
        (Schedule(description="lunedì mattina"), "2026-11-23T10:00", None),
        (rule(zone="Nowhere/Atlantis"), "2026-11-23T10:00", True),  # read as Italy's
        (rule(zone="", timezone=Decimal("-5")), "2026-11-23T15:00", True),
    ],
)  # fmt: skip
def test_open_at(row: Schedule, moment: str, wanted: bool | None) -> None:
    assert open_at([row], rome(moment)) is wanted


def test_nothing_said_is_not_closed() -> None:
    assert open_at([], rome("2026-11-23T10:00")) is None
    assert next_opening([], rome("2026-11-23T10:00")) is None


def test_clocks_go_back_and_the_hour_comes_twice() -> None:
    night = rule("SA", "22:00", "02:30")  # 25 October 2026, 03:00 becomes 02:00
    for fold in (0, 1):
        assert open_at([night], rome("2026-10-25T02:15", fold)) is True
    assert open_at([night], rome("2026-10-25T02:45", 0)) is False
    again = next_opening([night], rome("2026-10-25T02:45", 0))
    assert again is not None and again.astimezone(UTC) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_clocks_go_forward_and_an_hour_never_comes() -> None:
    early = rule("SU", "02:30", "04:00")  # 29 March 2026, 02:00 becomes 03:00
    opening = next_opening([early], rome("2026-03-29T01:00"))
    assert opening is not None and opening.astimezone(UTC) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    lost = rule("SU", "02:10", "02:50", until=date(2026, 3, 29))
    assert next_opening([lost], rome("2026-03-29T01:00")) is None


def test_next_opening_passes_holidays_and_ends() -> None:
    friday = rule("FR")
    assert next_opening([friday], rome("2026-12-24T10:00")) == rome("2027-01-08T09:00")  # Christmas, New Year
    assert next_opening([rule(until=date(2026, 11, 23))], rome("2026-11-23T12:00")) is None
    assert next_opening([rule()], rome("2026-11-23T10:30")) == rome("2026-11-23T10:30")
    assert next_opening([rule(by_appointment=True)], rome("2026-11-23T10:30")) is None


def test_exceptions_take_the_place_of_the_week() -> None:
    closed = Schedule(group="exception", valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 24))
    late = rule("MO,TU,WE,TH,FR,SA,SU", "20:00", "21:00", group="exception", valid_from=date(2026, 11, 30))
    late.valid_to = late.valid_from
    rows = [rule("MO"), closed, late]
    assert open_at(rows, rome("2026-11-23T10:00")) is False
    assert (
        open_at(rows, rome("2026-11-30T10:00")) is False and open_at(rows, rome("2026-11-30T20:30")) is True
    )
    assert next_opening(rows, rome("2026-11-23T08:00")) == rome("2026-11-30T20:00")
    assert open_at(rows, rome("2026-12-07T10:00")) is True


def test_slots_of_a_week() -> None:
    rows = [rule("MO,TH"), rule("MO", "15:00", "18:00"), rule("TU", by_appointment=True), rule("MO")]
    assert slots(rows, date(2026, 11, 25)) == [
        Slot(0, time(9), time(12)), Slot(0, time(15), time(18)), Slot(3, time(9), time(12)),
    ]  # fmt: skip
    assert slots(rows, date(2026, 12, 25)) and week_from(rows, date(2026, 12, 25))[0][0] == date(2026, 12, 28)


def test_holidays_of_italy() -> None:
    assert italian_holidays(2026)[date(2026, 4, 6)] == "Lunedì dell'Angelo"
    for easter in (date(2024, 3, 31), date(2025, 4, 20), date(2027, 3, 28), date(2038, 4, 25)):
        assert italian_holidays(easter.year)[easter] == "Pasqua"
    assert date(2025, 10, 4) not in italian_holidays(2025) and date(2026, 10, 4) in italian_holidays(2026)
    assert len(italian_holidays(2026)) == 13


# --- against brute force ----------------------------------------------------------------------------

TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
#: Around both nights of 2026 in which clocks change, and around Easter and Christmas.
MOMENTS = st.one_of(
    *(
        st.integers(0, 4 * 24 * 60).map(lambda m, d=day: datetime(*d, tzinfo=UTC) + timedelta(minutes=m))
        for day in ((2026, 3, 27), (2026, 4, 3), (2026, 10, 23), (2026, 12, 23))
    )
)


@st.composite
def weekly(draw: Any) -> Schedule:
    days = draw(st.sets(st.sampled_from(NAMES), min_size=1))
    start = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31))))
    end = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 1, 31))))
    return Schedule(
        freq="WEEKLY", byday=",".join(sorted(days)), opens_at=draw(TIMES), closes_at=draw(TIMES),
        valid_from=start, valid_to=end, holidays=draw(st.sampled_from(["closed", "open"])),
    )  # fmt: skip


def brute(row: Schedule, moment: datetime) -> bool:
    """Every day of a fortnight, spelt out; the clock on the wall compared as text."""
    clock = moment.astimezone(ROME).strftime("%Y-%m-%d %H:%M")
    for back in range(-7, 8):
        day = moment.astimezone(ROME).date() + timedelta(days=back)
        if NAMES[day.weekday()] not in row.byday.split(","):
            continue
        if (row.valid_from and day < row.valid_from) or (row.valid_to and day > row.valid_to):
            continue
        if row.holidays == "closed" and day in italian_holidays(day.year):
            continue
        closing = day if row.closes_at > row.opens_at else day + timedelta(days=1)
        if f"{day} {row.opens_at:%H:%M}" <= clock < f"{closing} {row.closes_at:%H:%M}":
            return True
    return False


@settings(max_examples=200, deadline=None)
@given(st.lists(weekly(), min_size=1, max_size=4), MOMENTS)
def test_open_at_agrees_with_brute_force(rows: list[Schedule], moment: datetime) -> None:
    assert open_at(rows, moment) is any(brute(row, moment) for row in rows)


@settings(max_examples=25, deadline=None)
@given(weekly(), MOMENTS)
def test_next_opening_is_the_first_open_minute(row: Schedule, moment: datetime) -> None:
    found = next_opening([row], moment)
    minutes = (moment + timedelta(minutes=each) for each in range(2 * 24 * 60))
    first = next((minute for minute in minutes if brute(row, minute)), None)
    if first is not None:
        assert found == first
    elif found is not None:
        assert found >= moment + timedelta(days=2) and brute(row, found)


ANY_TEXT = st.one_of(
    st.just(""), st.text(max_size=20), st.sampled_from(["MO,TU", "1MO,-1FR", "99XX", "-31,31", "0"])
)
ANY_DATE = st.one_of(st.none(), st.dates())
ANY_NUMBER = st.one_of(st.none(), st.integers(0, 2_147_483_647))


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Schedule, freq=st.sampled_from(["", "WEEKLY", "MONTHLY", "DAILY", "??"]), valid_from=ANY_DATE,
        valid_to=ANY_DATE, dtstart=ANY_DATE, until=ANY_DATE, count=ANY_NUMBER, interval=ANY_NUMBER,
        wkst=ANY_TEXT, byday=ANY_TEXT, byweekno=ANY_TEXT, bymonthday=ANY_TEXT, byyearday=ANY_TEXT,
        opens_at=st.one_of(st.none(), st.times()), closes_at=st.one_of(st.none(), st.times()),
        zone=st.one_of(st.just("Europe/Rome"), st.text(max_size=12)), description=ANY_TEXT,
        timezone=st.one_of(st.none(), st.decimals(-99, 99, places=2)), by_appointment=st.booleans(),
        holidays=st.sampled_from(["open", "closed", "?"]), group=ANY_TEXT,
    ),
    st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
def test_no_row_makes_it_fail(row: Schedule, moment: datetime) -> None:
    open_at([row], moment)
    next_opening([row], moment)
    slots([row], moment.date())
    for language in ("it", "ar", "xx"):
        in_words([row], language, moment.date())
