"""A plan of a minor, or of an adult under guardianship, is not agreed without a parent's or guardian's yes."""

from __future__ import annotations

from collections.abc import Iterator

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.screens import allowed_on
from accanto.people.operations.guardian import needs_guardian
from accanto.plans.models import PartyKind, Plan, WithoutGuardian


def guardian_missing(plan: Plan) -> bool:
    """Whether nobody who stands in law takes part, and nobody said why. Who takes part has to agree as all do."""
    if not needs_guardian(plan.case.person):
        return False
    if plan.parties.filter(kind=PartyKind.GUARDIAN, left_on=None).exists():
        return False
    return not WithoutGuardian.objects.unscoped("of a plan that is at hand").filter(plan=plan).exists()


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """What is missing in the plan of someone for whom another says yes; nothing where nothing is."""
    if not needs_guardian(case.person):
        return
    plans = Plan.objects.visible_to(actor).filter(case=case).exclude(status=Plan.Status.CLOSED)
    for plan in plans.select_related("case__person"):
        if guardian_missing(plan) and allowed_on(actor, "plans.edit", plan):
            yield Panel("plans/_guardian_panel.html", {"plan": plan}, order=19)
