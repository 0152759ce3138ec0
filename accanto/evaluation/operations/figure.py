"""Figures that happen outside the product."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.evaluation.models import DeclaredFigure
from accanto.evaluation.readings import Declared, reading_of
from accanto.network.models import ExpectedResult, Organisation, Territory


@transaction.atomic
def declare_figure(
    actor: Actor,
    *,
    result: ExpectedResult,
    organisation: Organisation,
    on: date,
    value: Decimal,
    evidence: str,
    territory: Territory | None = None,
) -> DeclaredFigure:
    """So much of a result, on a day, with what shows it. Only for results that are not computed."""
    project = result.project
    actor.require("figures.declare", project=project, organisation=organisation, territory=territory)
    if actor.user_id is None:
        raise NotAllowed
    errors: dict[str, Any] = {}
    if not isinstance(reading_of(result), Declared):
        raise ValidationError(_("This figure is computed from what is recorded: it cannot be typed in."))
    if not project.partnerships.filter(organisation=organisation).exists():
        errors["organisation"] = _("This organisation is not a partner of the project.")
    if territory is not None and not project.territories.filter(territory=territory).exists():
        errors["territory"] = _("The project does not work in this territory.")
    if on > timezone.localdate():
        errors["on"] = _("This day is still to come.")
    if not evidence.strip():
        errors["evidence"] = _("Say what shows it: a register, a report, a list of signatures.")
    if result.unit == "percent" and value > 100:  # noqa: PLR2004  a percentage
        errors["value"] = _("A percentage is at most 100.")
    if errors:
        raise ValidationError(errors)
    row = DeclaredFigure(
        project=project,
        result=result,
        organisation=organisation,
        territory=territory,
        on=on,
        value=value,
        evidence=evidence,
        author_id=actor.user_id,
    )
    return trail.create(actor, row, "figure.declared")
