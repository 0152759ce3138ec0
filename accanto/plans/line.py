"""What plans add to other rooms' pages: the case, the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.agenda import MOST, Entry
from accanto.cases.aims import Aim
from accanto.cases.models import Case
from accanto.cases.passage import Chapter, Part
from accanto.core.actor import Actor, SystemActor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.core.together import holds
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.plans.models import Goal, Plan, PlanAction

#: What goes along with a case is asked for nobody in particular: of what hangs on it, counts and states.
_ANYONE = SystemActor("transfer")


def of_case(actor: Actor, case: Case) -> dict[str, Any]:
    return {"plans": Plan.objects.visible_to(actor).filter(case=case)}


def of_person(actor: Actor, person: Person) -> dict[str, Any]:
    return {"plans": Plan.objects.visible_to(actor).filter(case__person=person)}


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """The plan of a case, or the way to begin one."""
    plans = list(of_case(actor, case)["plans"]) if holds(case, "plans") else []
    may_start = case.is_open and allowed_on(actor, "cases.edit", case) and actor.may("plans.edit")
    current = [plan for plan in plans if plan.status != Plan.Status.CLOSED]
    context = {"plans": plans, "may_start": may_start and not current, "case": case}
    yield Panel("plans/_case_panel.html", context, order=20)


def days(actor: Actor, cases: Q, first: date, last: date) -> Iterator[Entry]:
    """The next look at each open plan, in the calendar of its case."""
    plans = Plan.objects.visible_to(actor).filter(cases, review_by__range=(first, last))
    plans = plans.exclude(status=Plan.Status.CLOSED).select_related("case")
    for plan in plans.order_by("review_by", "id")[:MOST]:
        if plan.review_by is not None:
            yield Entry(plan.review_by, None, "other", plan, _("Look at the plan again"))


def parts(case: Case) -> Iterator[Part]:
    """What goes along with a case that goes to another organisation."""
    for plan in Plan.objects.visible_to(_ANYONE).filter(case=case).exclude(status=Plan.Status.CLOSED):
        yield Part(_("The plan, with its parties: %(state)s") % {"state": plan.get_status_display()})


def chapters(case: Case) -> Iterator[Chapter]:
    """The goals as they stood when the case went."""
    goals = Goal.objects.visible_to(_ANYONE).filter(plan__case=case).order_by("created_at", "id")
    lines = [f"{goal.get_area_display()} · {goal.words} · {goal.get_status_display()}" for goal in goals]
    yield str(_("Plan")), lines


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    if Plan.objects.visible_to(actor).filter(case=case).exclude(status=Plan.Status.CLOSED).exists():
        yield _("A plan of this case is still open.")


def aims(actor: Actor, case: Case) -> Iterator[Aim]:
    """Actions of the open plan, each with the area of its goal."""
    rows = (
        PlanAction.objects.visible_to(actor)
        .filter(goal__plan__case=case)
        .exclude(goal__plan__status=Plan.Status.CLOSED)
    )
    for action in rows.select_related("goal__plan", "catalogue"):
        words = str(action.catalogue) if action.catalogue else action.text
        yield Aim(action.pk, f"{action.goal.get_area_display()}: {words}", action.get_absolute_url())


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """When a plan was begun, and when each of its versions was agreed; in one query, and without what they say."""
    rows = of_person(actor, person)["plans"].order_by("started_on", "pk", "versions__number")
    told: set[UUID] = set()
    for key, began, number, agreed, version in rows.values_list(
        "pk", "started_on", "versions__number", "versions__agreed_on", "versions__pk"
    ):
        if key not in told:
            told.add(key)
            yield Event(
                began, "it-files", _("Plan begun"), "", reverse("plans:plan_detail", args=[key]), "plan"
            )
        if agreed is not None:
            text = _("version %(number)s") % {"number": number}
            url = reverse("plans:version_detail", args=[version])
            yield Event(agreed, "it-check", _("Plan agreed"), text, url, "plan")
