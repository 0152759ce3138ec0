"""`accanto restore FILE`: read a backup back into an empty installation, or only verify it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--verify", action="store_true", help="check that it could be restored; change nothing"
    )
    parser.add_argument("--key-file", type=Path, help="file with the secret key AGE-SECRET-KEY-…")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.cli.backups.archive import BackupDamaged, Opener

    secret = options.key_file.read_text(encoding="utf-8").strip() if options.key_file else ""
    opener = Opener(secret, os.environ.get("ACCANTO_BACKUP_PASSPHRASE", ""))
    try:
        rows = verify_backup(options.file, opener) if options.verify else restore_backup(options.file, opener)
    except BackupDamaged as error:
        print(f"DAMAGED: {error}", file=sys.stderr)
        return 1
    print(
        f"{rows} rows {'can be restored, all as they were' if options.verify else 'are back, all as they were'}."
    )
    return 0


def verify_backup(source: Path, opener: Any) -> int:
    """Open a backup and compare every table with its manifest. Returns the rows. Raises BackupDamaged."""
    from django.conf import settings

    from accanto.cli.backups.archive import unpack
    from accanto.cli.backups.files import compare_documents, document_states

    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix="restore-") as name:
        folder = Path(name)
        manifest = unpack(source, folder, opener)
        compare_documents(manifest["documents"], document_states(folder))
        return _compare(manifest, _states_in(folder, manifest))


def restore_backup(source: Path, opener: Any) -> int:
    """Put a backup in place of an installation without people. Returns the rows. Raises BackupDamaged."""
    from django.conf import settings

    from accanto.cli.backups.archive import BackupDamaged, unpack
    from accanto.cli.backups.files import compare_documents, document_states, put_back_documents
    from accanto.cli.backups.origin import require_same_origin
    from accanto.cli.migrate import migrate

    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix="restore-") as name:
        folder = Path(name)
        manifest = unpack(source, folder, opener)
        compare_documents(manifest["documents"], document_states(folder))
        rows = _compare(manifest, _states_in(folder, manifest))
        require_same_origin(manifest)
        if _has_people():
            raise BackupDamaged("This installation holds people already: restore into an empty one.")
        put_back_documents(folder)
        _put_back(folder, manifest)
    migrate(verbosity=0)
    _check_trail(manifest)
    _forget_again()
    return rows


def _forget_again() -> None:
    """Who was erased since the backup was made does not come back with it."""
    from accanto.core.actor import SystemActor
    from accanto.people.operations.erasure import erase_again

    if again := erase_again(SystemActor("restore")):
        print(f"{again} persons were erased since this backup was made: they are erased anew.")


def _put_back(folder: Path, manifest: dict[str, Any]) -> None:
    """Fill the database, and compare what it then holds with the manifest."""
    from django.db import connection

    from accanto.cli.backups.tables import SQLITE_FILE, read_tables_postgres, sqlite_states
    from accanto.cli.migrate import migrate

    if connection.vendor != "sqlite":
        migrate(verbosity=0)
        _compare(manifest, read_tables_postgres(folder))
        return
    place = Path(str(connection.settings_dict["NAME"]))
    _replace(place, folder / SQLITE_FILE)
    connection.close()
    _compare(manifest, sqlite_states(place))


def _replace(place: Path, source: Path) -> None:
    """Put another file in the database's place, while nobody can write into the old one.

    The site may be running, with handles open: they find another file there and open anew
    (`core.sqlite`). Written over in place, the old handles' log would go into the new data.
    """
    from django.db import transaction

    fresh = place.with_name(f"{place.name}.restored")
    fresh.touch(mode=0o600)
    shutil.copyfile(source, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    with transaction.atomic():  # immediate: it holds the lock of who writes
        for suffix in ("-wal", "-shm"):
            Path(f"{place}{suffix}").unlink(missing_ok=True)
        fresh.replace(place)


def _states_in(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    from accanto.cli.backups.tables import SQLITE_FILE, file_states, sqlite_states

    return sqlite_states(folder / SQLITE_FILE) if manifest["vendor"] == "sqlite" else file_states(folder)


def _compare(manifest: dict[str, Any], found: dict[str, Any]) -> int:
    from accanto.cli.backups.archive import BackupDamaged

    wanted = manifest["tables"]
    wrong = [name for name in wanted if name not in found or found[name].as_dict() != wanted[name]]
    if wrong:
        raise BackupDamaged(f"These tables are not as they were saved: {', '.join(sorted(wrong))}.")
    return sum(table["rows"] for table in wanted.values())


def _has_people() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        if "people_person" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT count(*) FROM people_person")
        return bool(cursor.fetchone()[0])


def _check_trail(manifest: dict[str, Any]) -> None:
    """The chain must hold as far as the backup goes. That it ends earlier than before is written down."""
    from accanto.cli.backups.archive import BackupDamaged
    from accanto.core import trail
    from accanto.core.actor import SystemActor
    from accanto.privacy.chain import put_witness_aside, verify

    seen = put_witness_aside()
    verdict = verify()
    if not verdict.sound:
        raise BackupDamaged(
            "The data are back, but the audit trail is broken: " + "; ".join(verdict.breaks[:3])
        )
    details = {"made_at": manifest["made_at"], "entries": verdict.entries, "entries_before": seen}
    subject = trail.Subject(kind="backup", object_id=manifest["made_at"][:40])
    trail.note(SystemActor("restore"), "backup.restored", subject, details=details)
