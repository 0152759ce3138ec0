"""What plans ask of those who are parties to them and do not write them; and cases without a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.today import TodayItem, Urgency
from accanto.plans.models import PartyKind, Plan, PlanAction, PlanParty

MOST = 15
#: A case without a plan is asked about after so long.
PLAN_WITHIN = timedelta(days=30)
SOON = timedelta(days=7)


def items(actor: Actor) -> Iterator[TodayItem]:
    """For an operator the cases without a plan; for the other parties their steps and their plans."""
    if actor.user_id is None:
        return
    if actor.may("plans.edit"):
        yield from _without_a_plan(actor)
    elif actor.may("plans.see"):
        yield from _of_a_party(actor)


def _without_a_plan(actor: Actor) -> Iterator[TodayItem]:
    today = timezone.localdate()
    cases = Case.objects.visible_to(actor, "plans.edit").filter(
        operator=actor.user_id, closed_on=None, opened_on__lte=today - PLAN_WITHIN, plans=None
    )
    for case in cases.order_by("opened_on", "id")[:MOST]:
        title = _("%(code)s: no plan yet") % {"code": case.code}
        text = _("Begin with what the person wants, in their words.")
        yield TodayItem("no_plan", title, text, case.get_absolute_url(), None, "soon", "it-files")


def _of_a_party(actor: Actor) -> Iterator[TodayItem]:
    parties = PlanParty.objects.visible_to(actor, "plans.see").filter(user=actor.user_id, left_on=None)
    parties = parties.exclude(plan__status=Plan.Status.CLOSED).select_related("plan__case__project")
    for party in parties.order_by("created_at")[:MOST]:
        yield from _steps(actor, party)
        plan = party.plan
        own = party.kind == PartyKind.PERSON
        title = _("Your plan") if own else _("The plan of %(code)s") % {"code": plan.case.code}
        if plan.review_by:
            yield TodayItem(
                "plan", title, _("Looked at again by this day."), plan.get_absolute_url(), plan.review_by, "info", "it-files"
            )  # fmt: skip
        else:
            yield TodayItem(
                "plan", title, plan.case.project, plan.get_absolute_url(), None, "info", "it-files"
            )


def _steps(actor: Actor, party: PlanParty) -> Iterator[TodayItem]:
    """What the plan says that this party does."""
    today = timezone.localdate()
    todo = PlanAction.objects.visible_to(actor, "plans.see").filter(
        goal__plan=party.plan, status=PlanAction.Status.TODO, who_kind=party.kind
    )
    ordered = todo.select_related("catalogue", "goal__plan").order_by(F("due").asc(nulls_last=True), "id")
    for action in ordered[:MOST]:
        what = str(action.catalogue) if action.catalogue else action.text
        urgency: Urgency = "soon"
        if action.due:
            urgency = "late" if action.due < today else "now" if action.due <= today + SOON else "soon"
        yield TodayItem(
            "step", _("You, in the plan"), what, action.get_absolute_url(), action.due, urgency, "it-check"
        )
