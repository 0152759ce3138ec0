"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.plans.models import PlanAction, PlanVersion


def plan_facts(actor: Actor) -> ScopedQuerySet:
    """Versions of plans to which all parties agreed."""
    return PlanVersion.objects.visible_to(actor, "figures.see").filter(agreed_on__isnull=False)


def action_facts(actor: Actor) -> ScopedQuerySet:
    """Actions of plans that were done, with the catalogue's action where one was chosen."""
    done = PlanAction.objects.visible_to(actor, "figures.see").filter(status=PlanAction.Status.DONE)
    return done.filter(ended_on__isnull=False)
