"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.people.models import SchoolStep, StepState


def school_facts(actor: Actor) -> ScopedQuerySet:
    """What was done for a minor at school, by the day."""
    return SchoolStep.objects.visible_to(actor, "figures.see").filter(state=StepState.DONE)
