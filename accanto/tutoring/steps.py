"""Where each tutor stands on the way, since when they wait there, and who has to move: said here alone.

`step_of` is the rule for one tutor, `with_step` the same rule for the database; a property test holds the two
together. The order is the one of the field: availability, first talk, training, introduction, tutoring,
monitoring. Beside the way stand a pause, a suspension and a goodbye.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, Max, Min, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.scoping import ScopedQuerySet
from accanto.tutoring.models import (
    Interview,
    InterviewOutcome,
    TrainingHours,
    Tutor,
    Tutoring,
    TutorPause,
)


class Step(models.TextChoices):
    AVAILABILITY = "availability", _("Availability")
    INTERVIEW = "interview", _("First talk")
    TRAINING = "training", _("Training")
    INTRODUCTION = "introduction", _("Introduction")
    TUTORING = "tutoring", _("Tutoring")
    MONITORING = "monitoring", _("Monitoring")
    PAUSED = "paused", _("Having a pause")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("No tutor any more")


class Mover(models.TextChoices):
    """Who has to move so that a tutor goes on."""

    TUTOR = "tutor", _("waits for the tutor")
    OPERATOR = "operator", _("waits for the operator")
    ORGANISATION = "organisation", _("waits for the organisation")


#: The way, in its order.
PATH = (
    Step.AVAILABILITY,
    Step.INTERVIEW,
    Step.TRAINING,
    Step.INTRODUCTION,
    Step.TUTORING,
    Step.MONITORING,
)
#: After so long beside someone, the exchange with the organisation has begun.
MONITORED_AFTER = timedelta(days=30)
#: Whoever waits longer at a step is stuck: they come up on Today and in the manager's weekly mail.
LONGEST = {
    Step.AVAILABILITY: 14,
    Step.INTERVIEW: 30,
    Step.TRAINING: 45,
    Step.INTRODUCTION: 60,
    Step.PAUSED: 90,
    Step.SUSPENDED: 14,
}
#: A talk that was held, or not, is told within these days.
TALK_TOLD_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What the step of a tutor depends on. `talk_on`: of the talk that is fixed; `turned_on`: when a talk
    last came to nothing; `heard_on`: last hours of training; `beside_since`, `beside_until`: of ties now, of
    the last that ended; `back_on`: when the last pause ended."""

    available_on: date
    interviewed_on: date | None = None
    trained_on: date | None = None
    paused: bool = False
    paused_until: date | None = None
    suspended_on: date | None = None
    left_on: date | None = None
    talk_on: date | None = None
    turned_on: date | None = None
    heard_on: date | None = None
    beside_since: date | None = None
    beside_until: date | None = None
    back_on: date | None = None
    pause_since: date | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Since when a tutor waits at their step, and on whom; `days` so far, `longest` before they are stuck."""

    since: date
    on: Mover
    days: int
    longest: int
    talk_is_over: bool = False

    @property
    def is_stuck(self) -> bool:
        return self.days > self.longest


def step_of(facts: Facts, today: date) -> Step:
    """The step of one tutor on a day."""
    if facts.left_on:
        return Step.LEFT
    if facts.suspended_on:
        return Step.SUSPENDED
    if facts.beside_since:
        early = facts.beside_since > today - MONITORED_AFTER
        return Step.TUTORING if early else Step.MONITORING
    if facts.paused and (facts.paused_until is None or facts.paused_until > today):
        return Step.PAUSED
    if facts.interviewed_on is None:
        return Step.AVAILABILITY if facts.talk_on is None else Step.INTERVIEW
    return Step.TRAINING if facts.trained_on is None else Step.INTRODUCTION


def wait_of(facts: Facts, today: date, *, checks_missing: bool = False) -> Wait | None:
    """How long a tutor has waited where they stand, and on whom; None where nobody waits."""
    step = step_of(facts, today)
    if step == Step.PAUSED:
        since = facts.pause_since or facts.available_on
        # With a day on which it ends, a pause is no waiting: it comes to an end by itself.
        longest = LONGEST[step] if facts.paused_until is None else (facts.paused_until - since).days
        return _wait(since, Mover.TUTOR, today, longest)
    if step == Step.SUSPENDED:
        return _wait(facts.suspended_on or today, Mover.ORGANISATION, today, LONGEST[step])
    if step == Step.INTERVIEW:
        return _wait_for_talk(facts, today)
    begun: dict[Step, tuple[date | None, ...]] = {
        Step.AVAILABILITY: (facts.available_on, facts.turned_on),
        Step.TRAINING: (facts.interviewed_on, facts.heard_on),
        Step.INTRODUCTION: (facts.trained_on, facts.beside_until),
    }
    if step not in begun:
        return None
    since = max(day for day in (*begun[step], facts.back_on, facts.available_on) if day is not None)
    mover = {
        Step.AVAILABILITY: Mover.OPERATOR,
        Step.TRAINING: Mover.TUTOR if facts.heard_on else Mover.ORGANISATION,
        Step.INTRODUCTION: Mover.TUTOR if checks_missing else Mover.OPERATOR,
    }[step]
    return _wait(since, mover, today, LONGEST[step])


def _wait_for_talk(facts: Facts, today: date) -> Wait:
    assert facts.talk_on is not None
    if facts.talk_on < today:
        return _wait(facts.talk_on, Mover.OPERATOR, today, TALK_TOLD_WITHIN, over=True)
    since = max(day for day in (facts.available_on, facts.turned_on, facts.back_on) if day is not None)
    return _wait(since, Mover.TUTOR, today, LONGEST[Step.INTERVIEW])


def _wait(since: date, mover: Mover, today: date, longest: int, *, over: bool = False) -> Wait:
    return Wait(since, mover, max(0, (today - since).days), longest, over)


def with_facts(tutors: ScopedQuerySet) -> ScopedQuerySet:
    """Tutors in the actor's sight with the dates that `facts_of` reads, each from its own table."""
    talks = _of(Interview)
    nothing = (InterviewOutcome.NOT_NOW, InterviewOutcome.DID_NOT_COME)
    ties, pauses = _of(Tutoring), _of(TutorPause)
    return tutors.annotate(
        talk_at=_one(talks.filter(outcome=""), Max("at")),
        talk_pk=Subquery(talks.filter(outcome="").values("pk")[:1]),
        turned_on=_one(talks.filter(outcome__in=nothing), Max("recorded_on")),
        heard_on=_one(_of(TrainingHours), Max("on")),
        beside_since=_one(ties.filter(ended_on=None), Min("started_on")),
        beside_until=_one(ties.exclude(ended_on=None), Max("ended_on")),
        back_on=_one(pauses.exclude(ends_on=None), Max("ends_on")),
        pause_since=_one(pauses.filter(ends_on=None), Max("starts_on")),
    )


