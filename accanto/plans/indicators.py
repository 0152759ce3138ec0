"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.plans.models import Plan, PlanAction


def plan_facts(actor: Actor) -> ScopedQuerySet:
    """Plans; agreed ones have a version with `agreed_on`."""
    return Plan.objects.visible_to(actor, "figures.see")


def action_facts(actor: Actor) -> ScopedQuerySet:
    """Actions of plans, with the catalogue's action where one was chosen."""
    return PlanAction.objects.visible_to(actor, "figures.see")
