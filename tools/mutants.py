"""Breaks the rules of who sees what, one small way at a time, and asks whether a test notices.

    python tools/mutants.py             every mutant; prints the survivors and the share that was killed
    python tools/mutants.py core/scoping.py    of one file
    python tools/mutants.py core/scoping.py:90 core/scoping.py:120    of these lines: what survived before

A mutant is the source with one change (`tools/breaking.py`): a condition dropped, turned round or made
constant, `&` for `|`, another capability or path, a guard left out. It is killed when one of the file's
tests fails. Those that no test can tell from the original stand in `tools/equivalent.toml`, each with its
reason; a reason that fits no mutant any more fails the run. Each verdict is said when it is there.

Each is put into a fork of one process that has everything ready (`tools/quick.py`), the tests that ask
of the broken room first. What survives there, or cannot be put in, is judged once more by a process of
its own that reads the broken file, with a copy of a database that was migrated once (`tools/prepared.py`).
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.breaking import Mutant, equivalent, mutants, outdated  # noqa: E402

_TABLES = ("tests/access/test_scopes.py", "tests/access/test_scopes_shared.py")
#: They need no database: an actor's arithmetic must not need one to be seen broken.
_ACTORS = ("tests/core/test_actor.py", "tests/accounts/test_actor.py")
_SCOPING = (
    "tests/core/test_several_parents.py",
    "tests/core/test_scoping.py",
    "tests/core/test_scoped_reads.py",
    *_TABLES,
)
#: file of the package -> the tests that must notice, the quickest first.
FILES: dict[str, tuple[str, ...]] = {
    "core/scoping.py": _SCOPING,
    "core/actor.py": _ACTORS,
    "accounts/actor.py": _ACTORS,
    **{
        path.relative_to(ROOT / "accanto").as_posix(): _TABLES
        for path in sorted((ROOT / "accanto").glob("*/scopes.py"))
    },
}
WORKERS = 2

# --- the tests, in a copy of their own ------------------------------------------------------------


class Copy:
    """A copy of the checkout in which one file at a time is broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("accanto", "tests", "tools"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
            )
        shutil.copy(ROOT / "pyproject.toml", folder)

    def fails(self, file: str, source: str) -> bool:
        """Whether a test fails with this source in the file's place."""
        path = self.folder / "accanto" / file
        whole = path.read_text(encoding="utf-8")
        path.write_text(source, encoding="utf-8")
        shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
        try:
            return self._run(file) != 0
        except subprocess.TimeoutExpired:  # it never ends: that would be noticed, too
            return True
        finally:
            path.write_text(whole, encoding="utf-8")

    def _run(self, file: str) -> int:
        options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "tools.prepared"]
        environment = {
            **os.environ,
            "ACCANTO_TEST_DB": "sqlite",
            "PYTHONPATH": str(self.folder),
            "MUTANTS_DATABASE": str(self.folder.parent / "prepared.sqlite3"),
            "MUTANTS_FILE": file,
        }
        command = [sys.executable, "-m", "pytest", *options, *FILES[file]]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, timeout=900, check=False
        )
        return done.returncode


def quick_verdicts(asked: list[Mutant], folder: Path) -> dict[Mutant, str]:
    """`killed`, `survived` or `unsure` for each mutant: one process for all files with the same tests."""
    groups: dict[tuple[str, ...], list[Mutant]] = {}
    for mutant in asked:
        groups.setdefault(FILES[mutant.file], []).append(mutant)
    verdicts: dict[Mutant, str] = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        for found in pool.map(lambda group: _judge(*group, folder), groups.items()):
            verdicts.update(found)
    return verdicts


def _judge(tests: tuple[str, ...], mutants: list[Mutant], folder: Path) -> dict[Mutant, str]:
    asked, said, log = (folder / f"{abs(hash(tests))}.{name}" for name in ("asked", "said", "log"))
    asked.write_text(json.dumps(
        [{"file": each.file, "whole": _unbroken(each.file), "changed": each.source} for each in mutants]
    ))  # fmt: skip
    said.touch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tools.quick", *tests]
    environment = {
        **os.environ, "ACCANTO_TEST_DB": "sqlite", "MUTANTS_ASKED": str(asked), "MUTANTS_SAID": str(said),
    }  # fmt: skip
    with log.open("w") as out, subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
    ) as running:  # fmt: skip
        verdicts = dict(zip(mutants, as_they_come(running, said, mutants), strict=False))
    if len(verdicts) != len(mutants):
        raise SystemExit(f"{len(verdicts)} of {len(mutants)} judged:\n{log.read_text()[-2000:]}")
    return verdicts


