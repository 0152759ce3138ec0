"""Elia, a tutor, beside Amina: the world of the tests of the shared page."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.urls import reverse

from accanto.core import trail
from accanto.tutoring.models import Contact, Proposal, Tutor, Tutoring
from accanto.tutoring.operations import proposal as proposals
from accanto.tutoring.operations.contact import log_contact
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


def open_page(cast: Cast, user: Any, tie: Tutoring, language: str = "en") -> str:
    answer = cast.client(user, language).get(reverse("portal:beside", args=[tie.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def note_contact(cast: Cast, user: Any, tie: Tutoring, **values: Any) -> Contact:
    given = {"kind": "telephone", "on": TODAY(), **values}
    return log_contact(cast.actor(user), tutoring=tie, **given)


def put_proposal(cast: Cast, tie: Tutoring, **values: Any) -> Proposal:
    given = {"what": "Una partita", "on": TODAY(), "at": time(18), "place": "Campo", **values}
    return proposals.propose(cast.actor(cast.amina), tutoring=tie, **given)
