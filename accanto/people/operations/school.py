"""Minors at school: a school year, and what is done in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.people.models import Person, SchoolStep, SchoolYear, StepState
from accanto.people.operations.person import known_through, require_on


def add_school_year(actor: Actor, *, person: Person, **values: Any) -> SchoolYear:
    """A school year of a minor. Raises ValidationError for an adult, and for a year that is recorded already."""
    require_on(actor, "people.edit", person)
    if not person.is_minor:
        raise ValidationError(_("School support is for minors: write their year of birth first."))
    known = known_through(actor, person)
    place = {"organisation": known.organisation, "project": known.project, "territory": known.territory}
    return trail.create(actor, SchoolYear(person=person, **place, **values), "school.year_added")


def change_school_year(actor: Actor, *, year: SchoolYear, **values: Any) -> SchoolYear:
    _require(actor, year)
    return trail.change(actor, year, "school.year_changed", **values)


def add_school_step(actor: Actor, *, year: SchoolYear, **values: Any) -> SchoolStep:
    """Something done for the pupil, or to be done."""
    _require(actor, year)
    return trail.create(actor, SchoolStep(year=year, **_with_day(**values)), "school.step_added")


def change_school_step(actor: Actor, *, step: SchoolStep, **values: Any) -> SchoolStep:
    _require(actor, step.year)
    return trail.change(actor, step, "school.step_changed", **_with_day(**values))


def _with_day(*, state: str, ended_on: date | None, **values: Any) -> dict[str, Any]:
    """What is done has a day: today, unless another is said; what is to be done has none."""
    if ended_on is not None and ended_on > timezone.localdate():
        raise ValidationError({"ended_on": _("This day is still to come.")})
    day = None if state == StepState.OPEN else ended_on or timezone.localdate()
    return {"state": state, "ended_on": day, **values}


def _require(actor: Actor, year: SchoolYear) -> None:
    if not allowed_on(actor, "people.edit", year):
        raise NotAllowed
