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
from accanto.plans.guardian import guardian_missing
from accanto.plans.models import Agreement, Goal, Plan, PlanParty, PlanVersion
from accanto.plans.operations.plan import lock_plan, require_plan
from accanto.plans.reading import own_party
from accanto.plans.words import AGREED_ALREADY, NEWER


@transaction.atomic
def propose_version(actor: Actor, *, plan: Plan) -> PlanVersion:
    """Freeze what the plan says now, for its parties to agree to.

    Raises ValidationError when there is no goal, or nothing changed since the last version.
    """
    require_plan(actor, "plans.edit", plan)
    lock_plan(actor, plan)  # one number each
    content = content_of(plan)
    if not content["goals"]:
        raise ValidationError(_("First write at least one goal, in the person's words."))
    if any(not goal["words"].strip() for goal in content["goals"] if goal["status"] != Goal.Status.DROPPED):
        raise ValidationError(_("A goal has no words yet: write them with the person, or let it go."))
    last = plan.newest_version()
    if last is not None and last.content == content:
        raise ValidationError(_("Nothing changed since the last version."))
    version = PlanVersion(plan=plan, number=(last.number if last else 0) + 1, content=content)
    return trail.create(actor, version, "plan.version_proposed")


@transaction.atomic
def agree(actor: Actor, *, version: PlanVersion) -> Agreement:
    """A party agrees on the screen, as themselves. Raises NotAllowed for whoever is not one."""
    plan = version.plan
    party = own_party(actor, plan)
    if party is None or not allowed_on(actor, "plans.agree", plan):
        raise NotAllowed
    return _record(actor, version, party, Agreement.How.SCREEN, timezone.localdate())


@transaction.atomic
def record_agreement(
    actor: Actor, *, version: PlanVersion, party: PlanParty, how: str, agreed_on: date | None = None
) -> Agreement:
    """The operator notes that a party signed on paper, or said so before them.

    Raises ValidationError for who takes no part, or a day that is still to come.
    """
    require_plan(actor, "plans.edit", version.plan)
    if party.plan_id != version.plan_id or party.left_on is not None:
        raise ValidationError({"party": _("They do not take part in this plan.")})
    if how == Agreement.How.SCREEN and own_party(actor, version.plan) != party:
        raise NotAllowed  # on the screen, everyone agrees for themselves alone
    return _record(actor, version, party, how, agreed_on or timezone.localdate())


def _record(actor: Actor, version: PlanVersion, party: PlanParty, how: str, on: date) -> Agreement:
    lock_plan(actor, version.plan)  # the last two at once: one of them sees that all agreed
    if on > timezone.localdate():
        raise ValidationError({"agreed_on": _("This day is still to come.")})
    newest = version.plan.newest_version()
    if newest is not None and newest.pk != version.pk:
        raise ValidationError(NEWER)
    if version.agreements.filter(party=party).exists():
        raise ValidationError(AGREED_ALREADY)
    row = Agreement(version=version, party=party, how=how, agreed_on=on)
    agreement = trail.create(actor, row, "agreement.given")
    settle(actor, version)
    return agreement


def settle(actor: Actor, version: PlanVersion, *, on: date | None = None) -> None:
    """Note that everyone who takes part agreed to a version: once, from then on the day stays.

    The day is the last one on which someone agreed, or `on`.
    """
    if version.agreed_on is not None:
        return  # who joined later agrees as well, and moves no figure
    days = dict(version.agreements.values_list("party_id", "agreed_on"))
    wanted = set(version.plan.parties.filter(left_on=None).values_list("pk", flat=True))
    if not days or not wanted <= days.keys():
        return
    if guardian_missing(version.plan):
        return
    trail.change(actor, version, "plan.version_agreed", agreed_on=on or max(days.values()))
    trail.change(actor, version.plan, "plan.agreed", status=Plan.Status.AGREED)
