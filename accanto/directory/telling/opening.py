"""When a service is open, as one would say it: "Open now, until 12:00", "Opens on Monday at 9:00"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accanto.directory import hours

#: Beyond so many days an opening is told by its date.
_A_WEEK = 7


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
        by_appointment = any(rule.by_appointment for rule in rules)
        return _("By appointment") if by_appointment else ""
    if is_open:
        return _open_until(rules, moment)
    opens = hours.next_opening(rules, moment)
    if opens is None:
        return _("Closed now")
    local, today = timezone.localtime(opens), timezone.localdate(moment)
    said = {"time": formats.time_format(local, "H:i"), "day": formats.date_format(local, "l")}
    ahead = (local.date() - today).days
    if ahead == 0:
        return _("Closed now. Opens today at %(time)s") % said
    if ahead == 1:
        return _("Closed now. Opens tomorrow at %(time)s") % said
    if ahead >= _A_WEEK:
        said["day"] = formats.date_format(local, "j F")
    return _("Closed now. Opens on %(day)s at %(time)s") % said


def _open_until(rules: Sequence[Any], moment: datetime) -> str:
    local = timezone.localtime(moment)
    for slot in hours.slots(rules, local.date()):
        if slot.weekday == local.weekday() and slot.opens <= local.time() < slot.closes:
            return _("Open now, until %(time)s") % {"time": formats.time_format(slot.closes, "H:i")}
    return _("Open now")
