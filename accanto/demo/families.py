"""Invented families: guardians, school, goals of a household, and one erasure that waits. Nothing is drawn by lot."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accanto.accounts.models import User
from accanto.core.words import Area
from accanto.demo.world import World
from accanto.people.forms.family import this_school_year
from accanto.people.models import (
    GuardianKind,
    Guardianship,
    Household,
    HouseholdMember,
    Involvement,
    SchoolKind,
    SchoolStep,
    SchoolYear,
    StepKind,
    StepState,
)
from accanto.people.operations.erasure import ask_erasure
from accanto.plans.models import FamilyGoal, FamilyGoalMember

#: Households of each organisation that get some; what of school is done, and by when the rest.
FAMILIES = 4
_STEPS = (
    (StepKind.ENROLMENT, StepState.DONE, -60),
    (StepKind.CANTEEN, StepState.DONE, -40),
    (StepKind.ITALIAN, StepState.OPEN, 12),
    (StepKind.TEACHERS, StepState.OPEN, 5),
)
_GOALS = (
    (Area.HOUSING, "Una casa dove stare tutti insieme, vicino alla scuola.", "L'operatrice chiama due agenzie; noi guardiamo gli annunci."),
    (Area.FAMILY, "Che i bambini abbiano un posto al doposcuola.", "Domanda alla parrocchia entro la fine del mese."),
)  # fmt: skip
_SCHOOLS = ((11, SchoolKind.PRIMARY), (14, SchoolKind.LOWER), (18, SchoolKind.UPPER))


def add_families(world: World) -> None:
    """The first households of each organisation, in the order of their making."""
    given: dict[object, int] = {}
    rows = Household.objects.visible_to(world.system).select_related("organisation", "project", "territory")
    for household in rows.order_by("id"):
        number = given.get(household.organisation_id, 0)
        if number < FAMILIES:
            given[household.organisation_id] = number + 1
            _around(world, household, number)


def _around(world: World, household: Household, number: int) -> None:
    members = list(household.members.filter(until=None).select_related("person").order_by("id"))
    minors = [member for member in members if member.person.is_minor]
    known = members[0].person.involvements.exclude(follower=None).first()
    user = known.follower if known is not None else None
    if user is None or not minors:
        return
    actor = world.actor(user)
    area, words, steps = _GOALS[number % len(_GOALS)]
    goal = FamilyGoal(household=household, area=area, words=words, steps=steps)
    world.make(actor, goal, "family_goal.added")
    if area == Area.FAMILY:
        for member in minors:
            world.make(actor, FamilyGoalMember(goal=goal, person=member.person), "family_goal.member_named")
    for member in minors[:2]:
        _school(world, household, member, user)
    if number == 1:
        _guardian(world, minors[0], user)


def _school(world: World, household: Household, member: HouseholdMember, user: User) -> None:
    age = member.person.age_on(timezone.localdate())
    kind = next((kind for until, kind in _SCHOOLS if age is not None and age < until), SchoolKind.PRIMARY)
    place = {"organisation": household.organisation, "project": household.project}
    year = SchoolYear(
        person=member.person, begins=this_school_year(), kind=kind, school="Istituto Comprensivo Inventato",
        territory=household.territory, **place,
    )  # fmt: skip
    world.make(world.actor(user), year, "school.year_added")
    for what, state, days in _STEPS:
        day = world.today + timedelta(days=days)
        when = {"due_on": day} if state == StepState.OPEN else {"ended_on": day}
        world.make(
            world.actor(user), SchoolStep(year=year, kind=what, state=state, **when), "school.step_added"
        )


def _guardian(world: World, member: HouseholdMember, user: User) -> None:
    row = Guardianship(
        person=member.person, kind=GuardianKind.VOLUNTEER, name="Tutrice Inventata", decree="R.G. 101/2026",
        since=world.today - timedelta(days=200), until=world.today + timedelta(days=40),
    )  # fmt: skip
    world.make(world.actor(user), row, "guardian.added")


def ask_one_erasure(world: World) -> None:
    """Someone without a case, whom an operator follows, asked to be forgotten: it waits for the manager."""
    known = Involvement.objects.visible_to(world.system).filter(person__cases=None, person__households=None)
    row = known.exclude(follower=None).select_related("person", "follower").order_by("id").first()
    if row is not None:
        ask_erasure(world.actor(row.follower), person=row.person, because="Si trasferisce all'estero.")
