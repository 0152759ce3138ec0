"""Planned meetings as iCalendar (RFC 5545): by hand, for it is four properties an event.

Who reads it is a calendar service somewhere: it learns that there is a meeting, and where only if its owner
chose so. Never with whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from accanto.core.sealed import keyed_hash
from accanto.tutoring.models import Proposal

_OCTETS = 75
_LASTS = timedelta(hours=1)
_ESCAPED = re.compile(r"([\\;,])")


def calendar(rows: Iterable[Proposal], *, title: str, with_place: bool) -> bytes:
    """The whole file, its lines ended and folded as the standard wants."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Accanto//beside//EN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_escaped(title)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for row in rows:
        lines += _event(row, title, with_place)
    lines.append("END:VCALENDAR")
    return b"".join(piece for line in lines for piece in _folded(line))


def _event(row: Proposal, title: str, with_place: bool) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{keyed_hash(str(row.pk), use='portal.calendar').hex()}@accanto"
    yield f"DTSTAMP:{_utc(row.updated_at)}"
    if row.at is None:
        yield f"DTSTART;VALUE=DATE:{row.on:%Y%m%d}"
    else:
        begins = timezone.make_aware(datetime.combine(row.on, row.at))
        yield f"DTSTART:{_utc(begins)}"
        yield f"DTEND:{_utc(begins + _LASTS)}"
    yield f"SUMMARY:{_escaped(title)}"
    if with_place and row.place:
        yield f"LOCATION:{_escaped(row.place)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(tz=_UTC):%Y%m%dT%H%M%SZ}"


_UTC = timezone.get_fixed_timezone(0)


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
