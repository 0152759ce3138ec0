"""The embedded database: a SQLite that does not corrupt, with settings that do not lose.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two processes checkpoint at once
("WAL-reset" race, fixed in 3.51.3). Debian ships such a version, so the `pysqlite3` wheel, which
carries a fixed one, takes the place of the standard library's module before Django imports it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_FLOOR = (3, 51, 3)

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged commits at a power loss
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # a deleted row must not stay readable in the file
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-32768",
)


def use_bundled_sqlite() -> None:
    """Put the wheel's sqlite3 in the place of the standard one. Call before Django is imported."""
    try:
        import pysqlite3
    except ImportError:  # no wheel for this platform: the system check judges what is left
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def database_settings(url: str, home: Path) -> dict[str, Any]:
    """Django's DATABASES["default"] for a URL.

    `sqlite:///absolute/path`, `sqlite://:memory:` or `postgresql://user:password@host:port/name`;
    an empty URL means the embedded database in the installation's home.

    Raises ValueError for a scheme that is neither.
    """
    if not url:
        return _sqlite(str(home / "accanto.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.netloc + parts.path))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise ValueError("DATABASE_URL must begin with sqlite:// or postgresql://")


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "accanto.core.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(PRAGMAS),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = unquote(options.pop("host", "") or parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: unquote(value) for key, value in options.items()},
    }


def weighs_where_to_begin(connection: Any) -> bool:
    """Whether the engine itself judges from which end a list is made soonest: PostgreSQL does, and a second
    condition of the same meaning would mislead it. SQLite goes through a list in the order asked for."""
    return bool(connection.vendor == "postgresql")


def refresh_statistics(connection: Any) -> None:
    """Tell SQLite how many rows its tables have: without, it guesses which index serves a question.

    A sample of each index, a tenth of a second at 60,000 persons. PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=400")
            cursor.execute("ANALYZE")


def empty_log(connection: Any) -> None:
    """Put SQLite's write-ahead log into the file and empty it: no closing of a last handle does so any more
    (`core.sqlite`), and what was deleted would stay readable in it until it is written over.

    Where someone reads meanwhile for longer than the timeout, it is left as it is.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
