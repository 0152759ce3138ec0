"""Several lists in one statement are the lists asked one by one; and a locked one stays locked."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.core.scoping import UnscopedRead
from accanto.core.together import together
from accanto.people.models import Person
from tests.cast import Cast


def test_each_part_is_limited_by_itself(cast: Cast, django_assert_num_queries: Any) -> None:
    people = [cast.person(municipality=cast.municipality) for _number in range(4)]
    cast.person(cast.org_b)
    mine = Person.objects.visible_to(cast.actor(cast.berta))
    asked = {
        "first": mine.order_by("pk")[:2],
        "last": mine.order_by("-pk")[:3],
        "none": mine.filter(code="no such code")[:5],
        "nothing": mine.filter(pk__in=[])[:5],
    }
    with django_assert_num_queries(1):
        found = together(asked, lambda rows: rows.select_related("municipality"))
        assert [row.municipality for row in found["last"]] == [cast.municipality] * 3
    kept = {name: {row.pk for row in part} for name, part in found.items()}
    assert kept == {
        "first": {row.pk for row in people[:2]},
        "last": {row.pk for row in people[1:]},
        "none": set(),
        "nothing": set(),
    }


def test_one_part_alone(cast: Cast) -> None:
    mine = cast.person()
    assert together({"all": Person.objects.visible_to(cast.actor(cast.berta))[:5]}) == {"all": [mine]}


def test_a_locked_part_is_refused(cast: Cast) -> None:
    cast.person()
    open_part = Person.objects.visible_to(cast.actor(cast.berta))[:5]
    with pytest.raises(UnscopedRead):
        together({"open": open_part, "locked": Person.objects.order_by("pk")[:5]})
