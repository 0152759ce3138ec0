"""The scale of autonomy of a case, recorded on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.cases.models import Assessment, Case
from accanto.cases.operations.case import require_on
from accanto.cases.operations.moment import ONCE, require_moment
from accanto.cases.words import NOT_RECORDED, SCALE
from accanto.core import trail
from accanto.core.actor import Actor


def record_assessment(
    actor: Actor, *, case: Case, moment: str, on: date, source: str, marks: Mapping[str, int]
) -> Assessment:
    """The scale on a day. `marks`: 0, 1 to 5 or 9 by area; an area left out is not recorded.

    Raises ValidationError for a day to come, for a day after the case was closed unless it is "some time after",
    and for a scale in which nothing is recorded.
    """
    require_on(actor, "cases.edit", case)
    require_moment(case, moment, on)
    values: dict[str, Any] = {area.key: marks.get(area.key, NOT_RECORDED) for area in SCALE}
    if all(value == NOT_RECORDED for value in values.values()):
        raise ValidationError(_("Nothing is recorded yet: choose a step in at least one area."))
    known = case.assessments.filter(moment=moment).first() if moment in ONCE else None
    if known is not None:
        return trail.change(actor, known, "assessment.corrected", on=on, source=source, **values)
    row = Assessment(case=case, moment=moment, on=on, source=source, assessor_id=actor.user_id, **values)
    return trail.create(actor, row, "assessment.recorded")
