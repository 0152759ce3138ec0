"""What the person's own page shows: what is next first, then who is beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Appointment, AppointmentOutcome
from accanto.core.actor import Actor
from accanto.core.today import TodayItem, Waits
from accanto.mine.models import Message, OwnCase, OwnPerson
from accanto.mine.operations.door import still_read
from accanto.mine.words import (
    ALONG,
    ANSWER_HERE,
    DAYS,
    LOOK_TOGETHER,
    MEDIATOR,
    RECEPTION,
    TO_AGREE,
    YOUR_OPERATOR,
    YOUR_TUTOR,
)
from accanto.plans.models import PartyKind, Plan, PlanAction
from accanto.plans.reading import may_agree, own_party
from accanto.skills.models import SkillsAssessment
from accanto.tutoring import today_asked, today_pact
from accanto.tutoring.beside import names_of
from accanto.tutoring.models import Tutoring
from accanto.tutoring.monitoring.due import monitoring as check_ins_due
from accanto.tutoring.words import Side

#: Appointments of the page; actions of it.
MOST = 60
_NEXT = 4


@dataclass(frozen=True)
class Next:
    """One thing that comes next: what, on which day, where to look."""

    what: str
    url: str = ""
    on: date | None = None
    at: time | None = None
    more: str = ""
    icon: str = "it-check"
    is_mine: bool = False  # something to do, and not only to know


@dataclass(frozen=True)
class Beside:
    """Someone who stands beside the person. `phone` is the organisation's."""

    who: str
    name: str
    organisation: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""


def own_person(actor: Actor) -> OwnPerson | None:
    """The record that is the actor themselves."""
    found: OwnPerson | None = OwnPerson.objects.visible_to(actor).filter(merged_into=None).first()
    return found


def own_cases(actor: Actor) -> list[OwnCase]:
    """Cases that the person still reads, those that go on first."""
    rows = OwnCase.objects.visible_to(actor).filter(still_read(timezone.localdate()))
    related = rows.select_related("organisation", "operator", "project", "person")
    return sorted(related, key=lambda case: (not case.is_open, case.opened_on))


def appointments(actor: Actor, cases: list[OwnCase], *, past: bool = False) -> list[Appointment]:
    """Those to come, the nearest first; or those of before, the latest first. Each with its plain words."""
    today = timezone.localdate()
    rows = Appointment.objects.visible_to(actor, "appointments.see").filter(
        case__in=[case.pk for case in cases]
    )
    gone = (AppointmentOutcome.MOVED, AppointmentOutcome.CANCELLED)
    rows = rows.exclude(outcome__in=gone).select_related("case__organisation")
    rows = (
        rows.filter(on__lt=today).order_by("-on", "-at", "-id")
        if past
        else rows.filter(on__gte=today).order_by("on", F("at").asc(nulls_first=True), "id")
    )
    found: list[Any] = list(rows[: 10 if past else MOST])
    for row in found:
        row.said = DAYS.get(row.kind, DAYS["other"])
        row.with_whom = ALONG.get(row.along, "")
    return found


def plans_of(actor: Actor, cases: list[OwnCase]) -> list[Plan]:
    """The plans of one's cases, the open first."""
    rows = Plan.objects.visible_to(actor, "plans.see").filter(case__in=[case.pk for case in cases])
    found = list(rows.select_related("case__person", "case__project", "case__organisation"))
    return sorted(found, key=lambda plan: plan.status == Plan.Status.CLOSED)


def newest_skills(actor: Actor) -> SkillsAssessment | None:
    """One's newest skills assessment that says anything, with the CV made of it."""
    own = SkillsAssessment.objects.visible_to(actor).filter(case__person__account=actor.user_id)
    newest: SkillsAssessment | None = own.filter(entries__isnull=False).first()
    return newest


def whats_next(actor: Actor, cases: list[OwnCase], plans: list[Plan]) -> list[Next]:
    """A yes that is waited for, news, what to do by its day, the next appointments, the next look at the plan."""
    found = [*_to_agree(actor, plans), *_unread(actor, cases)]
    dated = [*_of_tutoring(actor), *_appointed(actor, cases), *_actions(actor, plans), *_reviews(plans)]
    return [*found, *sorted(dated, key=lambda each: (each.on or date.max, each.at or time.min, each.what))]


