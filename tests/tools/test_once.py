"""What uses no database runs once; everything that might use one runs on both."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.plugins.database import _uses_database


def _item(nodeid: str, *fixtures: str, marked: bool = False) -> Any:
    return SimpleNamespace(
        nodeid=nodeid, fixturenames=fixtures, get_closest_marker=lambda name: object() if marked else None
    )


@pytest.mark.parametrize(
    "item",
    [
        _item("tests/people/test_x.py::a", "cast", "db"),
        _item("tests/people/test_x.py::b", "transactional_db"),
        _item("tests/journeys/test_x.py::c", "live_server"),
        _item("tests/people/test_x.py::d", marked=True),
        _item("tests/cli/test_x.py::e"),
        _item("tests/test_engine.py::f"),
    ],
    ids=lambda item: item.nodeid,
)
def test_runs_on_both(item: Any) -> None:
    assert _uses_database(item)


def test_runs_once() -> None:
    assert not _uses_database(_item("tests/tutoring/matching/test_engine.py::a", "tmp_path"))
