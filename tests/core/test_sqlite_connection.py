"""The embedded database's connections stay open, and never write into a file that was put out of its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.backends.sqlite3 import base
from django.db.utils import ConnectionHandler

from accanto.core.database import database_settings, empty_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return _with_a_table(tmp_path / "site.sqlite3")


@pytest.fixture
def kept(place: Path) -> Iterator[Any]:
    """A connection as a thread of the site has one."""
    connection = ConnectionHandler({"default": database_settings(f"sqlite://{place}", place.parent)})[
        "default"
    ]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO seen VALUES ('before')")
    yield connection
    connection.close()


def _with_a_table(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE seen (word TEXT)")
    return path


def _words(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [word for (word,) in database.execute("SELECT word FROM seen")]


def _put_another(place: Path) -> Path:
    """Another file in the place of the first, as a restore does it. Returns where the first still is."""
    old = place.with_name("old.sqlite3")
    old.hardlink_to(place)
    for suffix in ("-wal", "-shm"):
        Path(f"{place}{suffix}").unlink()
    _with_a_table(place.with_name("new.sqlite3")).replace(place)
    return old


def _say(connection: Any, word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO seen VALUES (%s)", [word])


def _say_in_a_transaction(connection: Any, word: str) -> None:
    connections["kept"] = connection
    try:
        with transaction.atomic(using="kept"):
            _say(connection, word)
    finally:
        del connections["kept"]


def test_it_stays_open_with_all_its_settings(kept: Any) -> None:
    handle = kept.connection
    kept.close_if_unusable_or_obsolete()  # what a request's begin and end do
    assert kept.connection is handle
    wanted = {
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "journal_mode": "wal",
    }
    with kept.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_it_is_opened_anew_after_its_age(kept: Any) -> None:
    kept.close_at = 0
    kept.close_if_unusable_or_obsolete()
    assert kept.connection is None


@pytest.mark.parametrize("say", [_say, _say_in_a_transaction])
def test_what_is_written_after_a_restore_stands_in_the_new_file(
    kept: Any, place: Path, say: Callable[[Any, str], None]
) -> None:
    old = _put_another(place)
    say(kept, "after")
    kept.close()
    assert _words(place) == ["after"]
    assert "after" not in _words(old)


def test_a_transaction_that_waited_for_the_lock_writes_into_the_new_file(
    kept: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, put = base.DatabaseWrapper._start_transaction_under_autocommit, []

    def replaced_meanwhile(self: Any) -> None:
        begin(self)
        if not put:
            put.append(_put_another(place))

    monkeypatch.setattr(base.DatabaseWrapper, "_start_transaction_under_autocommit", replaced_meanwhile)
    _say_in_a_transaction(kept, "after")
    kept.close()
    assert _words(place) == ["after"]
    assert "after" not in _words(put[0])


def test_a_handle_that_was_open_leaves_the_new_files_log_alone(kept: Any, place: Path) -> None:
    """SQLite takes the log away with the last handle: not that of a file that took the place."""
    _put_another(place)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO seen VALUES ('new')")
        kept.close()
        assert Path(f"{place}-wal").stat().st_size > 0
    assert _words(place) == ["new"]


def test_what_was_deleted_is_gone_from_the_log_after_the_night(kept: Any, place: Path) -> None:
    _say(kept, "a word to forget")
    with kept.cursor() as cursor:
        cursor.execute("DELETE FROM seen WHERE word = 'a word to forget'")
    files = [place, Path(f"{place}-wal")]
    assert b"a word to forget" in b"".join(path.read_bytes() for path in files)
    empty_log(kept)
    assert b"a word to forget" not in b"".join(path.read_bytes() for path in files)


def test_a_database_in_memory_is_kept_as_it_is() -> None:
    connection = ConnectionHandler({"default": database_settings("sqlite://:memory:", Path())})["default"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen (word TEXT)")
    _say(connection, "kept")
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT word FROM seen").fetchall() == [("kept",)]
