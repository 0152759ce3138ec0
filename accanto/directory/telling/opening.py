"""When a service is open, as one would say it: "Open now, until 12:00", "Opens on Monday at 9:00"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from accanto.directory import hours
from accanto.directory.telling import words


@dataclass(frozen=True)
class Opening:
    """`is_open` None: by appointment, or nothing is known. `now` is one line, `week` the hours in words."""

    is_open: bool | None
    now: str
    week: tuple[str, ...]


def opening_of(rules: Sequence[Any], moment: datetime, language: str) -> Opening:
    """The opening that these rules give, told in the active language."""
    is_open = hours.open_at(rules, moment)
    week = tuple(hours.in_words(rules, language, timezone.localdate(moment)))
    return Opening(is_open, _now(rules, moment, is_open), week)


def _now(rules: Sequence[Any], moment: datetime, is_open: bool | None) -> str:
    if is_open is None:
        return words.by_appointment() if any(rule.by_appointment for rule in rules) else ""
    if is_open:
        return words.open_until(_closes(rules, moment))
    opens = hours.next_opening(rules, moment)
    return words.closed(timezone.localtime(opens) if opens else None, timezone.localdate(moment))


def _closes(rules: Sequence[Any], moment: datetime) -> time | None:
    """When the slot ends in which the moment is; over midnight it is not told."""
    local = timezone.localtime(moment)
    for slot in hours.slots(rules, local.date()):
        if slot.weekday == local.weekday() and slot.opens <= local.time() < slot.closes:
            return slot.closes
    return None
