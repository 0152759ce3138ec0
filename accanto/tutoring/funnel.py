"""The funnel of a reach: how many stand at each step, who waits longest, where people are lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.tutoring.checks import with_asked, without_all
from accanto.tutoring.models import Tutor, Tutoring
from accanto.tutoring.steps import (
    PATH,
    Mover,
    Step,
    Wait,
    facts_of,
    step_of,
    wait_of,
    with_facts,
    with_step,
)

#: Below so many, a share says nothing: the numbers are said alone.
FEW = 10
#: From so many on, the wait of half of them is said; below, the longest.
HALF_FROM = 5
#: Steps at which someone waits; of the others nobody has to move.
WAITING = (
    Step.AVAILABILITY,
    Step.INTERVIEW,
    Step.TRAINING,
    Step.INTRODUCTION,
    Step.PAUSED,
    Step.SUSPENDED,
)


#: What a list of those who wait reads of each: sealed and long columns stay closed for thousands of rows.
_READ = (
    "code",
    "name",
    "organisation",
    "project",
    "available_on",
    "interviewed_on",
    "trained_on",
    "paused",
    "paused_until",
    "suspended_on",
    "left_on",
)


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next, and the one tap to it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A tutor who waits: at which step, since when, on whom, and what comes next."""

    tutor: Tutor
    step: Step
    wait: Wait

    @property
    def next(self) -> Next:
        return next_of(self.tutor, self.step, self.wait)


@dataclass(frozen=True, slots=True)
class AtStep:
    """How many stand at a step now, how long they have waited, how many are stuck.

    `median_days` is None where too few wait to say what half of them do: then `longest_days` is said.
    """

    step: Step
    count: int
    median_days: int | None
    longest_days: int | None
    stuck: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Of those who offered themselves in a period, how many came to a step; `of` those of the step before.

    `lost`: who left before it. `share` is None where there are too few to say one.
    """

    step: Step
    count: int
    of: int
    lost: int

    @property
    def share(self) -> int | None:
        return round(100 * self.count / self.of) if self.of >= FEW else None


def waiting(actor: Actor, capability: str = "tutors.see", **where: Any) -> list[Row]:
    """Everyone who waits in the actor's reach, the stuck first, then the longest wait. A constant number of queries."""
    today = timezone.localdate()
    tutors = with_step(Tutor.objects.visible_to(actor, capability).filter(**where), today)
    tutors = with_facts(tutors.filter(step__in=[step.value for step in WAITING]))
    found = list(with_asked(tutors).only(*_READ))
    lacking = without_all(actor, [each for each in found if each.step == Step.INTRODUCTION], today)
    rows = []
    for tutor in found:
        facts = facts_of(tutor)
        wait = wait_of(facts, today, checks_missing=tutor.pk in lacking)
        if wait is not None:
            rows.append(Row(tutor, step_of(facts, today), wait))
    return sorted(rows, key=lambda row: (not row.wait.is_stuck, -row.wait.days, row.tutor.code))


def next_of(tutor: Tutor, step: Step, wait: Wait | None) -> Next:
    """The next thing to do with a tutor, and where it is done."""
    page = tutor.get_absolute_url()

    def at(name: str) -> str:
        return reverse(f"tutoring:{name}", args=[tutor.pk])

    if step == Step.INTERVIEW:
        over = wait is not None and wait.talk_is_over
        label = _("Say how the first talk went") if over else _("See when the first talk is")
        talk = getattr(tutor, "talk_pk", None)
        return Next(label, reverse("tutoring:interview_record", args=[talk]) if over and talk else page)
    if step == Step.INTRODUCTION and wait is not None and wait.on == Mover.TUTOR:
        return Next(_("Note the check that is missing"), at("check_add"))
    found = {
        Step.AVAILABILITY: (_("Fix the first talk"), at("interview_fix")),
        Step.TRAINING: (_("Note hours of training"), at("training_add")),
        Step.INTRODUCTION: (_("Find whom to introduce them to"), reverse("cases:case_list")),
        Step.PAUSED: (
            _("Nothing: the pause ends by itself")
            if tutor.paused_until
            else _("Ask whether the pause is over"),
            page,
        ),
        Step.SUSPENDED: (_("Lift the suspension, or end it"), page),
    }
    label, url = found.get(step, (_("Nothing to do now"), page))
    return Next(label, url)


def counts(actor: Actor, rows: list[Row], **where: Any) -> list[AtStep]:
    """How many stand at each step now; the waits are those of `rows`."""
    tutors = with_step(Tutor.objects.visible_to(actor).filter(**where), timezone.localdate())
    many = dict(tutors.order_by().values_list("step").annotate(many=Count("pk")))
    found = []
    for step in Step:
        days = [row.wait.days for row in rows if row.step == step]
        stuck = sum(row.wait.is_stuck for row in rows if row.step == step)
        middle = round(median(days)) if len(days) >= HALF_FROM else None
        found.append(AtStep(step, many.get(step.value, 0), middle, max(days, default=None), stuck))
    return found


def passages(actor: Actor, since: date, **where: Any) -> list[Passage]:
    """How far those came who offered themselves since a day, and where they were lost."""
    ties = Tutoring.objects.visible_to(actor).filter(tutor=OuterRef("pk"))
    month_later = timezone.localdate() - timedelta(days=30)
    tutors = Tutor.objects.visible_to(actor).filter(available_on__gte=since, **where)
    marks = tutors.annotate(
        tied=Exists(ties), stayed=Exists(ties.filter(started_on__lte=month_later).exclude(end="not_started"))
    ).values_list("interviewed_on", "trained_on", "tied", "stayed", "left_on")
    came = [_reached(*mark[:4]) for mark in marks]
    left = [reached for reached, mark in zip(came, marks, strict=True) if mark[4] is not None]
    found = []
    steps = (Step.AVAILABILITY, Step.INTERVIEW, Step.TRAINING, Step.INTRODUCTION, Step.MONITORING)
    for number, step in enumerate(steps):
        many = sum(reached >= number for reached in came)
        before = sum(reached >= number - 1 for reached in came) if number else many
        lost = sum(reached == number - 1 for reached in left) if number else 0
        found.append(Passage(step, many, before, lost))
    return found


def _reached(met: Any, trained: Any, tied: bool, stayed: bool) -> int:
    """How far on the way: 0 offered, 1 met, 2 trained, 3 introduced, 4 beside someone for a month."""
    for number, mark in ((4, stayed), (3, tied), (2, trained), (1, met)):
        if mark:
            return number
    return 0


def path_of(step: Step) -> list[tuple[Step, str]]:
    """The way as a line: each step is done, now or to come."""
    at = PATH.index(step) if step in PATH else -1
    return [
        (each, "now" if number == at else "done" if number < at else "to_come")
        for number, each in enumerate(PATH)
    ]
