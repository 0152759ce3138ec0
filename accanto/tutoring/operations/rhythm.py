"""How ties stand by their cadence: read for many at once, and kept on their rows for lists to sort by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accanto.core.actor import SystemActor
from accanto.core.scoping import unrecorded
from accanto.tutoring.cadence import LOOK_BACK, Standing, closed_of, overall, rules_of, standing
from accanto.tutoring.counted import counted
from accanto.tutoring.holidays import Pause, Rest
from accanto.tutoring.models import Contact, Tutoring, TutoringPause
from accanto.tutoring.monitoring.words import Rhythm

_RHYTHM = SystemActor("rhythm")
#: Ties worked on at once by the night.
_AT_ONCE = 500


@dataclass(frozen=True)
class Stands:
    """How one tie stands: each rule, the whole, days behind, and the pause that it is in, if any."""

    rules: list[Standing]
    rhythm: Rhythm
    behind: int
    pause: Pause | None

    @property
    def due(self) -> list[Standing]:
        """The rules that ask for something now."""
        return [] if self.pause else [rule for rule in self.rules if rule.asks and not rule.is_kept]


def stand(ties: Sequence[Tutoring], today: date | None = None) -> dict[UUID, Stands]:
    """How these ties stand, by their key: two queries, however many. Their case and project must be at hand."""
    day = today or timezone.localdate()
    keys = [tie.pk for tie in ties]
    contacts, pauses = _contacts(keys, day), _pauses(keys, day)
    told: dict[UUID, tuple[Any, Any]] = {}  # of each project: rules, closed days
    found = {}
    for tie in ties:
        project = tie.case.project
        if project.pk not in told:
            told[project.pk] = rules_of(project.definition), closed_of(project.definition)
        rules, closed = told[project.pk]
        rest = Rest(tuple(pauses[tie.pk]), closed)
        stood = standing(rules, contacts[tie.pk], tie.started_on, day, rest)
        pause = next((each for each in rest.pauses if Rest((each,)).is_pause(day)), None)
        rhythm, behind = overall(stood, pause=pause is not None)
        found[tie.pk] = Stands(stood, rhythm, behind, pause)
    return found


def _contacts(keys: Sequence[UUID], day: date) -> dict[UUID, list[tuple[str, date]]]:
    rows = counted(Contact.objects.visible_to(_RHYTHM))
    rows = rows.filter(tutoring__in=keys, on__gte=day - LOOK_BACK, on__lte=day)
    found: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for key, kind, on in rows.order_by().values_list("tutoring_id", "kind", "on"):
        found[key].append((kind, on))
    return found


def _pauses(keys: Sequence[UUID], day: date) -> dict[UUID, list[Pause]]:
    rows = TutoringPause.objects.visible_to(_RHYTHM).filter(tutoring__in=keys)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=day - LOOK_BACK))
    found: dict[UUID, list[Pause]] = defaultdict(list)
    for key, first, end in rows.order_by("starts_on").values_list("tutoring_id", "starts_on", "ends_on"):
        found[key].append((first, end))
    return found


def renew(tie: Tutoring) -> None:
    """After a contact or a pause of one tie: how it stands is written on its row, which is read anew for it."""
    row = Tutoring.objects.visible_to(_RHYTHM).select_related("case__project").get(pk=tie.pk)
    _write([row])
    tie.rhythm, tie.behind = row.rhythm, row.behind


def renew_all(today: date | None = None) -> int:
    """Each night: how all ties stand that go on. Returns how many changed."""
    return sum(_write(ties, today) for ties in _in_parts(going_on()))


def going_on() -> Any:
    """The ties that go on, with what standing asks of them."""
    return Tutoring.objects.visible_to(_RHYTHM).filter(ended_on=None).select_related("case__project")


def _in_parts(rows: Any) -> Iterator[list[Tutoring]]:
    after: UUID | None = None
    while part := list((rows if after is None else rows.filter(pk__gt=after)).order_by("pk")[:_AT_ONCE]):
        yield part
        after = part[-1].pk


def _write(ties: Iterable[Tutoring], today: date | None = None) -> int:
    known = list(ties)
    stood = stand(known, today)
    changed = []
    for tie in known:
        found = stood[tie.pk]
        rhythm, behind = (Rhythm.ON_TRACK, 0) if tie.ended_on else (found.rhythm, found.behind)
        if (tie.rhythm, tie.behind) != (rhythm, behind):
            tie.rhythm, tie.behind = rhythm, behind
            changed.append(tie)
    if changed:
        with unrecorded("derived from contacts, pauses and the calendar, which the trail has"):
            Tutoring.objects.visible_to(_RHYTHM).bulk_update(changed, ["rhythm", "behind"], batch_size=250)
    return len(changed)
