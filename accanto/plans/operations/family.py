"""Goals of a household."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.people.models import Household, Person
from accanto.plans.models import FamilyGoal, FamilyGoalMember


@transaction.atomic
def add_family_goal(
    actor: Actor, *, household: Household, for_members: Collection[Person] = (), **values: Any
) -> FamilyGoal:
    """A goal of all who live there, or of those named. Raises ValidationError for a day that is past."""
    _require(actor, household)
    if values.get("by_date") and values["by_date"] < timezone.localdate():
        raise ValidationError({"by_date": _("This day is past.")})
    goal = trail.create(actor, FamilyGoal(household=household, **values), "family_goal.added")
    _name(actor, goal, for_members)
    return goal


@transaction.atomic
def change_family_goal(
    actor: Actor, *, goal: FamilyGoal, for_members: Collection[Person] = (), status: str, **values: Any
) -> FamilyGoal:
    """Its words, its steps, how it ended. The day on which it ended is the day it is said."""
    _require(actor, goal.household)
    ended = None if status == FamilyGoal.Status.OPEN else goal.ended_on or timezone.localdate()
    goal = trail.change(actor, goal, "family_goal.changed", status=status, ended_on=ended, **values)
    _name(actor, goal, for_members)
    return goal


def _name(actor: Actor, goal: FamilyGoal, persons: Collection[Person]) -> None:
    """Those in the actor's sight; whom others named stays."""
    wanted = {person.pk for person in persons}
    named = list(goal.members.filter(person__in=Person.objects.visible_to(actor)))
    trail.remove_all(
        actor, [row for row in named if row.person_id not in wanted], "family_goal.member_removed"
    )
    for pk in wanted - {row.person_id for row in named}:
        trail.create(actor, FamilyGoalMember(goal=goal, person_id=pk), "family_goal.member_named")


def _require(actor: Actor, household: Household) -> None:
    if not allowed_on(actor, "plans.edit", household):
        raise NotAllowed
