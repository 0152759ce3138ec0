"""What of tutoring stands on a project's page: who its tutors are, and the board in numbers, with no person in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.network.models import Project
from accanto.tutoring.models import Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.models.match import holds
from accanto.tutoring.places import tutored_by
from accanto.tutoring.steps import Step, with_step

_SEE = "figures.see"


@dataclass(frozen=True, slots=True)
class Line:
    """One partner in one territory: persons who wait, tutors who are free, pairs proposed, ties that began."""

    partner: str
    territory: str
    waiting: int = 0
    free: int = 0
    proposed: int = 0
    introduced: int = 0


def project_panels(actor: Actor, project: Project) -> Iterator[Panel]:
    """For those who see the project's figures; the numbers where the project has tutors."""
    if not allowed_on(actor, _SEE, project):
        return
    who = tutored_by(project)
    told = {"tutored_by": who.label, "lines": board_counts(actor, project) if who.has_own else []}
    yield Panel("tutoring/_project_panel.html", told, order=30)


def board_counts(actor: Actor, project: Project) -> list[Line]:
    """The board of a project in numbers, by partner and territory, of what the actor may count: four queries."""
    today = timezone.localdate()
    requests = TutorRequest.objects.visible_to(actor, _SEE).filter(
        case__project=project, case__closed_on=None, state=TutorRequest.State.WAITING
    )
    held = Match.objects.visible_to(actor, _SEE).filter(holds(), request__case__project=project)
    tutors = with_step(Tutor.objects.visible_to(actor, _SEE).filter(project=project), today)
    taken = Count("tutorings", filter=Q(tutorings__ended_on=None), distinct=True) + Count(
        "matches", filter=holds("matches__"), distinct=True
    )
    able = tutors.filter(step__in=(Step.INTRODUCTION, Step.TUTORING, Step.MONITORING), paused=False)
    room = able.annotate(taken=taken).filter(taken__lt=F("capacity"))
    free = Tutor.objects.visible_to(actor, _SEE).filter(pk__in=room.values("pk"))  # counted anew, ungrouped
    ties = Tutoring.objects.visible_to(actor, _SEE).filter(case__project=project)
    found: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for name, rows, path in (
        ("waiting", requests.exclude(pk__in=held.values("request")), "case__"),
        ("free", free, ""),
        ("proposed", held, "request__case__"),
        ("introduced", ties, "case__"),
    ):
        for place, many in _by_place(rows, path):
            found[place][name] = many
    return [Line(*place, **numbers) for place, numbers in sorted(found.items())]


def _by_place(rows: Any, path: str) -> Iterator[tuple[tuple[str, str], int]]:
    """((partner, territory), how many), each row once."""
    names = (f"{path}organisation__name", f"{path}territory__name")
    counted = rows.order_by().values_list(*names).annotate(many=Count("pk", distinct=True))
    for partner, territory, many in counted:
        yield (partner, territory or ""), many
