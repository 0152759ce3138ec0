"""The goals of a household on its page, and on the cases of those who live there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.core.together import holds
from accanto.people.families import Family
from accanto.people.models import Household
from accanto.plans.models import FamilyGoal


def household_panels(actor: Actor, household: Household, family: Family) -> Iterator[Panel]:
    """Goals still open first, each with those whom it names and the actor sees."""
    if not actor.may("plans.see"):
        return
    codes = {living.member.person_id: living.member.person.code for living in family.everyone}
    goals: list[Any] = list(household.goals.prefetch_related("members"))
    for goal in goals:
        goal.named = sorted(codes[row.person_id] for row in goal.members.all() if row.person_id in codes)
    goals.sort(key=lambda goal: goal.ended_on is not None)
    may_edit = allowed_on(actor, "plans.edit", household)
    yield Panel(
        "plans/_family_panel.html", {"goals": goals, "may_edit": may_edit, "household": household}, order=10
    )


def of_case(actor: Actor, case: Case) -> dict[str, QuerySet[Any]]:
    """For the case's page, to ask together with the others."""
    goals = FamilyGoal.objects.visible_to(actor).filter(
        Q(members__person=case.person_id) | Q(members=None),
        household__members__person=case.person_id,
        household__members__until=None,
        status=FamilyGoal.Status.OPEN,
    )
    return {"family_goals": goals.distinct()}


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """Open goals of the family that are this person's too."""
    if not actor.may("plans.see") or not actor.may("people.see"):
        return
    if holds(case, "family_goals") and (found := list(of_case(actor, case)["family_goals"])):
        yield Panel("plans/_family_panel.html", {"goals": found, "may_edit": False}, order=21)
