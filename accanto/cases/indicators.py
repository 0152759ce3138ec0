"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from accanto.cases.models import Case, Need, Referral, Situation
from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet


def case_facts(actor: Actor) -> ScopedQuerySet:
    """Cases."""
    return Case.objects.visible_to(actor, "figures.see")


def situation_facts(actor: Actor) -> ScopedQuerySet:
    """Pictures of cases."""
    return Situation.objects.visible_to(actor, "figures.see")


def referral_facts(actor: Actor) -> ScopedQuerySet:
    """Referrals of cases to services."""
    return Referral.objects.visible_to(actor, "figures.see")


def need_facts(actor: Actor) -> ScopedQuerySet:
    """Needs of cases."""
    return Need.objects.visible_to(actor, "figures.see")
