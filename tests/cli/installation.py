"""Another installation beside the one under test: its own folder, database and process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection


class Installation:
    """`run("doctor")` is `accanto doctor` in it; `python(code)` runs code with Django set up."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir(mode=0o700)
        self.keyring = self.home / "keys" / "keyring.json"
        self.database = f"other_{uuid4().hex}"
        self.url = ""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{self.database}"')
            at = connection.settings_dict
            self.url = f"postgresql://{at['USER']}@/{self.database}?host={at['HOST'].replace('/', '%2F')}"

    def close(self) -> None:
        if self.url:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{self.database}" WITH (FORCE)')

    def take_keyring(self) -> None:
        """The keyring that was kept apart from the backup is put in its place."""
        self.keyring.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy(settings.ACCANTO_KEYRING, self.keyring)

    def run(self, *words: str, passphrase: str = "") -> subprocess.CompletedProcess[str]:
        return self._start(["-m", "accanto", *words], passphrase)

    def python(self, code: str) -> str:
        """What the code prints. Fails when the code does."""
        setup = "import accanto.config.settings, django; django.setup()\n"
        done = self._start(["-c", setup + code])
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _start(self, words: list[str], passphrase: str = "") -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ACCANTO_")},
            "ACCANTO_TESTING": "true",
            "ACCANTO_SECRET_KEY": "only-for-tests",
            "ACCANTO_HOME": str(self.home),
            "ACCANTO_BACKUP_PASSPHRASE": passphrase,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "accanto.config.settings",
        }
        return subprocess.run(
            [sys.executable, *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
