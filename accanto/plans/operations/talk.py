"""What those in a plan say to one another about it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.plans.models import Comment, Goal, PartyKind, Plan, PlanAction
from accanto.plans.operations.plan import lock_plan, require_plan
from accanto.plans.reading import own_party
from accanto.plans.words import NOT_OF_THIS_PLAN


@transaction.atomic
def add_comment(
    actor: Actor, *, plan: Plan, words: str, goal: Goal | None = None, action: PlanAction | None = None
) -> Comment:
    """A few words at a goal or an action; the same sent twice is one.

    Raises NotAllowed for who neither takes part nor writes the plan; ValidationError for a closed plan, or a goal
    or an action of another.
    """
    require_plan(actor, "plans.take_part", plan)
    party = own_party(actor, plan)
    if party is None and not allowed_on(actor, "plans.edit", plan):
        raise NotAllowed
    if action is not None:
        goal = action.goal
    if goal is not None and goal.plan_id != plan.pk:
        raise ValidationError(NOT_OF_THIS_PLAN)
    lock_plan(actor, plan)  # a button tapped twice: the second sees the first
    own = plan.comments.filter(author=actor.user_id, goal=goal, action=action).order_by("-created_at", "-id")
    last = own.first()
    if last is not None and last.words == words:
        return last
    author = User.objects.get(pk=actor.user_id)
    kind = party.kind if party else PartyKind.OPERATOR
    row = Comment(plan=plan, goal=goal, action=action, author=author, as_kind=kind, words=words)
    return trail.create(actor, row, "comment.added")


def withdraw_comment(actor: Actor, *, comment: Comment) -> None:
    """Its author takes it back. Raises NotAllowed for everyone else."""
    require_plan(actor, "plans.take_part", comment.plan)
    if actor.user_id is None or comment.author_id != actor.user_id:
        raise NotAllowed
    trail.remove(actor, comment, "comment.withdrawn")
