"""What the plugins of the suite promise about the database of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from accanto.privacy import triggers
from tests.cast import Cast
from tests.plugins import database


def _value(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.skipif(database.WANTED != "sqlite", reason="SQLite's own settings")
def test_sqlite_is_a_file_in_wal_mode() -> None:
    assert Path(connection.settings_dict["NAME"]).exists()
    assert _value("PRAGMA journal_mode") == "wal"


@pytest.mark.django_db
@pytest.mark.skipif(database.WANTED != "postgres", reason="PostgreSQL's own settings")
def test_postgresql_is_a_server_of_this_run_alone() -> None:
    assert _value("SHOW data_directory").startswith(str(database.FOLDER))
    assert _value("SHOW listen_addresses") == ""


@pytest.mark.django_db(transaction=True)
def test_the_trail_refuses_again_after_tables_were_emptied(cast: Cast) -> None:
    """Journeys with a live server empty every table; conftest.py makes the trail's triggers stand aside."""
    cast.person()
    call_command("flush", interactive=False, verbosity=0)
    assert _value("SELECT count(*) FROM privacy_auditentry") == 0
    assert triggers.installed(connection)