def _of_tutoring(actor: Actor) -> list[Next]:
    """How it goes with the tutor, somebody to meet, an agreement to sign: what Today says of it, in public words."""
    found: list[TodayItem] = []
    for provider in (check_ins_due, today_asked.items, today_pact.items):
        for each in provider(actor):
            found += each.items() if isinstance(each, Waits) else [each]
    return [
        Next(str(each.title), each.url, each.due, more=str(each.text), icon=each.icon, is_mine=True)
        for each in found
    ]


def _to_agree(actor: Actor, plans: list[Plan]) -> list[Next]:
    newest = [(plan, plan.newest_version()) for plan in plans]
    waiting = [
        version
        for plan, version in newest
        if version and may_agree(actor, own_party(actor, plan), plan, version)
    ]
    words = str(TO_AGREE)
    return [Next(words, version.get_absolute_url(), icon="it-files", is_mine=True) for version in waiting]


def _unread(actor: Actor, cases: list[OwnCase]) -> list[Next]:
    rows = Message.objects.visible_to(actor).filter(
        case__in=[case.pk for case in cases], by_person=False, seen_at=None
    )
    if not rows.exists():
        return []
    return [Next(str(ANSWER_HERE), reverse("mine:messages"), icon="it-comment", is_mine=True)]


def _appointed(actor: Actor, cases: list[OwnCase]) -> list[Next]:
    url = reverse("mine:days")
    return [
        Next(str(row.said), url, row.on, row.at, row.place, "it-calendar")  # type: ignore[attr-defined]
        for row in appointments(actor, cases)[:_NEXT]
    ]


def _actions(actor: Actor, plans: list[Plan]) -> list[Next]:
    open_plans = [plan.pk for plan in plans if plan.status != Plan.Status.CLOSED]
    todo = PlanAction.objects.visible_to(actor, "plans.see").filter(
        goal__plan__in=open_plans, status=PlanAction.Status.TODO, who_kind=PlanAction.WhoKind.PERSON
    )
    rows = todo.select_related("catalogue", "goal__plan").order_by(F("due").asc(nulls_last=True), "id")
    return [
        Next(
            str(row.catalogue) if row.catalogue else row.text,
            row.get_absolute_url(),
            row.due,
            is_mine=True,
        )
        for row in rows[:_NEXT]
    ]


def _reviews(plans: list[Plan]) -> list[Next]:
    this_day = timezone.localdate()
    open_plans = [plan for plan in plans if plan.status != Plan.Status.CLOSED]
    coming = [plan for plan in open_plans if plan.review_by and plan.review_by >= this_day]
    words = str(LOOK_TOGETHER)
    return [Next(words, plan.get_absolute_url(), plan.review_by, icon="it-files") for plan in coming]


def beside(actor: Actor, cases: list[OwnCase], plans: list[Plan]) -> list[Beside]:
    """Operator and organisation of each open case, the tutors, and who else writes the plan."""
    open_cases = [case for case in cases if case.is_open]
    found = [
        Beside(
            str(YOUR_OPERATOR),
            case.operator.name,
            case.organisation.name,
            case.organisation.phone,
            case.organisation.email,
        )
        for case in open_cases
    ]
    ties = Tutoring.objects.visible_to(actor, "tutoring.see").filter(
        case__in=[case.pk for case in open_cases], ended_on=None
    )
    for tie in ties.select_related("tutor", "case").prefetch_related("sides"):
        found.append(
            Beside(str(YOUR_TUTOR), names_of(tie)[Side.TUTOR], url=reverse("portal:beside", args=[tie.pk]))
        )
    return [*found, *_of_plans(actor, plans)]


def _of_plans(actor: Actor, plans: list[Plan]) -> list[Beside]:
    found = []
    for plan in plans:
        if plan.status == Plan.Status.CLOSED or own_party(actor, plan) is None:
            continue
        kinds = {PartyKind.MEDIATOR: str(MEDIATOR), PartyKind.RECEPTION: str(RECEPTION)}
        for party in plan.parties.filter(left_on=None, kind__in=list(kinds)).select_related("user"):
            name = party.user.name if party.user else party.name
            found.append(Beside(kinds[PartyKind(party.kind)], name))
    return found
