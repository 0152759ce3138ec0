"""Conditions put together, and the two actors that are no users."""

from __future__ import annotations

import pytest
from django.db.models import Q

from accanto.core.actor import NOTHING, Nobody, NotAllowed, Paths, SystemActor, either

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
