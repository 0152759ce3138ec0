"""Who sees which plans: the organisation that follows the case, and the parties invited into it."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from accanto.core.actor import NOTHING, Actor, Paths
from accanto.core.scoping import RowScope

#: Where a party keeps the user that it is.
INVITED = Paths(own=("user",))


def invited(actor: Actor, capability: str, pk_path: str) -> Q:
    """Plans into which the actor was invited, for roles that hold the capability on their own ones."""
    if actor.user_id is None:
        return NOTHING
    condition = actor.rows(capability, INVITED)
    if condition in (Q(), NOTHING):
        return NOTHING  # the plan's own paths have already said all there is
    parties = apps.get_model("plans", "PlanParty")._base_manager.filter(
        condition, plan=OuterRef(pk_path), left_on=None
    )
    return Q(Exists(parties))


plan_scope = RowScope(
    see="plans.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("case__person__account",),
    ),
    extra=invited,
)
