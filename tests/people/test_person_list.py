"""The list of persons: the same rows whether an organisation knows few or many."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accanto.core import paging, trail
from accanto.people import scopes
from accanto.people.models import Involvement
from accanto.people.views import person as views
from tests.cast import SYSTEM, Cast

URL = reverse("people:person_list")


def _listed(cast: Cast, query: str = "") -> Any:
    page = cast.client(cast.mario).get(URL + query)
    return [row.code for row in page.context["rows"]], page.context["page"]


@pytest.mark.parametrize("query", ["", "?end=1", "?gender=female"])
def test_few_or_many_the_rows_are_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    made = [cast.person(gender=gender) for gender in ("female", "male", "female")]
    cast.person(cast.org_c, project=cast.other_project, gender="female")
    trail.change(SYSTEM, cast.person(gender="female"), "person.merged", merged_into=made[0])
    few, page = _listed(cast, query)
    assert few == [row.code for row in reversed(made) if "gender" not in query or row.gender == "female"]
    assert (page.count, page.more) == (len(few), False)
    monkeypatch.setattr(scopes, "FEW", 2)
    many, page = _listed(cast, query)
    assert many == few
    assert (page.count, page.more) == (len(few), False)


def test_who_is_known_in_two_projects_is_one_of_few(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    person = cast.person()
    row = Involvement(person=person, organisation=cast.org_a, project=cast.other_project)
    trail.create(SYSTEM, row, "person.involved")
    monkeypatch.setattr(scopes, "FEW", 1)
    rows, page = _listed(cast)
    assert (rows, page.count, page.more) == ([person.code], 1, False)


def test_beyond_the_limit_nobody_counts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(3):
        cast.person()
    for module in (paging, views):
        monkeypatch.setattr(module, "COUNT_LIMIT", 2)
    for query in ("", "?gender=unknown"):
        _rows, page = _listed(cast, query)
        assert (page.count, page.more) == (2, True)