def as_they_come(running: subprocess.Popen[bytes], said: Path, mutants: list[Mutant]) -> Iterator[str]:
    """The verdicts, each told as soon as it is written."""
    told = 0
    while True:
        ended = running.poll() is not None
        for verdict in said.read_text().split()[told:]:
            _tell(f"{told + 1}/{len(mutants)}", verdict, mutants[told])
            told += 1
            yield verdict
        if ended:
            return
        time.sleep(1)


def _tell(number: str, verdict: str, mutant: Mutant) -> None:
    print(f"{number} {verdict} {mutant.told}", flush=True)


def wanted(arguments: list[str]) -> list[Mutant]:
    """The mutants of the files asked for, or of these lines of them; of all files where none is named."""
    lines: dict[str, set[int]] = {}
    for argument in arguments or list(FILES):
        file, _colon, line = argument.partition(":")
        lines.setdefault(file, set()).update({int(line)} if line else ())
    return [
        mutant for file, only in lines.items() for mutant in mutants(file) if not only or mutant.line in only
    ]


def main(arguments: list[str]) -> int:
    everything = wanted(arguments)
    if ill := outdated(sorted({mutant.file for mutant in everything})):
        print(
            "No such mutant any more, or no reason (tools/equivalent.toml):",
            *ill,
            sep="\n  ",
            file=sys.stderr,
        )
        return 2
    listed = equivalent()
    known = [mutant for mutant in everything if (mutant.file, mutant.where, mutant.change) in listed]
    asked = [mutant for mutant in everything if mutant not in known]
    with tempfile.TemporaryDirectory(prefix="accanto-mutants-") as name:
        verdicts = quick_verdicts(asked, Path(name))
        left = [mutant for mutant in asked if verdicts[mutant] != "killed"]
        print(
            f"{len(asked) - len(left)} killed at once, {len(left)} tried in a process of their own",
            flush=True,
        )
        survivors = _tried_alone(left, Path(name)) if left else []
    if survivors is None:
        return 2
    killed = len(asked) - len(survivors)
    for mutant in survivors:
        print(f"SURVIVED {mutant.told}")
    print(f"{killed} of {len(asked)} mutants killed ({100 * killed / max(1, len(asked)):.1f} %); "
          f"{len(known)} more behave as the original does")  # fmt: skip
    return 1 if survivors else 0


def _tried_alone(left: list[Mutant], folder: Path) -> list[Mutant] | None:
    """Those that survive in a process of their own too; None where the tests fail with nothing broken."""
    copies: Queue[Copy] = Queue()
    for number in range(WORKERS):
        copies.put(Copy(folder / str(number)))
    if ill := _fail_unbroken([mutant.file for mutant in left], copies):
        print(f"The tests fail as it is: {', '.join(ill)}", file=sys.stderr)
        return None
    return _survivors(left, copies)


def _fail_unbroken(files: list[str], copies: Queue[Copy]) -> list[str]:
    """Files whose tests fail with nothing broken: there, every mutant would count as killed.

    The first of these runs makes the database that all others copy.
    """
    place = copies.get()
    try:
        once = {FILES[file]: file for file in files}
        return [file for file in once.values() if place.fails(file, _unbroken(file))]
    finally:
        copies.put(place)


def _unbroken(file: str) -> str:
    return ast.unparse(ast.parse((ROOT / "accanto" / file).read_text(encoding="utf-8")))


def _survivors(asked: list[Mutant], copies: Queue[Copy]) -> list[Mutant]:
    def survives(mutant: Mutant) -> bool:
        place = copies.get()
        try:
            return not place.fails(mutant.file, mutant.source)
        finally:
            copies.put(place)

    found = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for number, (mutant, survived) in enumerate(zip(asked, pool.map(survives, asked), strict=True), 1):
            if survived:
                found.append(mutant)
            _tell(f"{number}/{len(asked)}", "SURVIVED" if survived else "killed", mutant)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
