"""Opening hours as an editor writes them: a line a day ("9–12, 15–18.30"), by season, and exceptions.

`seasons` and `exceptions` turn rows of Schedule into what a form shows; `season_rows` and
`exception_rows` turn it back into columns. Rules that a week cannot say (the first Monday of the month, an
import's RRULE) are `others`: they are shown in words and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.directory.models.schedule import EXCEPTION, Schedule

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Slot = tuple[time, time]
#: Slots of one day that are read.
MOST_SLOTS = 6

_TIME = r"(\d{1,2})(?:[.:,h](\d{2}))?"
_SLOT = re.compile(rf"\s*{_TIME}\s*(?:-|–|—|/|\ba\b|\balle\b|\bto\b)\s*{_TIME}\s*")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s*\b(?:e|and|et)\s+")


def parse_hours(text: str) -> list[Slot]:
    """The slots of a day. Raises ValidationError where they cannot be read or overlap."""
    slots: list[Slot] = []
    position, text = 0, text.strip()
    while position < len(text):
        found = _SLOT.match(text, position)
        if found is None or len(slots) == MOST_SLOTS:
            raise ValidationError(
                _('Write hours like 9-12, 15-18:30. "%(part)s" cannot be read.')
                % {"part": text[position : position + 40]}
            )
        slots.append(_slot(found.groups()))
        position = found.end()
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
    _require_apart(slots)
    return slots


def _slot(parts: Sequence[str | None]) -> Slot:
    opens, closes = ((int(parts[i] or 0), int(parts[i + 1] or 0)) for i in (0, 2))
    if closes == (24, 0):
        closes = (0, 0)
    try:
        slot = time(*opens), time(*closes)
    except ValueError as error:
        raise ValidationError(_("There is no such time of day.")) from error
    if slot[0] == slot[1] and slot != (time(0), time(0)):
        raise ValidationError(_("It closes at the time at which it opens."))
    return slot


def _require_apart(slots: list[Slot]) -> None:
    """In order, and only the last one may run over midnight."""
    for (_opens, closes), (opens, _closes) in zip(slots, slots[1:], strict=False):
        if closes > opens or closes <= _opens:
            raise ValidationError(_("These hours overlap, or are not in order."))


def write_hours(slots: Iterable[Slot]) -> str:
    """The slots as `parse_hours` reads them."""
    return ", ".join(f"{_short(opens)}–{_short(closes, '24')}" for opens, closes in slots)


def _short(at: time, midnight: str = "0") -> str:
    if at == time(0):
        return midnight
    return f"{at.hour}" if at.minute == 0 else f"{at.hour}:{at.minute:02}"


# --- seasons ----------------------------------------------------------------------------------

#: What rules of one season share.
_SEASON = ("group", "valid_from", "valid_to", "by_appointment", "holidays")
#: What a weekly grid cannot say.
_BEYOND = ("dtstart", "until", "count", "byweekno", "bymonthday", "byyearday", "schedule_link", "timezone")


def is_plain(rule: Schedule) -> bool:
    """Whether a line a day says all of the rule."""
    if rule.is_exception or rule.kind != Schedule.Kind.OPERATING_HOURS:
        return False
    if any(getattr(rule, name) for name in _BEYOND) or (rule.interval or 1) != 1:
        return False
    days = rule.byday.split(",") if rule.byday else []
    weekly = rule.freq == Schedule.Freq.WEEKLY and bool(days) and set(days) <= set(DAYS)
    in_words = not rule.freq and not days and rule.opens_at is None
    return in_words or (weekly and rule.opens_at is not None and rule.closes_at is not None)


def seasons(rules: Iterable[Schedule]) -> list[dict[str, Any]]:
    """A row a season: what the rules share, `words`, and a list of slots under each of DAYS."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for rule in rules:
        if not is_plain(rule):
            continue
        key = tuple(getattr(rule, name) for name in _SEASON)
        season = found.setdefault(
            key, {**dict(zip(_SEASON, key, strict=True)), "words": "", **{day: [] for day in DAYS}}
        )
        season["words"] = season["words"] or rule.description or rule.notes
        for day in rule.byday.split(",") if rule.byday else ():
            season[day].append((rule.opens_at, rule.closes_at))
    for season in found.values():
        for day in DAYS:
            season[day].sort()
    return sorted(found.values(), key=lambda season: (season["valid_from"] is not None, str(season["group"])))


def season_rows(seasons: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Columns of Schedule for each season: one row for all days with the same slot."""
    rows = []
    for season in seasons:
        shared = {name: season.get(name) for name in ("valid_from", "valid_to")}
        shared |= {
            "group": season.get("group") or "",
            "by_appointment": bool(season.get("by_appointment")),
            "holidays": season.get("holidays") or Schedule.Holidays.CLOSED,
        }
        words = season.get("words") or ""
        days: dict[Slot, list[str]] = {}
        for day in DAYS:
            for slot in season.get(day) or ():
                days.setdefault(slot, []).append(day)
        rows += [
            _columns(shared, freq="WEEKLY", byday=",".join(on), opens_at=a, closes_at=b, notes=words)
            for (a, b), on in sorted(days.items())
        ]
        if not days and (words or shared["by_appointment"]):
            rows.append(_columns(shared, description=words))
    return rows


def exceptions(rules: Iterable[Schedule]) -> list[dict[str, Any]]:
    """A row an exception: `valid_from`, `valid_to`, `slots` (none: closed), `notes`."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for rule in rules:
        if rule.is_exception:
            key = (rule.valid_from, rule.valid_to, rule.notes)
            row = found.setdefault(
                key, dict(zip(("valid_from", "valid_to", "notes"), key, strict=True)) | {"slots": []}
            )
            if rule.opens_at and rule.closes_at:
                row["slots"].append((rule.opens_at, rule.closes_at))
    return sorted(found.values(), key=lambda row: str(row["valid_from"]))


def exception_rows(exceptions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Columns of Schedule for each exception: hours are said as a rule of every day of it."""
    rows = []
    every_day = {"freq": Schedule.Freq.WEEKLY, "byday": ",".join(DAYS)}
    for row in exceptions:
        shared = {
            "group": EXCEPTION,
            "valid_from": row["valid_from"],
            "valid_to": row.get("valid_to") or row["valid_from"],
            "holidays": Schedule.Holidays.OPEN,
            "notes": row.get("notes") or "",
        }
        slots = row.get("slots") or ()
        rows += [_columns(shared, **every_day, opens_at=opens, closes_at=closes) for opens, closes in slots]
        if not slots:
            rows.append(_columns(shared))
    return rows


def _columns(shared: dict[str, Any], **own: Any) -> dict[str, Any]:
    """All columns that a season or an exception may set, so that what was set before goes."""
    blank: dict[str, Any] = {
        "freq": "",
        "byday": "",
        "opens_at": None,
        "closes_at": None,
        "description": "",
        "notes": "",
    }
    blank |= {"by_appointment": False, "holidays": Schedule.Holidays.CLOSED}
    return {**blank, **shared, **own}
