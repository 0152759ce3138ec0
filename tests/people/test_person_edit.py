"""A person's facts, changed by who may."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast


def test_a_link_that_someone_sent_stands_not_in_place_of_what_is_recorded(cast: Cast) -> None:
    person = cast.person(follower=cast.berta, gender="female", nationality="SN")
    url = reverse("people:person_edit", args=[person.pk])
    form = cast.client(cast.berta).get(url, {"gender": "male", "nationality": "ML"}).context["form"]
    assert (form["gender"].value(), form["nationality"].value()) == ("female", "SN")
