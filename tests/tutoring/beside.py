"""Elia, a tutor, beside Amina: the world of the tests of the shared page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accanto.core import trail
from accanto.tutoring.models import Tutor, Tutoring
from tests.cast import SYSTEM, TODAY, Cast


def make_tie(cast: Cast, tutor: Any = None, person: Any = None, **values: Any) -> Tutoring:
    """A tie of a hundred days, both with an account; Berta follows the case."""
    case = cast.case()
    trail.change(SYSTEM, case.person, "person.account_given", account=person or cast.amina)
    since = TODAY() - timedelta(days=100)
    place = {"organisation": cast.org_a, "project": cast.project}
    dates = {"available_on": since, "interviewed_on": since, "trained_on": since}
    row = Tutor(name="Segreto del tutor", account=tutor or cast.elia, **dates, **place)
    tutor_row = trail.create(SYSTEM, row, "tutor.added")
    tie = Tutoring(case=case, tutor=tutor_row, introduced_on=since, started_on=since, **values)
    return trail.create(SYSTEM, tie, "tutoring.started")
