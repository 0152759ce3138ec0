"""The list of persons: the same rows whether an organisation knows few or many."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accanto.people import scopes
from tests.cast import Cast

URL = reverse("people:person_list")


def _listed(cast: Cast, query: str = "") -> Any:
    page = cast.client(cast.mario).get(URL + query)
    return [row.code for row in page.context["rows"]], page.context["page"]


@pytest.mark.parametrize("query", ["", "?end=1", "?gender=female"])
def test_few_or_many_the_rows_are_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    for gender in ("female", "male", "female"):
        cast.person(gender=gender)
    cast.person(cast.org_c, project=cast.other_project, gender="female")
    few, page = _listed(cast, query)
    assert len(few) == (2 if "gender" in query else 3) == page.count
    monkeypatch.setattr(scopes, "FEW", 2)
    many, page = _listed(cast, query)
    assert many == few
    assert page.more == ("gender" not in query), "of many nobody counts, of some of them one does"


def test_who_is_known_in_two_projects_is_one_of_few(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from accanto.core import trail
    from accanto.people.models import Involvement
    from tests.cast import SYSTEM

    person = cast.person()
    row = Involvement(person=person, organisation=cast.org_a, project=cast.other_project)
    trail.create(SYSTEM, row, "person.involved")
    monkeypatch.setattr(scopes, "FEW", 1)
    rows, page = _listed(cast)
    assert (rows, page.count, page.more) == ([person.code], 1, False)
