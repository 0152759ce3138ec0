"""A household: who lives there by day, moving, splitting, becoming one; and what strangers do not see of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.people.models import Household, HouseholdMember
from accanto.people.operations.household import add_household_member, join_households, leave_household
from tests.cast import SYSTEM, Cast


def family(cast: Cast, *relations: str, since: int = 100) -> tuple[Household, list[HouseholdMember]]:
    """A household of A: one member by relation, `child` born ten years ago."""
    home = trail.create(SYSTEM, Household(organisation=cast.org_a, project=cast.project), "household.added")
    day, year = timezone.localdate() - timedelta(days=since), timezone.localdate().year
    members = []
    for relation in relations:
        born = year - (10 if relation == "child" else 35)
        person = cast.person(follower=cast.berta, year_of_birth=born)
        row = HouseholdMember(household=home, person=person, relation=relation, since=day)
        members.append(trail.create(SYSTEM, row, "household.member_added"))
    return home, members


def living(home: Household) -> dict[Any, str]:
    return dict(home.members.filter(until=None).values_list("person_id", "relation"))


def test_the_page_has_minors_apart_cases_for_those_who_may_and_only_counts_strangers(cast: Cast) -> None:
    home, (mother, child, stranger) = family(cast, "reference", "child", "relative")
    case = cast.case(mother.person)
    known = stranger.person.involvements.get()
    trail.change(SYSTEM, known, "test.made", organisation=cast.org_b)
    url = home.get_absolute_url()
    page = cast.client(cast.berta).get(url)
    text, shown = page.content.decode(), page.context["family"]
    assert [row.member.pk for row in shown.adults] == [mother.pk]
    assert [(row.member.pk, row.age) for row in shown.minors] == [(child.pk, 10)]
    assert case.get_absolute_url() in text and shown.elsewhere == 1
    assert stranger.person.code not in text and str(stranger.person_id) not in text
    aside = cast.client(cast.berta).get(mother.person.get_absolute_url()).content.decode()
    assert url in aside and stranger.person.code not in aside
    assert url in cast.client(cast.berta).get(case.get_absolute_url()).content.decode()
    assert cast.client(cast.dora).get(url).status_code == 404
    leave = reverse("people:household_leave", args=[stranger.pk])
    assert cast.client(cast.berta).get(leave).status_code == 404


def test_moving_splitting_and_joining_keep_one_household_a_day_and_one_reference(cast: Cast) -> None:
    home, (mother, father, child) = family(cast, "reference", "partner", "child")
    other, (aunt,) = family(cast, "reference")
    client, today = cast.client(cast.berta), timezone.localdate()
    url = reverse("people:household_split", args=[home.pk])
    form = {"leaving": [mother.pk, father.pk, child.pk], "on": today}
    assert "leaving" in client.post(url, form).context["form"].errors  # not everyone
    answer = client.post(url, {**form, "leaving": [mother.pk, child.pk]})
    new = Household.objects.visible_to(SYSTEM).get(pk=answer.url.split("/")[-2])
    assert living(new) == {mother.person_id: "reference", child.person_id: "child"}
    assert living(home) == {father.person_id: "reference"}  # who stays takes the place
    join_households(cast.actor(cast.berta), into=other, other=new, on=today)
    assert living(new) == {}
    assert living(other)[aunt.person_id] == "reference" and living(other)[mother.person_id] == "other"
    assert new.members.count() == 2  # the history stays


def test_bad_days_codes_and_second_households_are_said_at_their_field(cast: Cast) -> None:
    home, (mother, child) = family(cast, "reference", "child")
    other, _members = family(cast, "reference")
    client, today = cast.client(cast.berta), timezone.localdate()
    url = reverse("people:household_leave", args=[child.pk])
    for values, field in (
        ({"until": today + timedelta(days=1)}, "until"),
        ({"until": today - timedelta(days=400)}, "until"),
        ({"until": today, "to": "H-NESSUNO"}, "to"),
        ({"until": today, "to": home.code}, "to"),
    ):
        answer = client.post(url, {"relation": "child", **values})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors, values
    assert (
        client.post(url, {"until": today, "to": other.code.lower(), "relation": "child"}).status_code == 302
    )
    assert living(other)[child.person_id] == "child"
    assert client.post(url, {"until": today}).status_code == 422  # a second tap
    with pytest.raises(ValidationError, match="altro nucleo|another household"):
        lived = HouseholdMember.objects.visible_to(SYSTEM).get(person=child.person, until=None)
        leave_household(cast.actor(cast.berta), member=lived)
        add_household_member(
            cast.actor(cast.berta), person=mother.person, relation="child", member=child.person,
            since=today - timedelta(days=50),
        )  # fmt: skip
