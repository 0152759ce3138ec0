"""Where someone may record: the narrowing of a role holds for writing as it does for reading."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accanto.accounts.models import Membership
from accanto.cases.operations.case import open_case, operators_of
from accanto.core import trail
from accanto.network.models import ProjectTerritory, Territory
from accanto.outreach.operations.encounter import add_place
from accanto.people.models import Person
from accanto.people.operations.person import add_person
from accanto.tutoring.operations.tutoring import add_tutor
from tests.cast import SYSTEM, TODAY, Cast


@pytest.fixture
def elsewhere(cast: Cast) -> Territory:
    """Another territory of the project; Berta works in the first alone."""
    there = trail.create(SYSTEM, Territory(key="piana", name="Piana"), "territory.added")
    trail.create(SYSTEM, ProjectTerritory(project=cast.project, territory=there), "project.changed")
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.berta)
    trail.change(SYSTEM, held, "role.narrowed", territory=cast.territory)
    return there


def _acts(cast: Cast, who: str, **place: Any) -> list[Any]:
    actor = cast.actor(cast.users[who])
    person = cast.person(follower=cast.bruna)
    return [
        lambda: add_person(actor, **place),
        lambda: open_case(actor, person=person, operator=cast.bruna, **place),
        lambda: add_place(actor, kind="library", name="Biblioteca", municipality=cast.municipality, **place),
        lambda: add_tutor(actor, name="Anna", available_on=TODAY(), **place),
    ]


def test_nothing_is_recorded_in_a_territory_of_others(cast: Cast, elsewhere: Territory) -> None:
    place = {"organisation": cast.org_a, "project": cast.project}
    for act in _acts(cast, "berta", territory=elsewhere, **place):
        with pytest.raises(PermissionDenied):
            act()
    for act in _acts(cast, "berta", territory=cast.territory, **place):
        act()


def test_nothing_is_recorded_in_a_project_of_others(cast: Cast) -> None:
    """Mario manages all of A; A takes no part in the other project."""
    for act in _acts(cast, "mario", organisation=cast.org_a, project=cast.other_project):
        with pytest.raises(ValidationError) as refused:
            act()
        assert "project" in refused.value.error_dict


def test_the_form_says_so_at_the_field_and_loses_nothing(cast: Cast, elsewhere: Territory) -> None:
    typed = {
        "given_name": "Amina",
        "gender": "female",
        "age_band": "unknown",
        "organisation": cast.org_a.pk,
        "project": cast.project.pk,
    }
    url = reverse("people:person_add")
    answer = cast.client(cast.berta).post(url, {**typed, "territory": elsewhere.pk})
    assert answer.status_code == 422
    assert "territory" in answer.context["form"].errors
    assert "Amina" in answer.content.decode()
    assert cast.client(cast.berta).post(url, {**typed, "territory": cast.territory.pk}).status_code == 302


def test_a_territory_is_one_of_the_project(cast: Cast) -> None:
    stray = trail.create(SYSTEM, Territory(key="mare", name="Mare"), "territory.added")
    trail.create(SYSTEM, ProjectTerritory(project=cast.other_project, territory=stray), "project.changed")
    url = reverse("people:person_add")
    answer = cast.client(cast.mario).post(
        url,
        {
            "gender": "female",
            "age_band": "unknown",
            "organisation": cast.org_a.pk,
            "project": cast.project.pk,
            "territory": stray.pk,
        },
    )
    assert answer.status_code == 422
    assert not Person.objects.visible_to(SYSTEM).exists()


def test_a_case_goes_to_who_works_in_its_territory(cast: Cast, elsewhere: Territory) -> None:
    assert cast.berta in operators_of(cast.org_a, cast.project, cast.territory)
    assert cast.berta not in operators_of(cast.org_a, cast.project, elsewhere)
    assert cast.mario in operators_of(cast.org_a, cast.project, elsewhere)
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.bruna)
    trail.change(SYSTEM, held, "role.ended", until=TODAY().replace(year=TODAY().year - 1))
    assert cast.bruna not in operators_of(cast.org_a, cast.project)


def test_rows_of_other_territories_are_out_of_sight_and_those_without_one_are_not(
    cast: Cast, elsewhere: Territory
) -> None:
    for territory in (cast.territory, elsewhere, None):
        person = cast.person()
        trail.change(SYSTEM, person.involvements.get(), "person.followed", territory=territory)
    seen = Person.objects.visible_to(cast.actor(cast.berta))
    assert {person.involvements.get().territory for person in seen} == {cast.territory, None}
