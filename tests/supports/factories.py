"""A project with kinds of support, a budget of 10,000 euro and a line for Casa Aperta; supports on their way."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accanto.core import trail
from accanto.people.models import Household, HouseholdMember
from accanto.supports.models import BudgetLine, Home, Support
from accanto.supports.operations.budget import add_line, set_budget
from accanto.supports.operations.payment import pay_support
from accanto.supports.operations.support import approve_support, ask_support
from tests.cast import SYSTEM, Cast

KINDS = [
    {"key": "rent", "area": "housing", "name": {"it": "Anticipo dell'affitto"}, "ceiling_months": 6},
    {"key": "things", "area": "housing", "name": {"it": "Arredi"}, "ceiling_amount": "500"},
    {"key": "bills", "area": "housing", "name": {"it": "Utenze"}},
]


def make_line(cast: Cast, amount: Any = 5_000, **more: Any) -> BudgetLine:
    """The project's kinds and budget, where they are not there yet, and a line."""
    if not cast.project.definition:
        trail.change(SYSTEM, cast.project, "project.changed", definition={"supports": KINDS})
        set_budget(SYSTEM, project=cast.project, amount=Decimal(10_000))
    more = {"name": "Casa", "organisation": cast.org_a, **more}
    return add_line(SYSTEM, project=cast.project, amount=Decimal(amount), **more)


def ask(
    cast: Cast, line: BudgetLine, amount: Any, case: Any = None, kind: str = "bills", **more: Any
) -> Support:
    """Berta asks."""
    more = {"payee": "Azienda della luce", "why": "Allaccio", **more}
    return ask_support(
        cast.actor(cast.berta), case=case or cast.case(), kind=kind, line=line, amount=Decimal(amount), **more
    )


def approved(cast: Cast, line: BudgetLine, amount: Any, case: Any = None, **more: Any) -> Support:
    return approve_support(cast.actor(cast.mario), support=ask(cast, line, amount, case, **more))


def paid(cast: Cast, line: BudgetLine, amount: Any, case: Any = None, **more: Any) -> Support:
    return pay_support(
        cast.actor(cast.berta),
        support=approved(cast, line, amount, case, **more),
        paid_on=timezone.localdate(),
        paid=Decimal(amount),
        paid_how="transfer",
    )


def live_together(cast: Cast, *persons: Any) -> None:
    household = trail.create(
        SYSTEM, Household(organisation=cast.org_a, project=cast.project), "household.added"
    )
    for person in persons:
        row = HouseholdMember(household=household, person=person, relation="other")
        trail.create(SYSTEM, row, "household.member_added")


def make_home(cast: Cast, places: int = 2, **more: Any) -> Home:
    since = timezone.localdate() - timedelta(days=400)
    row = Home(
        organisation=cast.org_a, project=cast.project, kind="shared", municipality=cast.municipality,
        places=places, available_from=since, address="via Inventata 7", **more,
    )  # fmt: skip
    return trail.create(SYSTEM, row, "home.added")
