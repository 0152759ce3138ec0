"""The trail cannot be altered unseen: append-only in the database, and chained beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accanto.privacy import chain, triggers
from accanto.privacy.models import AuditEntry
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _no_witness() -> None:
    chain._witness_path().unlink(missing_ok=True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE privacy_auditentry SET action = 'x'",
        "DELETE FROM privacy_auditentry",
        "UPDATE privacy_auditentry SET reason = 'x' WHERE number = 1",
    ],
)
def test_the_database_refuses(cast: Cast, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_truncate_is_refused(cast: Cast) -> None:
    if connection.vendor == "sqlite":
        assert triggers.installed(connection)  # SQLite has no TRUNCATE; DELETE is refused above
        return
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE privacy_auditentry")


def test_a_whole_chain_is_sound(cast: Cast) -> None:
    verdict = chain.verify()
    assert verdict.sound
    assert verdict.entries > 40


def _as_an_intruder(statement: str, *values: Any) -> None:
    """Someone who can write to the database and takes the triggers away first."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


TAMPERING: dict[str, Callable[[], None]] = {
    "alter a word": lambda: _as_an_intruder("UPDATE privacy_auditentry SET action = 'x' WHERE number = 7"),
    "alter who": lambda: _as_an_intruder("UPDATE privacy_auditentry SET user_label = 'x' WHERE number = 9"),
    "alter when": lambda: _as_an_intruder(
        "UPDATE privacy_auditentry SET at = %s WHERE number = 4", "2020-01-01 00:00:00+00:00"
    ),
    "alter why": lambda: _as_an_intruder("UPDATE privacy_auditentry SET reason = 'x' WHERE number = 5"),
    "take one away": lambda: _as_an_intruder("DELETE FROM privacy_auditentry WHERE number = 6"),
    "take the first away": lambda: _as_an_intruder("DELETE FROM privacy_auditentry WHERE number = 1"),
    "swap two": lambda: _as_an_intruder(
        "UPDATE privacy_auditentry SET number = 1000000 - number WHERE number IN (3, 8)"
    ),
    "cut the tail": lambda: _as_an_intruder("DELETE FROM privacy_auditentry WHERE number > 20"),
    "forge a digest": lambda: _as_an_intruder(
        "UPDATE privacy_auditentry SET digest = %s WHERE number = 2", "0" * 64
    ),
    "empty it": lambda: _as_an_intruder("DELETE FROM privacy_auditentry"),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_shows(cast: Cast, how: str) -> None:
    assert chain.verify().sound
    TAMPERING[how]()
    assert not chain.verify().sound


def test_a_cut_tail_with_a_forged_head_shows_against_the_witness(cast: Cast) -> None:
    assert chain.verify().sound
    kept = AuditEntry.objects.unscoped("test").get(number=20)
    _as_an_intruder("DELETE FROM privacy_auditentry WHERE number > 20")
    _as_an_intruder("UPDATE privacy_trailhead SET number = 20, digest = %s", kept.digest)
    verdict = chain.verify()
    assert any("cut off" in broken for broken in verdict.breaks)
