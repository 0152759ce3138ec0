"""`accanto backup FILE`: an encrypted copy of the database and the documents, while the site works."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup's file, e.g. accanto-2026-11-23.age")
    parser.add_argument(
        "--recipient",
        default=os.environ.get("ACCANTO_BACKUP_RECIPIENT", ""),
        help="public key age1…; without it the passphrase of ACCANTO_BACKUP_PASSPHRASE is used",
    )


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.cli.backups.archive import Lock

    passphrase = os.environ.get("ACCANTO_BACKUP_PASSPHRASE", "")
    if not options.recipient and not passphrase:
        print("Give --recipient age1…, or a passphrase in ACCANTO_BACKUP_PASSPHRASE.", file=sys.stderr)
        return 2
    manifest = write_backup(options.file, Lock(options.recipient, passphrase))
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        f"{options.file}: {len(manifest['tables'])} tables, {rows} rows, {len(manifest['documents'])} files. The keyring is not in it: keep it apart."
    )
    return 0


def write_backup(target: Path, lock: Any) -> dict[str, Any]:
    """Write a backup; returns its manifest."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from accanto import __version__
    from accanto.cli.backups.archive import FORMAT, pack
    from accanto.cli.backups.files import write_documents
    from accanto.cli.backups.origin import applied_migrations, key_marks
    from accanto.cli.backups.tables import write_tables
    from accanto.core import trail
    from accanto.core.actor import SystemActor

    trail.note(SystemActor("backup"), "backup.made", trail.Subject(kind="backup", object_id=target.name[:40]))
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix="backup-") as name:
        write_documents(Path(name))  # before the tables: what is removed meanwhile is there all the same
        tables = write_tables(Path(name))
        documents = write_documents(Path(name))  # and after: what was added meanwhile
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "vendor": connection.vendor,
            "made_at": timezone.now().isoformat(),
            "migrations": applied_migrations(),
            "keys": key_marks(),
            "documents": documents,
            "tables": {table: state.as_dict() for table, state in tables.items()},
        }
        pack(Path(name), manifest, target, lock)
    return manifest
