"""The suite runs on the database it was asked to, with the settings that keep data safe."""

from __future__ import annotations

import os
import sqlite3

import pytest
from django.core.checks import run_checks
from django.db import connection

from accanto.core import checks
from accanto.core.database import SQLITE_FLOOR, database_settings


def test_the_database_is_the_one_asked_for() -> None:
    asked = os.environ.get("ACCANTO_TEST_DB", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]


@pytest.mark.django_db
def test_embedded_settings() -> None:
    if connection.vendor != "sqlite":
        assert "init_command" not in connection.settings_dict["OPTIONS"]
        return
    assert sqlite3.sqlite_version_info >= SQLITE_FLOOR
    with connection.cursor() as cursor:
        found = {}
        for name in ("synchronous", "secure_delete", "foreign_keys", "trusted_schema"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0}


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        assert checks.sqlite_does_not_corrupt(None) == []
        return
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 46, 1))
    assert [error.id for error in checks.sqlite_does_not_corrupt(None)] == ["accanto.E003"]


def test_system_checks_pass() -> None:
    assert [message for message in run_checks() if message.id.startswith("accanto.")] == []


def test_unknown_database_url_is_an_error(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        database_settings("mysql://localhost/x", tmp_path)  # type: ignore[arg-type]
