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
from typing import Any

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


#: Rooms of tests that start databases of their own, whichever fixtures they name.
_THEIR_OWN = ("tests/cli/", "tests/bench/", "tests/config/", "tests/test_engine.py")
#: Journeys asked of both databases; of the others, which are about pages, each database has every second one.
_MAIN_LINE = "tests/journeys/test_main_line.py::test_from_a_library"
_left: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--beside-the-other",
        action="store_true",
        help="leave to the run on the other database what need not be run twice",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--beside-the-other"):
        return
    journeys = [item for item in items if item.nodeid.startswith("tests/journeys/")]
    theirs = {
        id(item) for item in journeys[WANTED == "sqlite" :: 2] if not item.nodeid.startswith(_MAIN_LINE)
    }
    if WANTED == "postgres":
        theirs |= {id(item) for item in items if not _uses_database(item)}
    left = [item for item in items if id(item) in theirs]
    _left.extend(item.nodeid for item in left)
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if id(item) not in theirs]


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        bool(fixtures & {"db", "transactional_db", "live_server"})
        or item.get_closest_marker("django_db") is not None
        or item.nodeid.startswith(_THEIR_OWN)
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _left:
        terminalreporter.write_line(
            f"{len(_left)} tests were left to the run on the other database: journeys by turns, and on PostgreSQL"
            " what uses no database."
        )


def pytest_report_header() -> str:
    return f"database: {WANTED}"
