"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.outreach.models import Encounter, Given


def encounter_facts(actor: Actor) -> ScopedQuerySet:
    """Encounters; nameless ones have no person and count `how_many`."""
    return Encounter.objects.visible_to(actor, "figures.see")


def given_facts(actor: Actor) -> ScopedQuerySet:
    """What was given at encounters, leaflets with language and copies."""
    return Given.objects.visible_to(actor, "figures.see")
