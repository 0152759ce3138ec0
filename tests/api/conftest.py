from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accanto.directory.models import Published
from accanto.directory.operations.rebuild import rebuild
from tests.cast import SYSTEM
from tests.directory.exchange import factories


@pytest.fixture
def directory(db: Any) -> int:
    """Sixty services of every shape, some hidden; returns how many are published."""
    factories.make(60, 11)
    rebuild(SYSTEM)
    return Published.objects.count()


@pytest.fixture
def reader() -> Client:
    """Another system: no cookies, no language of its own."""
    return Client()
