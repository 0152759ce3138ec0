"""Work placements: begun, changed, ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Organization
from accanto.supports.models import Placement


@transaction.atomic
def begin_placement(actor: Actor, *, case: Case, employer: str, **facts: Any) -> Placement:
    """Write down where someone works or learns. An employer whom the directory knows is tied to its entry."""
    require_on(actor, "placements.edit", case)
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("The case is closed: open it again first."))
    row = Placement(
        case=case,
        organisation=case.organisation,
        employer=employer,
        organization=known_as(actor, employer),
        **facts,
    )
    return trail.create(actor, row, "placement.begun")


@transaction.atomic
def change_placement(actor: Actor, *, placement: Placement, employer: str, **facts: Any) -> Placement:
    require_on(actor, "placements.edit", placement)
    trail.lock(placement)
    organization = known_as(actor, employer)
    return trail.change(
        actor, placement, "placement.changed", employer=employer, organization=organization, **facts
    )


@transaction.atomic
def end_placement(
    actor: Actor, *, placement: Placement, ended_on: date, outcome: str, note: str = ""
) -> Placement:
    """Say when it ended and what came of it."""
    require_on(actor, "placements.edit", placement)
    trail.lock(placement)
    if placement.ended_on is not None:
        raise ValidationError(_("This placement has ended."))
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("This day is still to come.")})
    return trail.change(
        actor, placement, "placement.ended", ended_on=ended_on, outcome=outcome, note=note or placement.note
    )


def known_as(actor: Actor, employer: str) -> Organization | None:
    """The one organisation of the directory that has just this name; None where there is none, or several."""
    found = list(Organization.objects.visible_to(actor).filter(name__iexact=employer.strip())[:2])
    return found[0] if len(found) == 1 else None
