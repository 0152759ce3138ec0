"""`accanto doctor`: what is well, what is not, and how to mend it."""

from __future__ import annotations

import argparse
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

Finding = tuple[bool, str, str]
#: A worker looks for jobs every two seconds: one that waits for so long has nobody to do it.
_TAKEN_WITHIN = timedelta(minutes=10)
#: Each day the worker queues the night's jobs: a day with an hour more, when the clocks go back, and some.
_QUEUED_WITHIN = timedelta(hours=26)
_START = "start `accanto serve`, or `accanto worker` where it runs with --no-jobs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    return None


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    well = True
    for examine in (
        _database, _pragmas, _migrations, _triggers, _keyring, _files, _jobs, _worker, _directory, _documents,
    ):  # fmt: skip
        for good, what, cure in _guarded(examine):
            print(f"{'ok  ' if good else 'MEND'} {what}" + ("" if good else f": {cure}"))
            well = well and good
    return 0 if well else 1


def _guarded(examine: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from examine()
    except Exception as error:  # noqa: BLE001  a doctor reports what hurts, whatever it is
        yield False, examine.__name__.strip("_"), f"{type(error).__name__}: {error}"


def _database() -> Iterator[Finding]:
    from django.db import connection

    from accanto.core.database import SQLITE_FLOOR

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        good = sqlite3.sqlite_version_info >= SQLITE_FLOOR
        yield good, f"SQLite {sqlite3.sqlite_version}", "install the locked requirements (pysqlite3 wheel)"
    else:
        version = str(connection.cursor().connection.info.server_version)
        yield int(version) >= 150000, f"PostgreSQL {version}", "use PostgreSQL 15 or newer"


def _pragmas() -> Iterator[Finding]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            yield (
                found == value,
                f"{name} is {found}",
                f"must be {value}: start the site with its own settings",
            )


def _migrations() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield not waiting, f"{len(waiting)} migrations waiting", "run `accanto migrate`"


def _triggers() -> Iterator[Finding]:
    from django.db import connection

    from accanto.privacy import triggers

    yield (
        triggers.installed(connection),
        "the trail is append-only",
        "run `accanto migrate`; find out who removed it",
    )


def _keyring() -> Iterator[Finding]:
    from django.conf import settings

    from accanto.core.keys import FAMILIES, keyring

    for family in FAMILIES:
        ring = keyring().ring(family)
        yield bool(ring.writing()), f"{family} keys: {', '.join(ring.keys)} (writing: {ring.current})", ""
    path = Path(settings.ACCANTO_KEYRING)
    mode = stat.S_IMODE(path.stat().st_mode)
    yield mode & 0o077 == 0, f"the keyring has mode {mode:o}", f"chmod 600 {path}"


def _files() -> Iterator[Finding]:
    from django.contrib.staticfiles import finders
    from django.db import connection

    yield bool(finders.find("accanto/accanto.css")), "the look is built", "run `make assets`"
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        mode = stat.S_IMODE(path.stat().st_mode)
        yield mode & 0o077 == 0, f"the database file has mode {mode:o}", f"chmod 600 {path}"


def _jobs() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult

    failed = DBTaskResult.objects.failed().count()
    yield (
        failed == 0,
        f"{failed} failed jobs",
        "see them with `accanto django shell`; they are tried again at night",
    )


def _worker() -> Iterator[Finding]:
    """Told by the table of jobs alone: the worker may run on another machine."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from accanto.accounts.models import User
    from accanto.config.jobs import NIGHTLY

    now = timezone.now()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - _TAKEN_WITHIN).count()
    minutes = _TAKEN_WITHIN // timedelta(minutes=1)
    yield waiting == 0, f"{waiting} jobs waiting for more than {minutes} minutes", f"no worker runs: {_START}"
    nightly = DBTaskResult.objects.filter(task_path__in=[clock.job.module_path for clock in NIGHTLY])
    last = nightly.order_by("-enqueued_at").first()
    if last is not None:
        yield (
            last.enqueued_at > now - _QUEUED_WITHIN,
            f"a worker queued the night's jobs last at {timezone.localtime(last.enqueued_at):%Y-%m-%d %H:%M}",
            f"no worker has run since: {_START}",
        )
        return
    used = User.objects.filter(last_login__lt=now - _TAKEN_WITHIN).exists()  # not before its first start
    yield not used, "no worker has run yet", f"people sign in already: {_START}"


def _directory() -> Iterator[Finding]:
    from accanto.directory.exchange import published

    behind = published.missing()
    yield behind == 0, f"{behind} services whose public document is behind", "run `accanto directory rebuild`"


def _documents() -> Iterator[Finding]:
    from django.conf import settings

    from accanto.cases.operations.document_files import lost_files, rows_without_file
    from accanto.cases.papers import scan

    lost, missing = len(lost_files()), len(rows_without_file())
    yield (
        lost == 0,
        f"{lost} files without a document",
        "the night's clean-up takes them away: start a worker",
    )
    yield missing == 0, f"{missing} documents without their file", "look for them in a backup: HOME/documents"
    if scan.is_set():
        yield (
            scan.answers(),
            f"virus scanner at {settings.ACCANTO_CLAMD}",
            "start clamd, or correct ACCANTO_CLAMD",
        )
    else:
        yield True, "no virus scanner is set (ACCANTO_CLAMD): documents are not looked at for viruses", ""
