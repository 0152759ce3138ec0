"""Amina, followed by Berta at Casa Aperta, with a plan, papers, an appointment and money."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.urls import reverse

from accanto.cases.models import Appointment, Case, Need
from accanto.core import trail
from accanto.people.models import Identity
from accanto.plans.content import content_of
from accanto.plans.models import Goal, Plan, PlanAction, PlanParty, PlanVersion
from accanto.supports.models import BudgetLine, Support
from tests.cast import SYSTEM, TODAY, Cast

NAME, PHONE = "Nome-segreto", "0000 000"


def make(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def follow(cast: Cast, **facts: Any) -> Case:
    """A case of hers with a name in the vault, and the account that is hers."""
    person = cast.person(follower=cast.berta, gender="female", nationality="SYR", year_of_birth=1990, **facts)
    make(Identity(person=person, given_name=NAME, family_name="Prova", phone=PHONE))
    case = cast.case(person)
    make(Need(case=case, area="housing", words="Cerco una casa", noted_on=TODAY()))
    trail.change(SYSTEM, person, "person.account_given", account=cast.amina)
    return case


def furnish(cast: Cast, case: Case) -> Plan:
    """A plan that waits for her yes, with something to do; an appointment; a support that was paid."""
    plan = make(Plan(case=case, started_on=TODAY(), language="ara", review_by=TODAY() + timedelta(days=60)))
    make(PlanParty(plan=plan, kind="person", user=cast.amina))
    goal = make(Goal(plan=plan, area="housing", words="Una casa per noi"))
    make(PlanAction(goal=goal, text="Chiedo la residenza", due=TODAY() + timedelta(days=5)))
    make(PlanVersion(plan=plan, number=1, content=content_of(plan)))
    on = TODAY() + timedelta(days=2)
    make(
        Appointment(case=case, kind="office", on=on, at=time(9, 30), place="Questura", note="nota riservata")
    )
    line = make(BudgetLine(name="Casa", amount=1000, organisation=cast.org_a, project=cast.project))
    paid = {
        "status": "paid",
        "paid": 300,
        "paid_on": TODAY(),
        "decided_by": cast.mario,
        "decided_on": TODAY(),
    }
    make(
        Support(
            case=case,
            line=line,
            kind="rent",
            amount=300,
            asked_by=cast.berta,
            asked_on=TODAY(),
            payee="x",
            why="y",
            **paid,
        )
    )
    return plan


PAGES = (
    "home", "data", "days", "documents", "hand_in", "money", "messages", "who_saw", "requests", "correct", "stop",
    "take_along",
)  # fmt: skip


def page(cast: Cast, name: str, /, language: str = "en", **query: str) -> str:
    answer = cast.client(cast.amina, language).get(reverse(f"mine:{name}"), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def post(cast: Cast, name: str, /, language: str = "en", **values: Any) -> Any:
    return cast.client(cast.amina, language).post(reverse(f"mine:{name}"), values)
