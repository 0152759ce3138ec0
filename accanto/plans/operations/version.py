"""Putting a plan to its parties, and their agreement."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.plans.content import content_of
from accanto.plans.models import Agreement, Plan, PlanParty, PlanVersion
from accanto.plans.operations.plan import require_plan


@transaction.atomic
def propose_version(actor: Actor, *, plan: Plan) -> PlanVersion:
    """Freeze what the plan says now, for its parties to agree to.

    Raises ValidationError when there is no goal, or nothing changed since the last version.
    """
    require_plan(actor, "plans.edit", plan)
    content = content_of(plan)
    if not content["goals"]:
        raise ValidationError(_("First write at least one goal, in the person's words."))
    last = plan.versions.order_by("-number").first()
    if last is not None and last.content == content:
        raise ValidationError(_("Nothing changed since the last version."))
    version = PlanVersion(plan=plan, number=(last.number if last else 0) + 1, content=content)
    return trail.create(actor, version, "plan.version_proposed")


@transaction.atomic
def agree(actor: Actor, *, version: PlanVersion) -> Agreement:
    """A party agrees on the screen, as themselves."""
    plan = version.plan
    if not allowed_on(actor, "plans.agree", plan):
        raise NotAllowed
    party = plan.parties.filter(user=actor.user_id, left_on=None).first()
    if party is None:
        raise NotAllowed
    return _record(actor, version, party, Agreement.How.SCREEN, timezone.localdate())


@transaction.atomic
def record_agreement(
    actor: Actor, *, version: PlanVersion, party: PlanParty, how: str, agreed_on: date | None = None
) -> Agreement:
    """The operator notes that a party signed on paper, or said so before them."""
    require_plan(actor, "plans.edit", version.plan)
    if party.plan_id != version.plan_id or party.left_on is not None:
        raise ValidationError({"party": _("They do not take part in this plan.")})
    if party.user_id is not None and party.user_id != actor.user_id and how == Agreement.How.SCREEN:
        raise NotAllowed
    return _record(actor, version, party, how, agreed_on or timezone.localdate())


def _record(actor: Actor, version: PlanVersion, party: PlanParty, how: str, on: date) -> Agreement:
    newest = version.plan.versions.order_by("-number").first()
    if newest is not None and newest.pk != version.pk:
        raise ValidationError(_("There is a newer version: read that one."))
    if version.agreements.filter(party=party).exists():
        raise ValidationError(_("They agreed to this version already."))
    row = Agreement(version=version, party=party, how=how, agreed_on=on)
    agreement = trail.create(actor, row, "agreement.given")
    agreed = set(version.agreements.values_list("party_id", flat=True))
    wanted = set(version.plan.parties.filter(left_on=None).values_list("pk", flat=True))
    if wanted <= agreed:
        trail.change(actor, version, "plan.version_agreed", agreed_on=on)
        trail.change(actor, version.plan, "plan.agreed", status=Plan.Status.AGREED)
    return agreement
