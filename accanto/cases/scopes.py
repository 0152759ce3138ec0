"""Who sees which cases: the organisation that follows them, within its projects and territories, and those
with whom a case was shared, until a day;
who sees a referral without its case: the organisation whose service it was sent to;
and who sees an offer to take a case on: either side, each its own."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accanto.core.actor import NOTHING, Actor, Paths, either
from accanto.core.scoping import RowScope, scope_condition

#: With whom a share is: an organisation in the case's project, or one user of it.
_shared_with = Paths(organisation="organisation", project="case__project", own=("user",))


def live_shares() -> Q:
    """Of shares: neither past, nor revoked, nor of a closed case, nor standing on a consent that was withdrawn, nor with
    an organisation that has left the project."""
    consented = Q(consent=None) | Q(consent__withdrawn_on=None)
    partners = apps.get_model("network", "Partnership")._base_manager.filter(
        project=OuterRef("case__project"), organisation=OuterRef("organisation")
    )
    return Q(
        consented, Exists(partners), revoked_on=None, case__closed_on=None, until__gte=timezone.localdate()
    )


def shares_of(actor: Actor) -> Q | None:
    """The condition for the live shares with an actor; None for one with whom nothing is shared, which costs no
    query: `accounts` asked it together with the actor's memberships."""
    if not any(grant.is_shared_with for grant in getattr(actor, "grants", ())):
        return None
    reach = actor.rows("cases.see", _shared_with)
    return live_shares() & reach & (Q(user=None) | Q(user=actor.user_id))


def shared(actor: Actor, capability: str, pk_path: str) -> Q:
    """Cases that were shared with the actor: to read them, and for nothing else."""
    condition = shares_of(actor) if capability == "cases.see" else None
    if condition is None:
        return NOTHING
    shares = apps.get_model("cases", "CaseShare")._base_manager.filter(condition).order_by()
    return Q(**{f"{pk_path}__in": shares.values("case")})


case_scope = RowScope(
    see="cases.see",
    paths=Paths(
        organisation="organisation", project="project", territory="territory", own=("operator", "opened_by")
    ),
    extra=shared,
)
#: With whom a case is shared is known to those who may change the case, not to whom it is shared with.
share_scope = RowScope(
    see="cases.edit",
    paths=Paths(organisation="case__organisation", project="case__project", territory="case__territory"),
)
#: The sender's side of a transfer stays the sender's when the case has gone.
transfer_scope = RowScope(
    see="transfers.see", paths=Paths(organisation="sender", project="case__project", territory="territory")
)
transfer_in_scope = RowScope(
    see="transfers.see", paths=Paths(organisation="receiver", project="case__project", territory="territory")
)

#: No project and no territory: they are the case's, and the desk works for whoever was sent to it.
incoming_scope = RowScope(
    see="referrals.in", paths=Paths(organisation="service__organization__network_organisation")
)


def unguarded(actor: Actor, prefix: str) -> Q:
    """Documents that tell of status or health: for who may see the person's status, and for who added them."""
    at = f"{prefix}__" if prefix else ""
    person: Any = apps.get_model("people", "Person")
    of_status = scope_condition(person, actor, "status.see", f"{at}case__person")
    own = Q(**{f"{at}guarded": False})
    if actor.user_id is not None:
        own |= Q(**{f"{at}added_by": actor.user_id})
    return either(own, of_status)


#: Those of the organisation's cases; of each the person; and the one who goes along, who sees nothing else of the case.
appointment_scope = RowScope(
    see="appointments.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("case__operator", "along_user", "case__person__account"),
    ),
)
