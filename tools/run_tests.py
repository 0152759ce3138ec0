"""Runs the whole suite on SQLite and on PostgreSQL, side by side, and prints both reports.

What uses no database (rules, words, the matching) is run once, beside SQLite; journeys in the browser take
turns, but for the main line, which both run (tests/plugins/database.py).

The report of a run that failed comes last, so that the end of the output says what is wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def main() -> int:
    print(
        "Running every test on SQLite and on PostgreSQL, side by side; the reports come at the end.",
        flush=True,
    )
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        runs = {name: _start(name, Path(folder) / name) for name in DATABASES}
        statuses: dict[str, int] = {}
        while len(statuses) < len(runs):
            time.sleep(0.2)
            for name, (process, _output) in runs.items():
                if name not in statuses and process.poll() is not None:
                    statuses[name] = process.returncode
                    took = time.monotonic() - started
                    print(f"{DATABASES[name]}: {_word(process.returncode)} after {took:.0f} s", flush=True)
        for name in sorted(runs, key=lambda name: statuses[name] != 0):
            print(f"\n=== {DATABASES[name]} ===", flush=True)
            print(runs[name][1].read_text(encoding="utf-8", errors="replace").rstrip(), flush=True)
    return max(abs(status) for status in statuses.values())


def _word(status: int) -> str:
    return "passed" if status == 0 else f"FAILED (status {status})"


def _start(database: str, output: Path) -> tuple[subprocess.Popen[bytes], Path]:
    environment = {**os.environ, "ACCANTO_TEST_DB": database}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--durations=5",
        "-p",
        "no:cacheprovider",
        "--beside-the-other",
    ]
    command += sys.argv[1:]
    with output.open("wb") as file:
        return subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=environment), output


if __name__ == "__main__":
    sys.exit(main())
