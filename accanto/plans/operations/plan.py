"""Writing a plan: its parties, goals and actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import CatalogueAction
from accanto.plans.models import Goal, PartyKind, Plan, PlanAction, PlanParty


def require_plan(actor: Actor, capability: str, plan: Plan) -> None:
    """Raise NotAllowed unless the actor has the capability on this plan; ValidationError if it is closed."""
    if not allowed_on(actor, capability, plan):
        raise NotAllowed
    if plan.status == Plan.Status.CLOSED:
        raise ValidationError(_("This plan is closed."))


@transaction.atomic
def start_plan(actor: Actor, *, case: Case, language: str = "ita", review_by: date | None = None) -> Plan:
    """Begin a plan with the person and the operator as its first parties."""
    if not allowed_on(actor, "cases.edit", case):
        raise NotAllowed
    actor.require("plans.edit", organisation=case.organisation, project=case.project)
    today = timezone.localdate()
    plan = Plan(case=case, language=language or "ita", started_on=today, review_by=review_by)
    plan = trail.create(actor, plan, "plan.started")
    person = PlanParty(plan=plan, kind=PartyKind.PERSON, user=case.person.account)
    trail.create(actor, person, "plan.party_invited")
    operator = PlanParty(plan=plan, kind=PartyKind.OPERATOR, user=case.operator)
    trail.create(actor, operator, "plan.party_invited")
    return plan


def invite_party(actor: Actor, *, plan: Plan, kind: str, email: str = "", name: str = "") -> PlanParty:
    """Invite someone to write the plan: a user by e-mail, or someone who signs on paper, by name."""
    require_plan(actor, "plans.edit", plan)
    user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if email and user is None:
        raise ValidationError(
            {"email": _("Nobody has an account with this address: invite them first, or write a name.")}
        )
    if user is None and not name.strip():
        raise ValidationError({"name": _("Write an e-mail address or a name.")})
    return trail.create(actor, PlanParty(plan=plan, kind=kind, user=user, name=name), "plan.party_invited")


def end_party(actor: Actor, *, party: PlanParty) -> PlanParty:
    """A party leaves: their account sees the plan no more."""
    require_plan(actor, "plans.edit", party.plan)
    return trail.change(actor, party, "plan.party_left", left_on=timezone.localdate())


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
    if catalogue is None and not text.strip():
        raise ValidationError({"text": _("Choose from the list, or say what will be done.")})
    if catalogue is not None and catalogue.project_id != goal.plan.case.project_id:
        raise ValidationError({"catalogue": _("This action belongs to another project.")})
    row = PlanAction(goal=goal, catalogue=catalogue, text=text, who_kind=who_kind, who=who, due=due)
    return trail.create(actor, row, "action.added")


def end_action(actor: Actor, *, action: PlanAction, status: str, outcome: str = "") -> PlanAction:
    """Done, not done, or to do again."""
    require_plan(actor, "plans.edit", action.goal.plan)
    ended = None if status == PlanAction.Status.TODO else timezone.localdate()
    return trail.change(actor, action, "action.ended", status=status, ended_on=ended, outcome=outcome)


def close_plan(actor: Actor, *, plan: Plan) -> Plan:
    """The plan has done its work."""
    require_plan(actor, "plans.edit", plan)
    return trail.change(actor, plan, "plan.closed", status=Plan.Status.CLOSED)
