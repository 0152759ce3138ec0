"""When in a case's time a picture of the person is taken: at the beginning, on the way, on leaving, after."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case, SituationMoment

#: Moments of which there is one: recording it again corrects it.
ONCE = (SituationMoment.INTAKE, SituationMoment.EXIT)


def require_moment(case: Case, moment: str, on: date) -> None:
    """Raise ValidationError for a day to come, and for a moment that the case was not in on that day."""
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    after = moment == SituationMoment.AFTER
    if after and (case.closed_on is None or on < case.closed_on):
        raise ValidationError({"moment": _("The case was not closed on this day: choose another moment.")})
    if not after and case.closed_on is not None and on > case.closed_on:
        raise ValidationError(
            {"moment": _("The case was closed before this day: choose “some time after leaving”.")}
        )
