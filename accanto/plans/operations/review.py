"""A review: how each goal goes, what was said and decided, and when the plan is looked at next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.plans.models import Goal, Plan, PlanParty, Review
from accanto.plans.operations.plan import change_goal, lock_plan, require_plan, schedule_review
from accanto.plans.reading import name_of


@dataclass(frozen=True)
class Look:
    """How one goal goes: `how` is one of `words.HOW`, or a state that it reached (Goal.Status)."""

    goal: Goal
    how: str
    said: str = ""


@transaction.atomic
def hold_review(
    actor: Actor,
    *,
    plan: Plan,
    on: date,
    looks: Sequence[Look],
    present: Sequence[PlanParty],
    review_by: date | None = None,
    **words: Any,
) -> Review:
    """Write down a review; a goal that was found reached or let go is so from now. `words`: also, said, decisions.

    Raises ValidationError with the field at fault.
    """
    require_plan(actor, "plans.edit", plan)
    lock_plan(actor, plan)
    _check_days(plan, on, review_by)
    if not (words.get("said") or words.get("decisions") or any(look.how or look.said for look in looks)):
        raise ValidationError(_("Write at least how one goal goes, or what was said."))
    for look in looks:
        if look.goal.plan_id != plan.pk:
            raise ValidationError(_("This goal is not in this plan."))
        if look.how in Goal.Status.values:
            change_goal(actor, goal=look.goal, status=look.how)
    row = Review(
        plan=plan,
        on=on,
        goals=[_said(look) for look in looks if look.how or look.said],
        present=[{"kind": party.kind, "name": name_of(party)} for party in present],
        next_by=review_by,
        **words,
    )
    review = trail.create(actor, row, "review.held")
    schedule_review(actor, plan=plan, review_by=review_by)
    return review


def _check_days(plan: Plan, on: date, review_by: date | None) -> None:
    wrong = {}
    if on > timezone.localdate():
        wrong["on"] = _("This day is still to come.")
    elif on < plan.started_on:
        wrong["on"] = _("The plan was begun later than this day.")
    if review_by is not None and review_by <= on:
        wrong["review_by"] = _("The next look comes after this one.")
    if wrong:
        raise ValidationError(wrong)


def _said(look: Look) -> dict[str, str]:
    goal = look.goal
    return {
        "id": str(goal.pk),
        "area": goal.area,
        "words": goal.words,
        "how": look.how,
        "said": look.said,
    }
