"""What parties propose for the plan, and the operator's answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.plans.models import Goal, Plan, PlanAction, Proposal
from accanto.plans.operations.plan import add_action, add_goal, lock_plan, require_plan
from accanto.plans.reading import own_party
from accanto.plans.words import ANSWERED_ALREADY, NOT_OF_THIS_PLAN, TOO_MANY

#: So many proposals of one party may wait at once: more would bury the others' words.
MOST_WAITING = 20


@transaction.atomic
def make_proposal(
    actor: Actor, *, plan: Plan, kind: str, words: str, area: str = "", goal: Goal | None = None
) -> Proposal:
    """A party adds to the plan, as themselves; it waits for the operator.

    The same sent twice is one. Raises NotAllowed for whoever is no party, ValidationError with the field at
    fault, and for a closed plan.
    """
    party = own_party(actor, plan)
    if party is None:
        raise NotAllowed
    require_plan(actor, "plans.propose", plan)
    if goal is not None and goal.plan_id != plan.pk:
        raise ValidationError({"goal": NOT_OF_THIS_PLAN})
    lock_plan(actor, plan)  # a button tapped twice: the second sees the first
    waiting = list(plan.proposals.filter(party=party, status=Proposal.Status.WAITING))
    row = Proposal(plan=plan, party=party, kind=kind, words=words, area=area, goal=goal)
    for each in waiting:
        if (each.kind, each.words, each.goal_id) == (kind, words, row.goal_id):
            return each
    if len(waiting) >= MOST_WAITING:
        raise ValidationError(TOO_MANY)
    return trail.create(actor, row, "proposal.made")


@transaction.atomic
def take_as_goal(actor: Actor, *, proposal: Proposal, answer: str = "", **values: Any) -> Goal:
    """It becomes a goal of the plan, as the operator wrote it; `values` are those of `add_goal`.

    Raises ValidationError when it was answered already.
    """
    _still_waiting(actor, proposal)
    goal = add_goal(actor, plan=proposal.plan, **values)
    _answer(actor, proposal, Proposal.Status.TAKEN, answer)
    return goal


@transaction.atomic
def take_as_action(
    actor: Actor, *, proposal: Proposal, goal: Goal, answer: str = "", **values: Any
) -> PlanAction:
    """It becomes an action towards a goal of the plan; `values` are those of `add_action`.

    Raises ValidationError when it was answered already, or the goal is of another plan.
    """
    _still_waiting(actor, proposal)
    if goal.plan_id != proposal.plan_id:
        raise ValidationError({"goal": NOT_OF_THIS_PLAN})
    action = add_action(actor, goal=goal, **values)
    _answer(actor, proposal, Proposal.Status.TAKEN, answer)
    return action


@transaction.atomic
def answer_proposal(actor: Actor, *, proposal: Proposal, answer: str, taken: bool = False) -> Proposal:
    """Declined with a kind word; or, where nothing is to be written into the plan, noted with one.

    Raises ValidationError when it was answered already.
    """
    _still_waiting(actor, proposal)
    return _answer(actor, proposal, Proposal.Status.TAKEN if taken else Proposal.Status.DECLINED, answer)


def _still_waiting(actor: Actor, proposal: Proposal) -> None:
    require_plan(actor, "plans.edit", proposal.plan)
    lock_plan(actor, proposal.plan)  # two colleagues at once: the second is told
    proposal.refresh_from_db(fields=["status"])
    if not proposal.waits:
        raise ValidationError(ANSWERED_ALREADY)


def _answer(actor: Actor, proposal: Proposal, status: str, answer: str) -> Proposal:
    return trail.change(
        actor,
        proposal,
        "proposal.taken" if status == Proposal.Status.TAKEN else "proposal.declined",
        status=status,
        answer=answer,
        answered_on=timezone.localdate(),
    )
