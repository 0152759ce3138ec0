"""Where a backup comes from: which version's tables, and which keyring its sealed values need."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accanto.cli.backups.archive import BackupDamaged
from accanto.core.keys import FAMILIES, keyring


def applied_migrations() -> list[str]:
    """The migrations of the database, as `room.name`."""
    return sorted(f"{room}.{name}" for room, name in MigrationRecorder(connection).applied_migrations())


def key_marks() -> dict[str, str]:
    """A mark of each key of the keyring, from which the key cannot be told."""
    return {
        f"{family}:{key_id}": hmac.new(key, b"accanto backup", hashlib.sha256).hexdigest()[:16]
        for family in FAMILIES
        for key_id, key in keyring().ring(family).keys.items()
    }


def require_same_origin(manifest: dict[str, Any]) -> None:
    """Refuse, before anything is touched, what could not be read afterwards. Raises BackupDamaged."""
    if manifest["vendor"] != connection.vendor:
        raise BackupDamaged(
            f"The backup is of {manifest['vendor']}; this installation uses {connection.vendor}."
        )
    _require_known_tables(manifest)
    here = key_marks()
    wrong = sorted(name for name, mark in manifest["keys"].items() if here.get(name) != mark)
    if wrong:
        raise BackupDamaged(
            f"The keyring at {settings.ACCANTO_KEYRING} is not the one of the backup ({', '.join(wrong)} "
            "missing or different): put the backup's keyring there first."
        )


def _require_known_tables(manifest: dict[str, Any]) -> None:
    known = {f"{room}.{name}" for room, name in MigrationLoader(None).disk_migrations}
    made = set(manifest["migrations"])
    if made - known:
        raise BackupDamaged(
            f"The backup was made by version {manifest['version']}, which is newer: "
            f"it knows {', '.join(sorted(made - known)[:3])}. Install that version first."
        )
    if known - made and connection.vendor != "sqlite":  # a SQLite file brings its own tables along
        raise BackupDamaged(
            f"The backup was made by version {manifest['version']}, whose tables are older: "
            "restore it with that version, then install this one."
        )
