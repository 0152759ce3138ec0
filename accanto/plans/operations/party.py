"""Who takes part in a plan."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import NOTHING, Actor
from accanto.core.screens import allowed_on
from accanto.plans.models import PartyKind, Plan, PlanParty
from accanto.plans.operations.plan import lock_plan, require_plan
from accanto.plans.operations.version import settle
from accanto.plans.scopes import INVITED


def invite_party(actor: Actor, *, plan: Plan, kind: str, email: str = "", name: str = "") -> PlanParty:
    """Invite someone to write the plan: a user by e-mail, or someone who signs on paper, by name.

    Raises ValidationError with the field at fault; the person takes part from the beginning.
    """
    require_plan(actor, "plans.edit", plan)
    if kind == PartyKind.PERSON:
        raise ValidationError({"kind": _("They already take part in this plan.")})
    user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if email and user is None:
        raise ValidationError(
            {"email": _("Nobody has an account with this address: invite them first, or write a name.")}
        )
    if user is not None and not _will_see(user, plan):
        raise ValidationError(
            {
                "email": _(
                    "This account would not see the plan: an administrator gives it a role that opens plans by invitation "
                    "(reception-centre operator), also for a mediator or a guardian."
                )
            }
        )
    if user is None and not name.strip():
        raise ValidationError({"name": _("Write an e-mail address or a name.")})
    return trail.create(actor, PlanParty(plan=plan, kind=kind, user=user, name=name), "plan.party_invited")


def _will_see(user: User, plan: Plan) -> bool:
    """Whether someone sees the plan already, or by being invited into it."""
    guest = actor_of(user)
    return guest.rows("plans.see", INVITED) != NOTHING or allowed_on(guest, "plans.see", plan)


@transaction.atomic
def end_party(actor: Actor, *, party: PlanParty) -> PlanParty:
    """A party leaves: their account sees the plan no more, and the others need not wait for them."""
    require_plan(actor, "plans.edit", party.plan)
    lock_plan(actor, party.plan)
    if party.kind == PartyKind.PERSON:
        raise ValidationError(_("The plan is the person's own: close it instead."))
    if party.left_on is not None:
        return party
    party = trail.change(actor, party, "plan.party_left", left_on=timezone.localdate())
    newest = party.plan.newest_version()
    if newest is not None:
        settle(actor, newest, on=timezone.localdate())
    return party
