"""What is on which day, of one case or of all that someone follows: a list, a week, a month from Mondays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Literal

from django.db.models import Q
from django.utils import timezone

from accanto.cases.models import Appointment, AppointmentOutcome, Case, Document, Task
from accanto.core.actor import Actor

Shown = Literal["list", "week", "month"]
#: How far a list looks ahead, and back for what waits for an answer.
_AHEAD, _BACK = timedelta(days=90), timedelta(days=60)
#: Rows of each kind on one page.
MOST = 200
#: No calendar is opened beyond these years: the first and the last day that a week can begin and end on.
_FIRST, _LAST = date(2000, 1, 3), date(2100, 12, 26)


@dataclass(frozen=True)
class Entry:
    """One thing of a day; `row` is the appointment, the task or the document, or what an upper room looks at that
    day: then `title` says it, and `row` has a case and an address."""

    on: date
    at: time | None
    kind: Literal["appointment", "task", "document", "other"]
    row: Any
    title: Any = ""


#: (actor, the condition for the cases meant, first and last day) -> entries of an upper room.
Provider = Callable[[Actor, Q, date, date], Iterable[Entry]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """For rooms above that have something on a day of a case; its rows have a key `case`."""
    _providers.append(provider)


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]
    is_today: bool
    is_beside: bool = False  # of the month before or after


@dataclass(frozen=True)
class Agenda:
    """The page: `days` of a list hold only those with something; those of a week or month all of them."""

    shown: Shown
    first: date
    last: date
    days: list[Day]
    waiting: list[Entry]
    earlier: date
    later: date

    @property
    def has_tasks(self) -> bool:
        every = [*self.waiting, *(entry for day in self.days for entry in day.entries)]
        return any(entry.kind == "task" for entry in every)

    @property
    def weeks(self) -> list[list[Day]]:
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]


def asked(query: Mapping[str, str]) -> tuple[Shown, date]:
    """What a query string asks for; what cannot be read is a list from today."""
    shown: Any = query.get("view", "")
    try:
        day = date.fromisoformat(query.get("day", ""))
    except ValueError:
        day = timezone.localdate()
    return shown if shown in ("week", "month") else "list", min(max(day, _FIRST), _LAST)


def agenda(actor: Actor, case: Case | None, shown: Shown, day: date) -> Agenda:
    """Of a case, or of all that the actor follows or goes along in."""
    first, last = _span(shown, day)
    by_day: dict[date, list[Entry]] = {}
    for entry in _entries(actor, case, first, last):
        by_day.setdefault(entry.on, []).append(entry)
    today = timezone.localdate()
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    wanted = sorted(by_day) if shown == "list" else list(every)
    month = day.month if shown == "month" else None
    days = [
        Day(each, _in_order(by_day.get(each, [])), each == today, month not in (None, each.month))
        for each in wanted
    ]
    waiting = list(_waiting(actor, case, today)) if shown == "list" and first <= today else []
    return Agenda(shown, first, last, days, waiting, *_neighbours(shown, day))


def _span(shown: Shown, day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    if shown == "list":
        return day, day + _AHEAD
    if shown == "week":
        return monday, monday + timedelta(days=6)
    begins = day.replace(day=1)
    ends = _next_month(begins) - timedelta(days=1)
    return begins - timedelta(days=begins.weekday()), ends + timedelta(days=6 - ends.weekday())


def _neighbours(shown: Shown, day: date) -> tuple[date, date]:
    if shown == "month":
        begins = day.replace(day=1)
        return (begins - timedelta(days=1)).replace(day=1), _next_month(begins)
    step = timedelta(days=7) if shown == "week" else timedelta(days=30)
    return day - step, day + step


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.at or time.min, entry.kind, str(entry.row.pk)))


def _of(actor: Actor, case: Case | None, *own: str) -> Q:
    if case is not None:
        return Q(case=case)
    found = Q(case__operator=actor.user_id, case__closed_on=None)
    for path in own:
        found |= Q(**{path: actor.user_id})
    return found


def _appointments(actor: Actor, case: Case | None) -> Any:
    rows = Appointment.objects.visible_to(actor).filter(_of(actor, case, "along_user"))
    return rows.select_related("case", "moved_to").order_by("on", "at", "id")


def _tasks(actor: Actor, case: Case | None) -> Any:
    rows = Task.objects.visible_to(actor).filter(_of(actor, case, "who"), done_on=None)
    return rows.select_related("case", "who").order_by("due", "id")


def _entries(actor: Actor, case: Case | None, first: date, last: date) -> Iterator[Entry]:
    for row in _appointments(actor, case).filter(on__range=(first, last))[:MOST]:
        yield Entry(row.on, row.at, "appointment", row)
    for row in _tasks(actor, case).filter(due__range=(first, last))[:MOST]:
        yield Entry(row.due, None, "task", row)
    if actor.may("documents.see"):
        ending = Document.objects.visible_to(actor, "documents.see").filter(
            _of(actor, case), settled=False, expires_on__range=(first, last)
        )
        for row in ending.select_related("case").order_by("expires_on", "id")[:MOST]:
            yield Entry(row.expires_on, None, "document", row)
    for provider in _providers:
        yield from provider(actor, _of(actor, case), first, last)


def _waiting(actor: Actor, case: Case | None, today: date) -> Iterator[Entry]:
    """What should be done by now: tasks behind, appointments of which nobody said what came of them."""
    waiting = AppointmentOutcome.WAITING
    for row in _appointments(actor, case).filter(outcome=waiting, on__range=(today - _BACK, today))[:MOST]:
        if row.is_over and row.on < today:
            yield Entry(row.on, row.at, "appointment", row)
    for row in _tasks(actor, case).filter(due__lt=today)[:MOST]:
        yield Entry(row.due, None, "task", row)