def with_step(tutors: ScopedQuerySet, today: date) -> ScopedQuerySet:
    """Tutors with their `step`: the rule of `step_of` as the database says it."""
    ties = _of(Tutoring).filter(ended_on=None)
    late = ties.filter(started_on__lte=today - MONITORED_AFTER)
    talk = _of(Interview).filter(outcome="")
    on_pause = Q(paused=True) & (Q(paused_until=None) | Q(paused_until__gt=today))
    return tutors.annotate(
        step=Case(
            When(~Q(left_on=None), then=Value(Step.LEFT.value)),
            When(~Q(suspended_on=None), then=Value(Step.SUSPENDED.value)),
            When(Exists(late), then=Value(Step.MONITORING.value)),
            When(Exists(ties), then=Value(Step.TUTORING.value)),
            When(on_pause, then=Value(Step.PAUSED.value)),
            When(Q(interviewed_on=None) & Exists(talk), then=Value(Step.INTERVIEW.value)),
            When(interviewed_on=None, then=Value(Step.AVAILABILITY.value)),
            When(trained_on=None, then=Value(Step.TRAINING.value)),
            default=Value(Step.INTRODUCTION.value),
            output_field=models.CharField(),
        )
    )


def facts_of(tutor: Tutor) -> Facts:
    """Of a tutor read through `with_facts`."""
    at: Any = getattr(tutor, "talk_at")  # noqa: B009  annotated: the model has no such column
    noted = ("turned_on", "heard_on", "beside_since", "beside_until", "back_on", "pause_since")
    return Facts(
        available_on=tutor.available_on,
        interviewed_on=tutor.interviewed_on,
        trained_on=tutor.trained_on,
        paused=tutor.paused,
        paused_until=tutor.paused_until,
        suspended_on=tutor.suspended_on,
        left_on=tutor.left_on,
        talk_on=timezone.localtime(at).date() if at else None,
        **{name: getattr(tutor, name) for name in noted},
    )


def may_be_asked(today: date) -> Q:
    """Tutors who may be asked for a new pair: neither suspended nor gone nor having a pause."""
    return Q(suspended_on=None, left_on=None) & (Q(paused=False) | Q(paused_until__lte=today))


def _of(model: Any) -> Any:
    """Rows of the tutor of the outer query: dates of someone in sight, of which no row comes out."""
    return model._base_manager.filter(tutor=OuterRef("pk")).order_by()


def _one(rows: Any, aggregate: Any) -> Subquery:
    return Subquery(rows.values("tutor").annotate(found=aggregate).values("found"))
