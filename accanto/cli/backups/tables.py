"""The tables as they are at one moment, with a count and a hash each, on either engine.

Rows are read one by one and never held: a table of millions takes no more memory than a small one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from accanto.cli.backups.archive import BackupDamaged

SQLITE_FILE = "database.sqlite3"
_MODULUS = 1 << 256
_BLOCK = 256 * 1024


@dataclass(frozen=True)
class TableState:
    """How many rows a table has, and the sum of their SHA-256 modulo 2²⁵⁶.

    A sum, so that the physical order of rows makes no difference and nothing need be sorted. It finds
    what was lost or changed on the way; that nobody forged it is for the encryption to say.
    """

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
            with (
                (folder / f"{table}.copy").open("wb") as file,
                cursor.copy(f'COPY "{table}" TO STDOUT') as copy,
            ):
                states[table] = _state(_lines(_written(copy, file)))
    return states


def table_names(cursor: Any) -> list[str]:
    """The tables of the installation, in the order of their names."""
    return sorted(connection.introspection.table_names(cursor))


def sqlite_states(path: Path) -> dict[str, TableState]:
    """The states of an embedded database's file. Raises BackupDamaged."""
    try:
        return _sqlite_states(path)
    except sqlite3.DatabaseError as error:
        raise BackupDamaged(f"The database in the backup is damaged: {error}") from error


def _sqlite_states(path: Path) -> dict[str, TableState]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
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


def _written(blocks: Iterable[Any], file: IO[bytes]) -> Iterator[bytes]:
    """The blocks, each of them written to the file on its way."""
    for block in blocks:
        file.write(block)
        yield bytes(block)


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a COPY: it writes line feeds within values as \\n, so each line is a row."""
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _state(rows: Iterable[bytes]) -> TableState:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return TableState(count, f"{total % _MODULUS:064x}")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_BLOCK), b"")


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
            with (
                (folder / f"{name}.copy").open("rb") as file,
                cursor.copy(f'COPY "{name}" FROM STDIN') as copy,
            ):
                for block in _blocks(file):
                    copy.write(block)
        for statement in connection.ops.sequence_reset_sql(_plain_style(), _models_with_sequences()):
            cursor.execute(statement)
        triggers.install(connection)
    return {name: _copied_state(name) for name in names}


def file_states(folder: Path) -> dict[str, TableState]:
    """The states of the tables in an unpacked PostgreSQL backup."""
    states = {}
    for path in folder.glob("*.copy"):
        with path.open("rb") as file:
            states[path.stem] = _state(_lines(_blocks(file)))
    return states


def _copied_state(table: str) -> TableState:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return _state(_lines(bytes(block) for block in copy))


def _plain_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _models_with_sequences() -> list[Any]:
    from django.apps import apps

    return list(apps.get_models(include_auto_created=True))
