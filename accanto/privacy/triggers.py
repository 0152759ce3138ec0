"""Append-only in the database itself: triggers that refuse to change or delete an entry."""

from __future__ import annotations

from typing import Any

_TABLE = "privacy_auditentry"
_WORDS = "the audit trail is append-only"

_SQLITE = {
    "trail_no_update": f"CREATE TRIGGER trail_no_update BEFORE UPDATE ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
    "trail_no_delete": f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON {_TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
}

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$
"""
_POSTGRES = {
    "trail_no_change": f"CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON {_TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_no_truncate": f"CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {_TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
}


def install(connection: Any) -> None:
    """Put the triggers in place (used by the migration, and by tests after they empty tables)."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for statement in (_POSTGRES if connection.vendor == "postgresql" else _SQLITE).values():
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away: for tests that empty tables, and for reversing the migration."""
    with connection.cursor() as cursor:
        for name in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            on = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def installed(connection: Any) -> bool:
    """Whether every trigger is there (asked by `accanto doctor`)."""
    names = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    table = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} IN ({marks})", list(names))  # noqa: S608
        return bool(cursor.fetchone()[0] == len(names))
