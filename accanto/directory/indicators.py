"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.directory.models import Distribution


def distribution_facts(actor: Actor) -> ScopedQuerySet:
    """Copies of leaflets handed out, without those that stand in an encounter."""
    return Distribution.objects.visible_to(actor, "figures.see")
