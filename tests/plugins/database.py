"""Chooses the database before Django reads its settings: ACCANTO_TEST_DB=sqlite (default) or postgres.

It is a plugin, named in pyproject.toml with `-p`, because a conftest.py is read after the settings are:
started there, a run that says PostgreSQL would quietly use SQLite.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from accanto.bench.postgres import Postgres

WANTED = os.environ.get("ACCANTO_TEST_DB", "sqlite")
#: Everything of this run: database, keys, mail. Gone at the end. In /tmp for root, whose own temporary
#: folder the unprivileged database server may not be able to reach.
FOLDER = Path(tempfile.mkdtemp(prefix="accanto-test-", dir="/tmp" if os.geteuid() == 0 else None))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

_INSTALLATION = {
    "ACCANTO_TESTING": "true",
    "ACCANTO_HOME": str(FOLDER / "home"),
    "ACCANTO_SECRET_KEY": "only-for-tests",
    "DJANGO_SETTINGS_MODULE": "accanto.config.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser's driver runs an event loop in this thread
}


def _clean_environment() -> None:
    """What the developer's own shell says about an installation must not reach the tests."""
    for name in [name for name in os.environ if name.startswith("ACCANTO_")]:
        if name not in ("ACCANTO_TEST_DB", "ACCANTO_REQUIRE_BROWSER"):
            del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(_INSTALLATION)
    (FOLDER / "home").mkdir(mode=0o700)
    (FOLDER / "home" / "static").mkdir()


_clean_environment()
if WANTED == "postgres":
    FOLDER.chmod(0o711)  # the server runs as another user when we are root
    server = Postgres(FOLDER / "postgres")
    os.environ["DATABASE_URL"] = server.start()
    atexit.register(server.stop)  # after the folder's removal was registered: runs before it
elif WANTED != "sqlite":
    raise pytest.UsageError(f"ACCANTO_TEST_DB must be sqlite or postgres, not {WANTED!r}")


def pytest_report_header() -> str:
    return f"database: {WANTED}"
