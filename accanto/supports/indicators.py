"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.supports.models import HomeStay, Placement, Support


def support_facts(actor: Actor) -> ScopedQuerySet:
    """Supports that were paid; one whose money came back whole was not given."""
    return Support.objects.visible_to(actor, "figures.see").filter(
        status=Support.Status.PAID, paid_on__isnull=False
    )


def stay_facts(actor: Actor) -> ScopedQuerySet:
    """People who moved into a home."""
    return HomeStay.objects.visible_to(actor, "figures.see")


def placement_facts(actor: Actor) -> ScopedQuerySet:
    """Placements that began."""
    return Placement.objects.visible_to(actor, "figures.see")


def placement_end_facts(actor: Actor) -> ScopedQuerySet:
    """Placements that ended, with what came of them."""
    return Placement.objects.visible_to(actor, "figures.see").filter(ended_on__isnull=False)
