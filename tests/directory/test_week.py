"""Hours as an editor writes them, and back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accanto.directory import week
from accanto.directory.models import Schedule

AT = time


@pytest.mark.parametrize(
    ("written", "slots"),
    [
        ("", []),
        ("9-12", [(AT(9), AT(12))]),
        ("9–12, 15-18.30", [(AT(9), AT(12)), (AT(15), AT(18, 30))]),
        ("08:30 - 12:45; 14,15 – 17", [(AT(8, 30), AT(12, 45)), (AT(14, 15), AT(17))]),
        ("9-12 e 15-18", [(AT(9), AT(12)), (AT(15), AT(18))]),
        ("9 alle 13", [(AT(9), AT(13))]),
        ("20-2", [(AT(20), AT(2))]),
        ("0-24", [(AT(0), AT(0))]),
        ("18-24", [(AT(18), AT(0))]),
    ],
)
def test_hours_are_read_and_written(written: str, slots: list[Any]) -> None:
    assert week.parse_hours(written) == slots
    assert week.parse_hours(week.write_hours(slots)) == slots


@pytest.mark.parametrize(
    "written",
    ["mattina", "9", "9-", "25-26", "9-12:75", "9-9", "9-12, 11-13", "15-18, 9-12", "20-2, 21-23", "9-12 e", "1-2," * 9, "-" * 99, "٩-١٢x"],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        week.parse_hours(written)


def test_seasons_become_rules_and_rules_seasons() -> None:
    summer = {
        "group": "estate", "valid_from": date(2026, 6, 1), "valid_to": date(2026, 8, 31), "by_appointment": False,
        "holidays": "open", "words": "suonare", **{day: [] for day in week.DAYS}, "MO": [(AT(9), AT(12))],
        "TH": [(AT(9), AT(12)), (AT(15), AT(18))],
    }  # fmt: skip
    usual = {
        "group": "", "valid_from": None, "valid_to": None, "by_appointment": True, "holidays": "closed",
        "words": "telefonare", **{day: [] for day in week.DAYS},
    }  # fmt: skip
    rows = week.season_rows([usual, summer])
    assert [row["byday"] for row in rows] == ["", "MO,TH", "TH"]
    assert week.seasons(Schedule(**row) for row in rows) == [usual, summer]


def test_exceptions_are_closed_or_other_hours() -> None:
    closed = {"valid_from": date(2026, 8, 10), "valid_to": date(2026, 8, 20), "notes": "ferie", "slots": []}
    other = {
        "valid_from": date(2026, 12, 24),
        "valid_to": date(2026, 12, 24),
        "notes": "",
        "slots": [(AT(9), AT(11))],
    }
    rules = [Schedule(**row) for row in week.exception_rows([closed, other])]
    assert week.exceptions(rules) == [closed, other]
    assert week.seasons(rules) == [] and all(rule.is_exception for rule in rules)


@pytest.mark.parametrize(
    "columns",
    [
        {"freq": "MONTHLY", "byday": "1MO", "opens_at": AT(9), "closes_at": AT(10)},
        {"freq": "WEEKLY", "byday": "MO", "interval": 2, "opens_at": AT(9), "closes_at": AT(10)},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": AT(9), "closes_at": None},
        {"freq": "WEEKLY", "byday": "2TU", "opens_at": AT(9), "closes_at": AT(10)},
        {"kind": "event", "dtstart": date(2026, 1, 1), "opens_at": AT(9), "closes_at": AT(10)},
    ],
)
def test_what_a_week_cannot_say_is_left_alone(columns: dict[str, Any]) -> None:
    assert not week.is_plain(Schedule(**columns))
    assert week.seasons([Schedule(**columns)]) == []
