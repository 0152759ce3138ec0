"""Opening hours: stand-in for the engine of the same names, weekly rules alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.dates import WEEKDAYS

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Slot:
    weekday: int
    opens: time
    closes: time


def slots(rules: Iterable[Any], on: date) -> list[Slot]:
    found = []
    for rule in rules:
        ended = rule.valid_to is not None and rule.valid_to < on
        if rule.opens_at and rule.closes_at and not rule.by_appointment and not ended:
            days = [_DAYS.index(day) for day in rule.byday.split(",") if day in _DAYS]
            found += [Slot(day, rule.opens_at, rule.closes_at) for day in days]
    return sorted(found, key=lambda slot: (slot.weekday, slot.opens))


def open_at(rules: Iterable[Any], moment: datetime) -> bool | None:
    local = timezone.localtime(moment)
    week = slots(rules, local.date())
    if not week:
        return None
    return any(
        slot.weekday == local.weekday() and slot.opens <= local.time() < slot.closes for slot in week
    )


def next_opening(rules: Iterable[Any], moment: datetime) -> datetime | None:
    local = timezone.localtime(moment)
    week = slots(rules, local.date())
    for ahead in range(8):
        day = local.date() + timedelta(days=ahead)
        for slot in week:
            opens = timezone.make_aware(datetime.combine(day, slot.opens))
            if slot.weekday == day.weekday() and opens > local:
                return opens
    return None


def in_words(rules: Iterable[Any], language: str, today: date) -> list[str]:
    rules = list(rules)
    with translation.override(language):
        lines: dict[str, list[str]] = {}
        for slot in slots(rules, today):
            when = f"{formats.date_format(slot.opens, 'H:i')}–{formats.date_format(slot.closes, 'H:i')}"
            lines.setdefault(when, []).append(str(WEEKDAYS[slot.weekday]).lower())
        said = [f"{', '.join(days)}: {when}" for when, days in lines.items()]
    return said + [rule.description for rule in rules if rule.description and not rule.opens_at]
