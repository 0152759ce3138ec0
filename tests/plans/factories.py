"""A plan in which Berta, the person and whoever is invited take part."""

from __future__ import annotations

from typing import Any

from accanto.core import trail
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.operations.party import invite_party
from accanto.plans.operations.plan import add_action, add_goal, start_plan
from accanto.plans.operations.version import propose_version, record_agreement
from tests.cast import SYSTEM, Cast


def make_plan(cast: Cast, language: str = "ita") -> tuple[Any, Plan]:
    """Berta, and her plan with one goal and one action."""
    actor = cast.actor(cast.berta)
    plan = start_plan(actor, case=cast.case(), language=language)
    goal = add_goal(actor, plan=plan, area="housing", words="Voglio una casa")
    add_action(actor, goal=goal, who_kind="person", text="Cercare insieme")
    return actor, plan


def make_shared_plan(cast: Cast, language: str = "ita") -> tuple[Any, Plan]:
    """The same with the person's account (Amina), a tutor (Elia) and the reception centre (Rosa)."""
    actor, plan = make_plan(cast, language)
    trail.change(SYSTEM, plan.case.person, "person.account_given", account=cast.amina)
    invite_party(actor, plan=plan, kind="tutor", email="elia@example.org")
    invite_party(actor, plan=plan, kind="reception", email="rosa@example.org")
    return actor, plan


def all_agree(actor: Any, plan: Plan) -> PlanVersion:
    version = propose_version(actor, plan=plan)
    for party in plan.parties.filter(left_on=None):
        record_agreement(actor, version=version, party=party, how="paper")
    return version
