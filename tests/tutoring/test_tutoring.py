"""Nobody is introduced before both said yes; the cadence by calendar weeks and months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accanto.cases.operations.case import close_case
from accanto.core import trail
from accanto.privacy.models import AuditEntry
from accanto.tutoring.cadence import period, rules_of, standing
from accanto.tutoring.models import Tutor, Tutoring
from accanto.tutoring.operations.tutoring import change_tutor, end_tutoring, log_contact, start_tutoring
from tests.cast import SYSTEM, TODAY, Cast, said_now

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


def _tutor(cast: Cast, **values: Any) -> Tutor:
    ready = {"interviewed_on": TODAY(), "trained_on": TODAY(), **values}
    place = {"organisation": cast.org_a, "project": cast.project}
    row = Tutor(name="Anna Ferri", available_on=TODAY(), **{**place, **ready})
    return trail.create(SYSTEM, row, "tutor.added")


def _start(cast: Cast, tutor: Tutor, **values: Any) -> Any:
    given_values = {"introduced_on": TODAY(), "both_said_yes": True, **values}
    return start_tutoring(cast.actor(cast.berta), case=cast.case(), tutor=tutor, **given_values)


@pytest.mark.parametrize(
    ("tutor", "values", "field"),
    [
        ({}, {"both_said_yes": False}, "both_said_yes"),
        ({"trained_on": None}, {}, "exception"),
        ({"interviewed_on": None, "trained_on": None}, {}, "exception"),
        ({"paused": True}, {}, "tutor"),
        ({}, {"introduced_on": lambda: TODAY() + timedelta(days=1)}, "introduced_on"),
    ],
)
def test_who_is_not_introduced(cast: Cast, tutor: Any, values: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _start(cast, _tutor(cast, **tutor), **said_now(values))
    assert field in refused.value.error_dict


def test_an_exception_says_why(cast: Cast) -> None:
    tie = _start(cast, _tutor(cast, trained_on=None), exception="Si conoscono da anni")
    assert tie.exception == "Si conoscono da anni"
    assert "anni" not in str(list(AuditEntry.objects.unscoped("test").values()))


def test_capacity_is_kept(cast: Cast) -> None:
    tutor = _tutor(cast)
    _start(cast, tutor)
    with pytest.raises(ValidationError) as refused:
        _start(cast, tutor)
    assert "tutor" in refused.value.error_dict
    assert change_tutor(cast.actor(cast.berta), tutor=tutor, capacity=2).capacity == 2
    _start(cast, tutor)
    with pytest.raises(ValidationError):
        change_tutor(cast.actor(cast.berta), tutor=tutor, capacity=1)


def test_both_sides_see_it_and_log_contacts(cast: Cast) -> None:
    tutor = _tutor(cast, account=cast.elia)
    tie = _start(cast, tutor)
    client = cast.client(cast.elia)
    assert client.get(tie.get_absolute_url(), follow=True).status_code == 200
    assert client.post(reverse("tutoring:contact_today", args=[tie.pk, "telephone"])).status_code == 302
    assert tie.contacts.get().logged_by == cast.elia
    assert client.get(tie.case.get_absolute_url()).status_code in (403, 404)
    assert cast.client(cast.amina).get(tie.get_absolute_url()).status_code == 404


def test_a_contact_lies_within_the_tie(cast: Cast) -> None:
    tie = _start(cast, _tutor(cast))
    with pytest.raises(ValidationError):
        log_contact(cast.actor(cast.berta), tutoring=tie, kind="meeting", on=TODAY() - timedelta(days=1))


@given(st.sampled_from(["week", "month"]), DAYS)
def test_periods_hold_their_days_and_meet(every: str, day: date) -> None:
    first, last = period(every, day)
    assert first <= day <= last
    assert period(every, first) == period(every, last) == (first, last)
    assert period(every, last + timedelta(days=1))[0] == last + timedelta(days=1)
    assert every == "month" or first.weekday() == 0


@given(st.lists(st.tuples(st.sampled_from(["telephone", "message", "meeting"]), DAYS), max_size=30), DAYS)
def test_one_more_contact_never_makes_it_worse(contacts: list[tuple[str, date]], today: date) -> None:
    started = date(2020, 1, 1)
    before = standing(rules_of({}), contacts, started, today)
    after = standing(rules_of({}), [*contacts, ("meeting", today)], started, today)
    for was, now in zip(before, after, strict=True):
        assert now.done >= was.done
        assert now.lapsed <= was.lapsed
        assert now.is_kept


def test_a_tutor_of_another_project_is_not_introduced(cast: Cast) -> None:
    """Zeno's project has its own tutors: not even one manager of both crosses them."""
    tutor = _tutor(cast, project=cast.other_project)
    with pytest.raises(ValidationError) as refused:
        start_tutoring(SYSTEM, case=cast.case(), tutor=tutor, introduced_on=TODAY(), both_said_yes=True)
    assert "tutor" in refused.value.error_dict


def test_nobody_is_introduced_into_a_closed_case(cast: Cast) -> None:
    case = cast.case()
    close_case(cast.actor(cast.berta), case=case, closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):
        start_tutoring(SYSTEM, case=case, tutor=_tutor(cast), introduced_on=TODAY(), both_said_yes=True)


def test_two_tabs_end_a_tutoring_once(cast: Cast) -> None:
    tie = _start(cast, _tutor(cast))
    other_tab = Tutoring.objects.visible_to(SYSTEM).get(pk=tie.pk)
    actor = cast.actor(cast.berta)
    end_tutoring(actor, tutoring=tie, ended_on=TODAY(), end="goes_on")
    with pytest.raises(ValidationError):
        end_tutoring(actor, tutoring=other_tab, ended_on=TODAY(), end="moved")


def test_what_is_written_of_a_tie_belongs_to_the_case_and_its_organisation(cast: Cast) -> None:
    tie = _start(cast, _tutor(cast))
    contact = log_contact(cast.actor(cast.berta), tutoring=tie, kind="telephone", on=TODAY())
    for row in (tie, contact):
        entry = AuditEntry.objects.visible_to(SYSTEM).get(object_id=str(row.pk))
        assert (entry.case_id, entry.organisation_id) == (tie.case_id, cast.org_a.pk)
        assert entry.person_id == tie.case.person_id
