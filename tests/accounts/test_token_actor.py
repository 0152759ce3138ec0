"""A token acts within what it was given, and never beyond its user."""

from __future__ import annotations

import pytest

from accanto.accounts.operations.token import actor_of_token
from accanto.core.actor import NOTHING, NotAllowed, Paths
from tests.api.tokens import make_token
from tests.cast import Cast

PATHS = Paths(organisation="organisation")


def test_it_covers_what_it_was_given_and_its_user_covers(cast: Cast) -> None:
    found = actor_of_token(make_token(cast.edda))
    assert found is not None
    actor, _row = found
    assert actor.may("services.edit") and actor.covers("services.edit", organisation=cast.org_b)
    assert not actor.may("leaflets.see")
    assert not actor.covers("leaflets.see", organisation=cast.org_a), (
        "its user does, the token was not given it"
    )
    assert cast.actor(cast.edda).covers("leaflets.see", organisation=cast.org_a, project=None, territory=None)
    assert actor.rows("leaflets.see", PATHS) == NOTHING
    with pytest.raises(NotAllowed):
        actor.require("leaflets.see")


def test_it_covers_nothing_that_its_user_does_not(cast: Cast) -> None:
    found = actor_of_token(make_token(cast.berta))
    assert found is not None
    actor, _row = found
    assert not actor.may("services.edit") and not actor.covers("services.edit", organisation=cast.org_a)
    assert actor.rows("services.edit", PATHS) == NOTHING
