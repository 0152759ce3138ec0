"""Writing a plan: its goals and actions, and when it is looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import CatalogueAction
from accanto.plans.models import Goal, PartyKind, Plan, PlanAction, PlanParty
from accanto.plans.words import CLOSED


def require_plan(actor: Actor, capability: str, plan: Plan) -> None:
    """Raise NotAllowed unless the actor has the capability on this plan; ValidationError if it is closed."""
    if not allowed_on(actor, capability, plan):
        raise NotAllowed
    if plan.status == Plan.Status.CLOSED:
        raise ValidationError(CLOSED)


def lock_plan(actor: Actor, plan: Plan) -> None:
    """Whoever else puts a version of it, or agrees, waits until this transaction is over.

    Raises ValidationError if it was closed meanwhile.
    """
    Plan.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=plan.pk)
    plan.refresh_from_db(fields=["status"])
    if plan.status == Plan.Status.CLOSED:
        raise ValidationError(CLOSED)


@transaction.atomic
def start_plan(actor: Actor, *, case: Case, language: str = "ita", review_by: date | None = None) -> Plan:
    """Begin a plan with the person and the operator as its first parties."""
    if not allowed_on(actor, "cases.edit", case):
        raise NotAllowed
    actor.require("plans.edit", organisation=case.organisation, project=case.project)
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    today = timezone.localdate()
    plan = Plan(case=case, language=language or "ita", started_on=today, review_by=review_by)
    plan = trail.create(actor, plan, "plan.started")
    person = PlanParty(plan=plan, kind=PartyKind.PERSON, user=case.person.account)
    trail.create(actor, person, "plan.party_invited")
    operator = PlanParty(plan=plan, kind=PartyKind.OPERATOR, user=case.operator)
    trail.create(actor, operator, "plan.party_invited")
    return plan


def add_goal(actor: Actor, *, plan: Plan, area: str, words: str, by: date | None = None) -> Goal:
    """What the person wants, in their words."""
    require_plan(actor, "plans.edit", plan)
    return trail.create(actor, Goal(plan=plan, area=area, words=words, by=by), "goal.added")


def change_goal(actor: Actor, *, goal: Goal, **values: Any) -> Goal:
    """Other words, another day, reached or let go."""
    require_plan(actor, "plans.edit", goal.plan)
    return trail.change(actor, goal, "goal.changed", **values)


def add_action(
    actor: Actor,
    *,
    goal: Goal,
    who_kind: str,
    catalogue: CatalogueAction | None = None,
    text: str = "",
    who: str = "",
    due: date | None = None,
) -> PlanAction:
    """Who does what by when; from the project's list, or in free words."""
    require_plan(actor, "plans.edit", goal.plan)
    _check_action(goal, catalogue, text)
    row = PlanAction(goal=goal, catalogue=catalogue, text=text, who_kind=who_kind, who=who, due=due)
    return trail.create(actor, row, "action.added")


def _check_action(goal: Goal, catalogue: CatalogueAction | None, text: str) -> None:
    if catalogue is None and not text.strip():
        raise ValidationError({"text": _("Choose from the list, or say what will be done.")})
    if catalogue is not None and catalogue.project_id != goal.plan.case.project_id:
        raise ValidationError({"catalogue": _("This action belongs to another project.")})


def change_action(actor: Actor, *, action: PlanAction, **values: Any) -> PlanAction:
    """Another day, someone else, other words, how it ended.

    Its end keeps the day on which it first was so. Raises ValidationError as `add_action` does.
    """
    require_plan(actor, "plans.edit", action.goal.plan)
    _check_action(action.goal, values.get("catalogue", action.catalogue), values.get("text", action.text))
    if values.get("status", action.status) != action.status:
        values["ended_on"] = _ended_on(values["status"])
    return trail.change(actor, action, "action.changed", **values)


def _ended_on(status: str) -> date | None:
    return None if status == PlanAction.Status.TODO else timezone.localdate()


def end_action(actor: Actor, *, action: PlanAction, status: str, outcome: str | None = None) -> PlanAction:
    """Done, not done, or to do again. Without an outcome, the one written before stays."""
    require_plan(actor, "plans.edit", action.goal.plan)
    if status == action.status and outcome in (None, action.outcome):
        return action  # tapped twice: the day of the first tap stays
    said = action.outcome if outcome is None else outcome
    ended = action.ended_on if status == action.status else _ended_on(status)
    return trail.change(actor, action, "action.ended", status=status, ended_on=ended, outcome=said)


def schedule_review(actor: Actor, *, plan: Plan, review_by: date | None) -> Plan:
    """When those who wrote the plan look at it again; None takes the day away."""
    require_plan(actor, "plans.edit", plan)
    if review_by is not None and review_by < timezone.localdate():
        raise ValidationError({"review_by": _("This day has passed already.")})
    return trail.change(actor, plan, "plan.review_scheduled", review_by=review_by)


def close_plan(actor: Actor, *, plan: Plan) -> Plan:
    """The plan has done its work."""
    require_plan(actor, "plans.edit", plan)
    return trail.change(actor, plan, "plan.closed", status=Plan.Status.CLOSED)
