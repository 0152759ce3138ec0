"""What is done with the persons of a benchmark: ten acts a person, so that a hundred thousand have a million.

Of each case a plan with its actions, appointments, referrals, a support; of one case in four a tutor with contacts; and
people met by outreach. One person's line is long: a hundredth of the population in each of its kinds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from accanto.accounts.models import User
from accanto.bench.rows import write
from accanto.cases.models import Appointment, Case, Referral
from accanto.core.words import Area
from accanto.directory.models import Organization, Service
from accanto.network.models import CatalogueAction, Organisation, Project
from accanto.outreach.models import Encounter, Visit
from accanto.people.models import Person
from accanto.plans.models import Goal, PartyKind, Plan, PlanAction, PlanParty
from accanto.supports.kinds import kinds_of
from accanto.supports.models import BudgetLine, PaidHow, Support
from accanto.tutoring.models import Contact, Tutor, Tutoring
from accanto.tutoring.words import BegunBy, ContactKind

#: Of a case; of a tie; of a person.
ACTIONS, GOALS, APPOINTMENTS, REFERRALS, CONTACTS = 12, 3, 10, 3, 64
TIES_OF = 4
#: One in so many is still open: to do, to come, without an answer.
OPEN = 12
#: The long person has one act of each kind for so many persons.
LONG = 100


@dataclass
class Acts:
    """Writes the acts of one batch of persons after the other."""

    chance: random.Random
    project: Project
    organisations: Sequence[Organisation]
    visits: Sequence[Visit]
    decider: User
    today: date = field(default_factory=timezone.localdate)

    def __post_init__(self) -> None:
        each = list(self.organisations)
        desks = write(
            Organization, [{"name": f"{one.name}", "network_organisation_id": one.pk} for one in each]
        )
        self.services = write(
            Service, [{"name": f"Sportello {at}", "organization_id": desk} for at, desk in enumerate(desks)]
        )
        place = [{"project_id": self.project.pk, "organisation_id": one.pk} for one in each]
        lines = write(
            BudgetLine, [{**one, "name": "Sostegni", "amount": Decimal(9_000_000)} for one in place]
        )
        self.lines = dict(zip([one.pk for one in each], lines, strict=True))
        self.catalogue = list(
            CatalogueAction.objects.unscoped("rows of a benchmark")
            .filter(project=self.project)
            .values_list("pk", flat=True)
        )
        self.kinds = sorted(key for key, kind in kinds_of(self.project).items() if not kind.needs_rent)

    def of(self, batch: Sequence[Person], start: int, cases: Sequence[Case]) -> None:
        """All acts of a batch of persons and their cases."""
        write(PlanAction, self.actions(self.plans(cases), ACTIONS // GOALS))
        write(Appointment, self.appointments(cases, APPOINTMENTS))
        write(Referral, self.referrals(cases))
        write(Support, self.supports(cases))
        self.ties(cases[::TIES_OF], CONTACTS)
        write(Encounter, self.encounters(batch, start))

    def of_the_long_one(self, person: Person, case: Case, each: int) -> None:
        """So many more of each kind, of one person."""
        goals = Goal.objects.unscoped("rows of a benchmark").filter(plan__case=case)[:1]
        write(PlanAction, self.actions([goal.pk for goal in goals], each))
        write(Appointment, self.appointments([case], each))
        self.ties([case], each)
        write(Encounter, self.encounters([person] * each, 0))

    def day(self, ago: int = 700) -> date:
        return self.today - timedelta(days=self.chance.randint(1, ago))

    def is_open(self) -> bool:
        return self.chance.randrange(OPEN) == 0

    def plans(self, cases: Sequence[Case]) -> list[UUID]:
        """A plan of each case; returns their goals."""
        plans = write(
            Plan,
            [
                {
                    "case_id": case.pk,
                    "started_on": case.opened_on,
                    "review_by": self.today + timedelta(days=self.chance.randint(-3, 90)),
                }
                for case in cases
            ],
        )
        write(
            PlanParty,
            [
                {"plan_id": plan, "kind": PartyKind.OPERATOR, "user_id": case.operator_id}
                for plan, case in zip(plans, cases, strict=True)
            ],
        )
        return write(
            Goal,
            [
                {"plan_id": plan, "area": self.chance.choice(Area.values)}
                for plan in plans
                for _goal in range(GOALS)
            ],
        )

    def actions(self, goals: Sequence[UUID], each: int) -> Iterator[dict[str, Any]]:
        for goal in goals:
            for _action in range(each):
                todo, day = self.is_open(), self.day()
                yield {
                    "goal_id": goal,
                    "catalogue_id": self.chance.choice(self.catalogue),
                    "due": self.today + timedelta(days=self.chance.randint(-10, 60)) if todo else day,
                    "status": PlanAction.Status.TODO if todo else PlanAction.Status.DONE,
                    "ended_on": None if todo else day,
                }

    def appointments(self, cases: Sequence[Case], each: int) -> Iterator[dict[str, Any]]:
        for case in cases:
            for _appointment in range(each):
                coming = self.is_open()
                yield {
                    "case_id": case.pk,
                    "kind": self.chance.choice(("office", "health", "work", "talk")),
                    "on": self.today + timedelta(days=self.chance.randint(-2, 40)) if coming else self.day(),
                    "outcome": "waiting" if coming else "came",
                }

    def referrals(self, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
        for case in cases:
            for number in range(REFERRALS):
                waits, day = self.is_open(), self.day(200)
                yield {
                    "code": f"R{number}{case.code[3:]}",
                    "case_id": case.pk,
                    "service_id": self.chance.choice(self.services),
                    "made_on": day,
                    "outcome": "waiting" if waits else "served",
                    "outcome_on": None if waits else day,
                }

    def supports(self, cases: Sequence[Case]) -> Iterator[dict[str, Any]]:
        for case in cases:
            asked, day = self.is_open(), self.day()
            yield {
                "code": f"S{case.code[1:]}",
                "case_id": case.pk,
                "line_id": self.lines[case.organisation_id],
                "kind": self.chance.choice(self.kinds),
                "amount": Decimal(100),
                "status": Support.Status.ASKED if asked else Support.Status.PAID,
                "asked_by_id": case.operator_id,
                "asked_on": day,
                "decided_by_id": None if asked else self.decider.pk,
                "decided_on": None if asked else day,
                "paid_on": None if asked else day,
                "paid": Decimal(0) if asked else Decimal(100),
                "paid_how": "" if asked else PaidHow.TRANSFER,
                "receipt": "" if asked else "1",
            }

    def ties(self, cases: Sequence[Case], contacts: int) -> None:
        tutors = write(
            Tutor,
            [
                {
                    "code": f"T{self.chance.randrange(10**10):010d}",
                    "organisation_id": case.organisation_id,
                    "project_id": self.project.pk,
                    "available_on": case.opened_on,
                    "interviewed_on": case.opened_on,
                    "trained_on": case.opened_on,
                }
                for case in cases
            ],
        )
        ties = write(
            Tutoring,
            [
                {
                    "case_id": case.pk,
                    "tutor_id": tutor,
                    "introduced_on": case.opened_on,
                    "started_on": case.opened_on,
                    "rhythm": self.chance.choice((0, 0, 0, 1, 2)),
                }
                for case, tutor in zip(cases, tutors, strict=True)
            ],
        )
        write(
            Contact,
            [
                {
                    "tutoring_id": tie,
                    "kind": ContactKind.TELEPHONE,
                    "on": self.day(),
                    "begun_by": BegunBy.TUTOR,
                    "noted_by": Contact.By.TUTOR,
                }
                for tie in ties
                for _contact in range(contacts)
            ],
        )

    def encounters(self, batch: Sequence[Person], start: int) -> Iterator[dict[str, Any]]:
        """Three for each two persons."""
        for place, person in enumerate(batch, start):
            visit = self.visits[place % len(self.visits)]
            for _encounter in range(1 + place % 2):
                yield {
                    "visit_id": visit.pk,
                    "organisation_id": visit.organisation_id,
                    "project_id": visit.project_id,
                    "operator_id": visit.operator_id,
                    "on": self.day(),
                    "person_id": person.pk,
                }
