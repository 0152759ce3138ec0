"""The tie over time: contacts by who began them, the purposes from both sides, how mutual it is. As numbers, and
as pictures that say the same as the tables beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accanto.tutoring.models import CheckIn
from accanto.tutoring.monitoring.mutuality import Mutuality, mutuality
from accanto.tutoring.words import BegunBy, Side

#: Who may have begun, in the order in which the bars are stacked.
SIDES = (BegunBy.TUTOR, BegunBy.BOTH, BegunBy.PERSON, BegunBy.UNKNOWN)
#: Months that a picture shows; older ones are in the tables of the database, and in no picture.
_MOST = 24
_LEFT, _WIDTH, _HEIGHT, _FOOT = 28, 640, 180, 22
#: The purpose that says how mutual a tie is.
RECIPROCITY = "reciprocity"


@dataclass(frozen=True, slots=True)
class Month:
    """Beginnings of one month, by side in the order of SIDES."""

    first: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose: what the tutor and the person said at each check-in, None where nothing (or not said)."""

    key: str
    text: str
    tutor: tuple[int | None, ...]
    person: tuple[int | None, ...]

    @property
    def pairs(self) -> list[tuple[int | None, int | None]]:
        return list(zip(self.tutor, self.person, strict=True))


def months(begun: Iterable[tuple[date, str]], started: date, last: date) -> list[Month]:
    """Each calendar month from the start to the last day, with who began what: (day, side)."""
    counts = Counter((day.year, day.month, side) for day, side in begun)
    found: list[Month] = []
    step = (last.year, last.month)
    while step >= (started.year, started.month) and len(found) < _MOST:
        found.append(Month(date(*step, 1), tuple(counts[(*step, side)] for side in SIDES)))
        step = (step[0], step[1] - 1) if step[1] > 1 else (step[0] - 1, 12)
    return found[::-1]


def numbers(check_ins: Iterable[CheckIn]) -> list[tuple[int, date]]:
    """(number, day) of the check-ins that at least one side answered, the last word among them, in order."""
    answered = {row.number: row.due_on for row in check_ins if row.said}
    return sorted(answered.items())


def lines(check_ins: Sequence[CheckIn], purposes: Iterable[tuple[str, str]]) -> list[Line]:
    """What both sides said of each purpose, check-in by check-in."""
    at = [number for number, _day in numbers(check_ins)]
    said = {(row.number, row.side): row.said for row in check_ins if row.answered_on}

    def of(side: Side, key: str) -> tuple[int | None, ...]:
        return tuple(said.get((number, side), {}).get(key) or None for number in at)

    return [Line(key, text, of(Side.TUTOR, key), of(Side.PERSON, key)) for key, text in purposes]


def measure(shown: Iterable[Month], told: Iterable[Line]) -> Mutuality | None:
    """How mutual the tie is, or None where it is too early to say."""
    totals = [sum(month) for month in zip(*(month.counts for month in shown), strict=True)] or [0] * len(
        SIDES
    )
    began = dict(zip(SIDES, totals, strict=True))
    line = next((line for line in told if line.key == RECIPROCITY), None)
    if line is None:
        return None
    return mutuality(
        began[BegunBy.TUTOR],
        began[BegunBy.PERSON],
        [answer for answer in line.tutor if answer],
        [answer for answer in line.person if answer],
    )


def bars(shown: Sequence[Month], names: Sequence[str]) -> SafeString:
    """Months as stacked bars, under each its name. The table beside says the same: read out, it is silent."""
    top = max((month.total for month in shown), default=0) or 1
    step = (_WIDTH - _LEFT) / max(1, len(shown))
    scale = (_HEIGHT - _FOOT - 10) / top
    drawn: list[SafeString] = []
    for place, (month, name) in enumerate(zip(shown, names, strict=True)):
        left, base = _LEFT + place * step, float(_HEIGHT - _FOOT)
        for side, count in zip(SIDES, month.counts, strict=True):
            if count:
                base -= count * scale
                drawn.append(_rect(f"begun-{side}", left + step * 0.15, base, step * 0.7, count * scale))
        if len(shown) <= 12 or place % 2 == 0:  # noqa: PLR2004  names that fit
            drawn.append(
                format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', f"{left + step / 2:.0f}", _HEIGHT - 6, name)
            )  # fmt: skip
    marks = format_html(
        '<path class="axis" d="M{0} 10V{1}H{2}"/><text x="{3}" y="16" text-anchor="end">{4}</text>',
        _LEFT, _HEIGHT - _FOOT, _WIDTH, _LEFT - 6, top,
    )  # fmt: skip
    return _svg(_WIDTH, _HEIGHT, marks + format_html_join("", "{}", ((each,) for each in drawn)))


def course(line: Line) -> SafeString:
    """One purpose over the check-ins: the tutor's points are round, the person's square."""
    count = len(line.tutor)
    step = 200 / max(1, count - 1) if count > 1 else 0
    places = [10 + (100 if count == 1 else number * step) for number in range(count)]
    rows = format_html_join(
        "", '<path class="grid" d="M4 {}H216"/>', ((f"{_level(value):.0f}",) for value in range(1, 6))
    )
    return _svg(220, 70, rows + _drawn(line.tutor, places, "tutor") + _drawn(line.person, places, "person"))


def _drawn(values: Sequence[int | None], places: Sequence[float], side: str) -> SafeString:
    points = [(place, _level(value)) for place, value in zip(places, values, strict=True) if value]
    path = format_html(
        '<polyline class="line said-{}" points="{}"/>', side, " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    )
    if side == "tutor":
        dots = format_html_join(
            "",
            '<circle class="said-tutor" cx="{}" cy="{}" r="4"/>',
            ((f"{x:.0f}", f"{y:.0f}") for x, y in points),
        )
    else:
        dots = format_html_join(
            "",
            '<rect class="said-person" x="{}" y="{}" width="7" height="7"/>',
            ((f"{x - 3.5:.1f}", f"{y - 3.5:.1f}") for x, y in points),
        )
    return path + dots


def _level(value: int) -> float:
    return 62 - (value - 1) * 13.5


def _rect(name: str, x: float, y: float, width: float, height: float) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        name, f"{x:.1f}", f"{y:.1f}", f"{width:.1f}", f"{height:.1f}",
    )  # fmt: skip


def _svg(width: int, height: int, inside: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart tie" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        width,
        height,
        inside,
    )
