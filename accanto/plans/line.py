"""What plans add to other rooms' pages: the case, the person, Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.panels import Panel
from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.core.today import TodayItem, Urgency
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.plans.models import Plan, PlanAction, PlanVersion

MOST = 15


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """The plan of a case, or the way to begin one."""
    plans = list(Plan.objects.visible_to(actor).filter(case=case))
    may_start = case.is_open and allowed_on(actor, "cases.edit", case) and actor.may("plans.edit")
    current = [plan for plan in plans if plan.status != Plan.Status.CLOSED]
    context = {"plans": plans, "may_start": may_start and not current, "case": case}
    yield Panel("plans/_case_panel.html", context, order=20)


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    if Plan.objects.visible_to(actor).filter(case=case).exclude(status=Plan.Status.CLOSED).exists():
        yield _("A plan of this case is still open.")


def events(actor: Actor, person: Person) -> Iterator[Event]:
    plans = Plan.objects.visible_to(actor).filter(case__person=person)
    versions = PlanVersion.objects.visible_to(actor).filter(plan__in=plans).exclude(agreed_on=None)
    for plan in plans:
        yield Event(plan.started_on, "it-files", _("Plan begun"), "", plan.get_absolute_url(), "plan")
    for version in versions.select_related("plan"):
        text = _("version %(number)s") % {"number": version.number}
        url = version.plan.get_absolute_url()
        yield Event(version.agreed_on, "it-check", _("Plan agreed"), text, url, "plan")  # type: ignore[arg-type]


def today_items(actor: Actor) -> Iterator[TodayItem]:
    """Actions due, reviews due, and versions that wait for this user's yes."""
    if actor.may("plans.edit"):
        yield from _due(actor)
    if actor.user_id is None or not actor.may("plans.agree"):
        return
    waiting = PlanVersion.objects.visible_to(actor, "plans.agree").filter(
        agreed_on=None, plan__parties__user=actor.user_id, plan__parties__left_on=None
    )
    for version in waiting.exclude(agreements__party__user=actor.user_id).select_related("plan__case")[:MOST]:
        title = _("%(code)s: a version of the plan waits for you") % {"code": version.plan.case.code}
        yield TodayItem(
            "version",
            title,
            _("Read it and agree, or say what should change."),
            version.get_absolute_url(),
            icon="it-files",
        )


def _due(actor: Actor) -> Iterator[TodayItem]:
    today = timezone.localdate()
    actions = PlanAction.objects.visible_to(actor, "plans.edit").filter(
        status=PlanAction.Status.TODO,
        due__lte=today + timedelta(days=7),
        goal__plan__case__operator=actor.user_id,
        goal__plan__case__closed_on=None,
    )
    for action in actions.select_related("goal__plan__case", "catalogue").order_by("due")[:MOST]:
        title = _("%(code)s: an action of the plan") % {"code": action.goal.plan.case.code}
        urgency: Urgency = "late" if action.due and action.due < today else "soon"
        text = str(action.catalogue) if action.catalogue else action.goal.get_area_display()
        yield TodayItem("action", title, text, action.get_absolute_url(), action.due, urgency, "it-check")
    plans = Plan.objects.visible_to(actor, "plans.edit").filter(
        review_by__lte=today + timedelta(days=7), case__operator=actor.user_id, case__closed_on=None
    )
    for plan in plans.exclude(status=Plan.Status.CLOSED).select_related("case").order_by("review_by")[:MOST]:
        title = _("%(code)s: look at the plan again") % {"code": plan.case.code}
        pressing: Urgency = "late" if plan.review_by and plan.review_by < today else "soon"
        yield TodayItem("review", title, "", plan.get_absolute_url(), plan.review_by, pressing, "it-refresh")
