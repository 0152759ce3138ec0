"""A page's place comes from the address: whatever stands there, a page comes out."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from accanto.core.paging import paginate
from accanto.people.models import Person
from tests.cast import SYSTEM, Cast

ORDER = ("-created_at", "-id")
NOBODY = "00000000-0000-0000-0000-000000000000"


def _token(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


TAMPERED = [
    ["x", "y"],
    [1, 2],
    [True, NOBODY],
    ["2026-01-01T00:00:00+00:00", "y"],
    ["2026-01-01T00:00:00", NOBODY],
    ["0001-01-01T00:00:00+14:00", NOBODY],
    ["9999-12-31T23:59:59-14:00", NOBODY],
    ["2026-13-01T00:00:00+00:00", NOBODY],
    ["\x00", "\x00"],
    [10**40, 10**40],
    ["2026-01-01T00:00:00+00:00"],
    [],
]


def _persons() -> QuerySet[Any]:
    return Person.objects.visible_to(SYSTEM)


@pytest.mark.parametrize("values", TAMPERED, ids=repr)
def test_a_tampered_place_shows_the_first_page(cast: Cast, values: list[Any]) -> None:
    person = cast.person()
    for name in ("after", "before"):
        query = QueryDict(f"{name}={_token(*values)}")
        assert paginate(_persons(), ORDER, query).rows == [person]
        answer = cast.client(cast.berta).get(reverse("people:person_list"), {name: _token(*values)})
        assert answer.status_code == 200


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", 7, "9" * 900], ids=repr)
def test_a_tampered_name_breaks_no_public_page(cast: Cast, value: Any) -> None:
    for name in ("after", "before"):
        answer = cast.client(None).get(reverse("portal:service_list"), {name: _token(value, NOBODY)})
        assert answer.status_code == 200


def test_a_place_deep_in_brackets_shows_the_first_page(cast: Cast) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 740).decode()
    assert paginate(_persons(), ORDER, QueryDict(f"after={deep}")).rows == []


def test_there_and_back(cast: Cast) -> None:
    made = [cast.person() for _each in range(5)]
    first = paginate(_persons(), ORDER, QueryDict(), size=2)
    second = paginate(_persons(), ORDER, QueryDict((first.next_url or "")[1:]), size=2)
    back = paginate(_persons(), ORDER, QueryDict((second.previous_url or "")[1:]), size=2)
    assert first.rows + second.rows == made[::-1][:4]
    assert back.rows == first.rows
