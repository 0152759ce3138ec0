"""My list: the address says which services; the server keeps nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(cast: Cast) -> list[Any]:
    facts: dict[str, Any] = {"provider": "x", "municipality": cast.municipality, "areas": ["legal"]}
    return [add_service(SYSTEM, name=f"Servizio {number}", **facts) for number in range(3)]


def asked(ids: str) -> Any:
    return Client().get(reverse("portal:saved_list"), {"ids": ids})


def test_in_the_order_of_the_address_each_once(services: list[Any]) -> None:
    one, two, _three = services
    rows = asked(f"{two.pk},{one.pk},{two.pk}").context["rows"]
    assert [row.name for row in rows] == ["Servizio 1", "Servizio 0"]
    assert rows[0].without.endswith(f"?ids={one.pk}")


def test_what_is_gone_is_said_and_nonsense_is_left_out(services: list[Any]) -> None:
    page = asked(f"{services[0].pk},{uuid4()},nonsense,%00,'")
    assert len(page.context["rows"]) == 1 and page.context["gone"] == 1


@pytest.mark.parametrize("ids", ["", ",,,", "x" * 3000, ",".join(["'"] * 500)])
def test_nothing_that_is_asked_breaks_it(ids: str, db: None) -> None:
    assert asked(ids).status_code == 200


def test_more_than_fifty_are_cut(services: list[Any]) -> None:
    many = [str(uuid4()) for _each in range(60)]
    page = asked(",".join([*many, str(services[0].pk)]))
    assert page.context["gone"] == 50 and page.context["rows"] == []
