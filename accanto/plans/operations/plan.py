"""Writing a plan: its goals and actions, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.core.words import words_of_day
from accanto.network.models import CatalogueAction
from accanto.plans.models import Goal, PartyKind, Plan, PlanAction, PlanParty
from accanto.plans.operations.sketch import GoalSketch, draw
from accanto.plans.reading import own_party
from accanto.plans.words import CLOSED

#: No project of ours lasts so long: a day beyond is a slip of the pen.
LONGEST_YEARS = 15
DAY_PASSED = gettext_lazy("This day has passed already.")


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
def start_plan(
    actor: Actor,
    *,
    case: Case,
    language: str = "ita",
    review_by: date | None = None,
    sketch: Sequence[GoalSketch] = (),
) -> Plan:
    """Begin a plan with the person and the operator as its first parties, and the goals of a sketch.

    Raises ValidationError with the field at fault.
    """
    if not allowed_on(actor, "cases.edit", case):
        raise NotAllowed
    actor.require("plans.edit", organisation=case.organisation, project=case.project)
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    today = timezone.localdate()
    if review_by is not None and review_by < today:
        raise ValidationError({"review_by": DAY_PASSED})
    plan = Plan(case=case, language=language or "ita", started_on=today, review_by=review_by)
    plan = trail.create(actor, plan, "plan.started")
    person = PlanParty(plan=plan, kind=PartyKind.PERSON, user=case.person.account)
    trail.create(actor, person, "plan.party_invited")
    operator = PlanParty(plan=plan, kind=PartyKind.OPERATOR, user=case.operator)
    trail.create(actor, operator, "plan.party_invited")
    draw(actor, plan, sketch)
    return plan


def _check_day(plan: Plan, name: str, day: date | None) -> None:
    """A day by which something is to be: not before the person was met, nor years past any project."""
    if day is None:
        return
    if day < plan.case.opened_on:
        said = _("The person was met only later, on %(day)s.") % {"day": words_of_day(plan.case.opened_on)}
        raise ValidationError({name: said})
    if day < plan.started_on:
        said = _("The plan was begun only later, on %(day)s.") % {"day": words_of_day(plan.started_on)}
        raise ValidationError({name: said})
    if day.year > timezone.localdate().year + LONGEST_YEARS:
        raise ValidationError({name: _("This day is too far off: look at the year.")})


def add_goal(actor: Actor, *, plan: Plan, area: str, words: str, by: date | None = None) -> Goal:
    """What the person wants, in their words."""
    require_plan(actor, "plans.edit", plan)
    _check_day(plan, "by", by)
    return trail.create(actor, Goal(plan=plan, area=area, words=words, by=by), "goal.added")


def change_goal(actor: Actor, *, goal: Goal, **values: Any) -> Goal:
    """Other words, another day, reached or let go."""
    require_plan(actor, "plans.edit", goal.plan)
    if values.get("by") != goal.by:
        _check_day(goal.plan, "by", values.get("by"))
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
    _check_day(goal.plan, "due", due)
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
    if values.get("due") != action.due:
        _check_day(action.goal.plan, "due", values.get("due"))
    if values.get("status", action.status) != action.status:
        values["ended_on"] = _ended_on(values["status"])
    return trail.change(actor, action, "action.changed", **values)


def _ended_on(status: str) -> date | None:
    return None if status == PlanAction.Status.TODO else timezone.localdate()


def end_action(actor: Actor, *, action: PlanAction, status: str, outcome: str | None = None) -> PlanAction:
    """Done, not done, or to do again. Without an outcome, the one written before stays.

    Whoever takes part in the plan says so of what they do themselves. Raises NotAllowed for the rest.
    """
    plan = action.goal.plan
    if not allowed_on(actor, "plans.edit", plan):
        party = own_party(actor, plan)
        if party is None or party.kind != action.who_kind:
            raise NotAllowed
    require_plan(actor, "plans.take_part", plan)
    if status == action.status and outcome in (None, action.outcome):
        return action  # tapped twice: the day of the first tap stays
    said = action.outcome if outcome is None else outcome
    ended = action.ended_on if status == action.status else _ended_on(status)
    return trail.change(actor, action, "action.ended", status=status, ended_on=ended, outcome=said)


def schedule_review(actor: Actor, *, plan: Plan, review_by: date | None) -> Plan:
    """When those who wrote the plan look at it again; None takes the day away."""
    require_plan(actor, "plans.edit", plan)
    if review_by is not None and review_by < timezone.localdate():
        raise ValidationError({"review_by": DAY_PASSED})
    return trail.change(actor, plan, "plan.review_scheduled", review_by=review_by)


def close_plan(actor: Actor, *, plan: Plan) -> Plan:
    """The plan has done its work."""
    require_plan(actor, "plans.edit", plan)
    return trail.change(actor, plan, "plan.closed", status=Plan.Status.CLOSED)
