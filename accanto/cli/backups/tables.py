"""The tables as they are at one moment, with a count and a hash each, on either engine."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

SQLITE_FILE = "database.sqlite3"


@dataclass(frozen=True)
class TableState:
    """How many rows a table has, and the SHA-256 over them in the order of their text."""

    rows: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def write_tables(folder: Path) -> dict[str, TableState]:
    """Write the database's content into a folder and say what it holds."""
    if connection.vendor == "sqlite":
        target = folder / SQLITE_FILE
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM INTO %s", [str(target)]
            )  # one step: stepwise copies never end under writes
        target.chmod(0o600)
        return sqlite_states(target)
    return _write_postgres(folder)


def _write_postgres(folder: Path) -> dict[str, TableState]:
    states = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in table_names(cursor):
            lines: list[bytes] = []
            with (
                (folder / f"{table}.copy").open("wb") as file,
                cursor.copy(f'COPY "{table}" TO STDOUT') as copy,
            ):
                for block in copy:
                    file.write(block)
                    lines.append(bytes(block))
            states[table] = _state(b"".join(lines).splitlines())
    return states


def table_names(cursor: Any) -> list[str]:
    """The tables of the installation, in the order of their names."""
    return sorted(connection.introspection.table_names(cursor))


def sqlite_states(path: Path) -> dict[str, TableState]:
    """The states of an embedded database's file. Raises sqlite3.DatabaseError when it is damaged."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        tables = [row[0] for row in database.execute(names)]
        return {table: _state(_sqlite_lines(database, table)) for table in tables}


def _sqlite_lines(database: sqlite3.Connection, table: str) -> Iterator[bytes]:
    for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  a name from the file itself
        yield repr(row).encode()


def _state(lines: Any) -> TableState:
    """Sorted, so that the physical order of rows makes no difference."""
    ordered = sorted(lines)
    digest = hashlib.sha256()
    for line in ordered:
        digest.update(line)
        digest.update(b"\n")
    return TableState(len(ordered), digest.hexdigest())


def read_tables_postgres(folder: Path) -> dict[str, TableState]:
    """Fill a database of the same version that holds no people yet. Returns what it holds after.

    All in one transaction: foreign keys are deferred to its end, the trail's triggers stay.
    """
    from accanto.privacy import triggers

    with transaction.atomic(), connection.cursor() as cursor:
        triggers.remove(connection)
        names = [name for name in table_names(cursor) if (folder / f"{name}.copy").exists()]
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
        for name in names:
            with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                copy.write((folder / f"{name}.copy").read_bytes())
        for statement in connection.ops.sequence_reset_sql(_plain_style(), _models_with_sequences()):
            cursor.execute(statement)
        triggers.install(connection)
    return {name: _copied_state(name) for name in names}


def file_states(folder: Path) -> dict[str, TableState]:
    """The states of the tables in an unpacked PostgreSQL backup."""
    return {path.stem: _state(path.read_bytes().splitlines()) for path in folder.glob("*.copy")}


def _copied_state(table: str) -> TableState:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return _state(b"".join(bytes(block) for block in copy).splitlines())


def _plain_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _models_with_sequences() -> list[Any]:
    from django.apps import apps

    return list(apps.get_models(include_auto_created=True))
