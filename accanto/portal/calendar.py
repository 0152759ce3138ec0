"""Planned meetings and appointments as iCalendar (RFC 5545): by hand, for it is four properties an event.

Who reads it is a calendar service somewhere: it learns that there is a meeting, or the code of a case, and where
only if its owner chose so. Never with whom, nor what for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from accanto.core.sealed import keyed_hash

_OCTETS = 75
_UTC = timezone.get_fixed_timezone(0)
_ESCAPED = re.compile(r"([\\;,])")


@dataclass(frozen=True)
class Event:
    """One event, on a local day at a local hour; without an hour, all day."""

    key: UUID
    changed: datetime
    on: date
    at: time | None
    title: str
    place: str = ""
    minutes: int = 60


def calendar(events: Iterable[Event], *, title: str) -> bytes:
    """The whole file, its lines ended and folded as the standard wants."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Accanto//beside//EN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_escaped(title)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(piece for line in lines for piece in _folded(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{keyed_hash(str(event.key), use='portal.calendar').hex()}@accanto"
    yield f"DTSTAMP:{_utc(event.changed)}"
    if event.at is None:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    else:  # added to in UTC: an hour stays an hour in the night in which the clocks change
        begins = timezone.make_aware(datetime.combine(event.on, event.at)).astimezone(_UTC)
        yield f"DTSTART:{_utc(begins)}"
        yield f"DTEND:{_utc(begins + timedelta(minutes=event.minutes))}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(tz=_UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Text as a value: no line of it can begin another property."""
    return _ESCAPED.sub(r"\\\1", " ".join(text.split()))


def _folded(line: str) -> Iterator[bytes]:
    """At most 75 octets a line, never through a character."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _OCTETS:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
