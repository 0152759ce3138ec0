"""Capabilities on a row, asked together, are those that are allowed one by one."""

from __future__ import annotations

import pytest

from accanto.accounts.capabilities import CAPABILITIES
from accanto.core.screens import allowed_among, allowed_on
from tests.access.objects import WHERE, Objects
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("label", ["people.Person", "cases.Case", "plans.Plan", "cases.Need"])
def test_each_role_everywhere(cast: Cast, label: str) -> None:
    everything = set()
    for where in WHERE:
        row = Objects(cast, where).of(label)
        for user in cast.users.values():
            actor = cast.actor(user)
            seen = type(row).objects.visible_to(actor).filter(pk=row.pk).exists()
            single = {each for each in CAPABILITIES if allowed_on(actor, each, row)} if seen else set()
            assert allowed_among(actor, CAPABILITIES, row) == single, (user, where)
            everything |= single
    assert everything, "nobody may do anything: the test would prove nothing"


def test_one_query_and_none_where_nothing_is_asked(cast: Cast, django_assert_num_queries: object) -> None:
    person = cast.person(follower=cast.berta)
    actor = cast.actor(cast.berta)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert allowed_among(actor, ("people.edit", "people.history", "users.invite"), person) == {
            "people.edit",
            "people.history",
        }
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert allowed_among(actor, ("users.invite",), person) == set()
    assert allowed_among(SYSTEM, ("users.invite",), person) == {"users.invite"}
