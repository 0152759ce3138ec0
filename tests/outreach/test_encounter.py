"""Encounters: what is not one's own is neither named nor taken on, and nothing is made twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.outreach.forms import EARLIER
from accanto.outreach.models import Encounter, Place, Visit
from accanto.outreach.operations.encounter import name_encounter, open_case_from_encounter, record_encounter
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast


def _encounter(cast: Cast, **values: Any) -> Encounter:
    place = {"organisation": cast.org_a, "project": cast.project}
    where = Place(
        kind="library",
        name=f"Biblioteca {Place.objects.visible_to(SYSTEM).count()}",
        municipality=cast.municipality,
        **place,
    )
    where = trail.create(SYSTEM, where, "place.added")
    visit = trail.create(SYSTEM, Visit(place=where, operator=cast.olga, on=TODAY(), **place), "visit.made")
    return _at(cast, visit, **values)


def _at(cast: Cast, visit: Visit, **values: Any) -> Encounter:
    place = {"organisation": cast.org_a, "project": cast.project}
    row = Encounter(visit=visit, operator=cast.olga, on=TODAY(), **place, **values)
    return trail.create(SYSTEM, row, "encounter.recorded")


def test_a_stranger_is_not_met(cast: Cast) -> None:
    """The person of another organisation, by their id."""
    theirs = cast.person(cast.org_b, follower=cast.dora)
    met = _encounter(cast)
    with pytest.raises(PermissionDenied):
        record_encounter(cast.actor(cast.olga), place=met.visit.place, on=TODAY(), needs=[], person=theirs)
    with pytest.raises(PermissionDenied):
        name_encounter(cast.actor(cast.olga), encounter=met, person=theirs)
    assert theirs.involvements.count() == 1


def test_the_code_of_a_stranger_and_of_nobody_get_one_answer(cast: Cast) -> None:
    theirs = cast.person(cast.org_b, follower=cast.dora)
    url = reverse("outreach:encounter_name", args=[_encounter(cast).pk])
    client = cast.client(cast.olga)
    answers = [client.post(url, {"code": code}).context["form"].errors for code in (theirs.code, "P-ZZZZZZ")]
    assert answers[0] == answers[1] != {}


def test_a_name_sent_twice_makes_one_person(cast: Cast) -> None:
    met = _encounter(cast)
    other_tab = Encounter.objects.visible_to(SYSTEM).get(pk=met.pk)
    name_encounter(cast.actor(cast.olga), encounter=met, given_name="Amina")
    with pytest.raises(ValidationError):
        name_encounter(cast.actor(cast.olga), encounter=other_tab, given_name="Amina")
    assert Person.objects.visible_to(SYSTEM).count() == 1


def test_the_encounter_of_another_organisation_becomes_no_case(cast: Cast) -> None:
    met = _encounter(cast, person=cast.person(follower=cast.berta))
    with pytest.raises(PermissionDenied):
        open_case_from_encounter(cast.actor(cast.dora), encounter=met, operator=cast.dora)


def test_a_busy_place_offers_its_newest_nameless_encounters(cast: Cast) -> None:
    met = _encounter(cast)
    for _each in range(EARLIER + 5):
        _at(cast, met.visit)
    page = cast.client(cast.olga).get(reverse("outreach:encounter_name", args=[met.pk]))
    assert page.context["form"].fields["earlier"].queryset.count() == EARLIER
