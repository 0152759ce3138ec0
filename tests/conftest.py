"""What every test has: a keyring, municipalities, the cast, and tables that can be emptied."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast, make_cast
from tests.kept_cast import kept
from tests.plugins import database


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported by now stays: it need not be searched for garbage again and again (a twentieth of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite in a file, as in an installation: WAL and several connections are tested, not avoided."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(database.FOLDER / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def keys() -> None:
    from accanto.core.keys import keyring

    keyring().create()


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Tests with a live server empty tables after themselves; the trail's triggers stand aside for that.

    PostgreSQL's table of the search's tokens is no model, so Django does not name it: it goes by cascade.
    """
    from django.db.backends.base.operations import BaseDatabaseOperations

    from accanto.privacy import triggers

    emptying = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(self: Any, sql_list: list[str]) -> Any:
        triggers.remove(connection)
        if connection.vendor == "postgresql":
            sql_list = [re.sub(r"^(TRUNCATE .*);$", r"\1 CASCADE;", sql) for sql in sql_list]
        try:
            return emptying(self, sql_list)
        finally:
            triggers.install(connection)

    BaseDatabaseOperations.execute_sql_flush = without_triggers  # type: ignore[method-assign]
    yield
    BaseDatabaseOperations.execute_sql_flush = emptying  # type: ignore[method-assign]


@pytest.fixture
def cast(db: Any) -> Cast:
    """The fixed cast of people: see tests/cast.py."""
    return kept(make_cast)
