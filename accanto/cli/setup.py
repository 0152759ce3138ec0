"""What every command does first: folders that only their owner reads, the keyring, Django."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def prepare() -> None:
    """Load Django with the settings of the environment; files made from here on are the owner's alone."""
    os.umask(0o077)
    import django

    django.setup()
    from django.conf import settings

    Path(settings.HOME).mkdir(parents=True, exist_ok=True, mode=0o700)
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # where a web server in front may look for files


def secure_database_file() -> None:
    """The embedded database and its companions: mode 0600."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    for suffix in ("", "-wal", "-shm"):
        path = Path(str(connection.settings_dict["NAME"]) + suffix)
        if path.exists():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
