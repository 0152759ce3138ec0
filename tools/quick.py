"""A pytest plugin for `tools/mutants.py`: the tests are made ready once, each mutant is tried in a fork.

Reads the mutants from MUTANTS_ASKED (JSON: file, whole, changed) and writes a line for each to
MUTANTS_SAID: `killed`, `survived`, or `unsure` where it cannot be put into the running program. First all
tests run with nothing broken, then with every statement put back as it is: both must pass.
"""

from __future__ import annotations

import ast
import json
import os
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tools.swapping import put, swap

#: A mutant that runs longer than this never ends.
LONGEST_SECONDS = 1200


def pytest_runtestloop(session: pytest.Session) -> bool:
    if _run(session, session.items):
        raise session.Failed("the tests fail with nothing broken")
    asked = json.loads(Path(os.environ["MUTANTS_ASKED"]).read_text(encoding="utf-8"))
    with Path(os.environ["MUTANTS_SAID"]).open("a", encoding="utf-8") as said:
        for file, whole in {each["file"]: each["whole"] for each in asked}.items():
            if _in_a_fork(session, file, lambda module, whole=whole: _put_back(module, whole)) == "killed":
                raise session.Failed(f"{file}: the tests fail with its own statements put back")
        for each in asked:
            verdict = _in_a_fork(
                session, each["file"], lambda module, each=each: swap(module, each["whole"], each["changed"])
            )
            print(verdict, file=said, flush=True)
    return True


def _run(session: pytest.Session, items: list[pytest.Item]) -> bool:
    """Run the tests until one fails; whether one did. What the session holds stays ready."""
    for number, item in enumerate(items):
        following = items[(number + 1) % len(items)]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def _put_back(module: Any, whole: str) -> bool:
    for statement in ast.parse(whole).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Assign):
            put(module, statement, statement)
    return True


def _in_a_fork(session: pytest.Session, file: str, break_it: Any) -> str:
    from django.db import connections

    connections.close_all()  # a connection to SQLite does not survive a fork
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_SECONDS)
        os._exit(_try(session, file, break_it))
    _pid, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {0: "survived", 2: "unsure"}.get(code, "killed")


def _try(session: pytest.Session, file: str, break_it: Any) -> int:
    """0 survived, 1 killed, 2 unsure. The tests that ask of the broken room's own rows come first."""
    module = import_module("accanto." + file.removesuffix(".py").replace("/", "."))
    try:
        if not break_it(module):
            return 2
    except BaseException:  # noqa: BLE001  the statement itself does not run: the site would not start
        return 1
    room = file.partition("/")[0]
    try:
        return int(_run(session, sorted(session.items, key=lambda item: f"{room}." not in item.name)))
    except BaseException:  # noqa: BLE001  whatever stops the tests is noticed
        return 1
