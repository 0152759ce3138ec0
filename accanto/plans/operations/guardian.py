"""Saying why a plan goes on without a guardian's yes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.plans.guardian import guardian_missing
from accanto.plans.models import Plan, WithoutGuardian
from accanto.plans.operations.plan import lock_plan, require_plan
from accanto.plans.operations.version import settle

SHORTEST_REASON = 10


@transaction.atomic
def go_without_guardian(actor: Actor, *, plan: Plan, reason: str) -> WithoutGuardian:
    """Say it once. A version that waited for nothing else is agreed from now.

    Raises ValidationError for a reason that says nothing, and where no guardian is missing.
    """
    require_plan(actor, "plans.edit", plan)
    lock_plan(actor, plan)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Say why in a few words: whoever reads the plan later needs it.")})
    if not guardian_missing(plan):
        raise ValidationError(_("Nothing is missing: a guardian takes part, or it was said why not."))
    row = WithoutGuardian(plan=plan, reason=reason, said_on=timezone.localdate())
    said = trail.create(actor, row, "plan.without_guardian")
    newest = plan.newest_version()
    if newest is not None:
        settle(actor, newest)
    return said
