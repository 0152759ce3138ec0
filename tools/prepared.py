"""A pytest plugin for `tools/mutants.py`: a migrated SQLite file, made by the first run and copied by the others."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.plugins import database
from tools.order import asks_first

PREPARED = Path(os.environ["MUTANTS_DATABASE"])
_DATABASE = database.FOLDER / "test.sqlite3"


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)


def pytest_configure(config: pytest.Config) -> None:
    config.option.reuse_db = True
    if PREPARED.exists():
        config.option.nomigrations = True  # every table stands there already
        _copy(PREPARED, _DATABASE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not asks_first(os.environ["MUTANTS_FILE"], item))


def pytest_sessionfinish() -> None:
    if not PREPARED.exists():
        _copy(_DATABASE, PREPARED)
