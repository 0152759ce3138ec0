"""Conditions put together, and the two actors that are no users."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import Q

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.roles import Role
from accanto.core.actor import NOTHING, Nobody, NotAllowed, Paths, SystemActor, either, reach_of

ONE, OTHER = Q(a=1), Q(b=2)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (ONE, OTHER, ONE | OTHER),
        (Q(), OTHER, Q()),  # every row or some: every row
        (ONE, Q(), Q()),
        (Q(), Q(), Q()),
        (NOTHING, ONE, NOTHING | ONE),
        (NOTHING, Q(), Q()),
    ],
)
def test_either_never_narrows_every_row(one: Q, other: Q, together: Q) -> None:
    assert either(one, other) == together


def test_paths_that_a_table_does_not_have_stay_away() -> None:
    assert Paths(project="p").under("x") == Paths(project="x__p")
    assert Paths(own=("u",)).under("x") == Paths(own=("x__u",))
    assert Paths().own == ()


def test_a_job_may_everything_and_nobody_nothing() -> None:
    job, nobody, paths = SystemActor("nightly"), Nobody(), Paths(organisation="o", own=("u",))
    assert (job.label, job.user_id, nobody.label, nobody.user_id) == ("nightly", None, "public", None)
    assert (job.may("a.b"), nobody.may("a.b")) == (True, False)
    assert (job.rows("a.b", paths), nobody.rows("a.b", paths)) == (Q(), NOTHING)
    assert (job.covers("a.b", project=None), nobody.covers("a.b", project=None)) == (True, False)
    job.require("a.b", organisation="any")
    with pytest.raises(NotAllowed):
        nobody.require("a.b")


def test_an_answer_is_kept_under_all_that_decides_the_reach() -> None:
    one, other, place = UUID(int=1), UUID(int=2), UUID(int=3)
    at, elsewhere = Grant(Role.OPERATOR, place), Grant(Role.OPERATOR, other)
    shut_out = Grant(Role.OPERATOR, place, reaches_own=False)
    actors = [
        SystemActor("nightly"), UserActor(one, "a", (at,)), UserActor(other, "a", (at,)), UserActor(one, "a"),
        UserActor(one, "a", (elsewhere,)), UserActor(one, "a", (shut_out,)), UserActor(one, "a", (at, elsewhere)),
    ]  # fmt: skip
    assert len({repr(reach_of(actor)) for actor in actors}) == len(actors)
    assert reach_of(UserActor(one, "a", (at, elsewhere))) == reach_of(UserActor(one, "b", (elsewhere, at)))
    assert reach_of(Nobody()) is None  # not told by their id and roles: nothing is kept for them
