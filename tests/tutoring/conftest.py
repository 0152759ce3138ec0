"""The world of the board's tests, with nothing kept of the test before."""

from __future__ import annotations

import pytest

from accanto.tutoring import kept
from tests.cast import Cast
from tests.tutoring.world import World


@pytest.fixture
def world(cast: Cast) -> World:
    kept.forget()
    return World(cast)
