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

from tools.order import asks_first
from tools.swapping import put, swap

#: A mutant that runs longer than this never ends.
LONGEST_SECONDS = 1200


def pytest_runtestloop(session: pytest.Session) -> bool:
    if _run(session, session.items):
        raise session.Failed("the tests fail with nothing broken")
    asked = json.loads(Path(os.environ["MUTANTS_ASKED"]).read_text(encoding="utf-8"))
    with Path(os.environ["MUTANTS_SAID"]).open("a", encoding="utf-8") as said:
        sources = {each["file"]: each["whole"] for each in asked}
        if _in_a_fork(session, "", lambda: _put_back(sources)) == "killed":
            raise session.Failed("the tests fail with every statement put back as it is")
        for each in asked:
            verdict = _in_a_fork(
                session,
                each["file"],
                lambda each=each: swap(_module(each["file"]), each["whole"], each["changed"]),
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


def _module(file: str) -> Any:
    return import_module("accanto." + file.removesuffix(".py").replace("/", "."))


def _put_back(sources: dict[str, str]) -> bool:
    for file, whole in sources.items():
        for statement in ast.parse(whole).body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Assign):
                put(_module(file), statement, statement)
    return True


def _in_a_fork(session: pytest.Session, file: str, break_it: Any) -> str:
    from django.db import connections

    connections.close_all()  # a connection to SQLite does not survive a fork
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_SECONDS)
        os._exit(_try(session, file, break_it))
    _pid, status = os.waitpid(child, 0)
    verdicts = {0: "survived", 1: "killed", -signal.SIGALRM: "killed"}
    return verdicts.get(os.waitstatus_to_exitcode(status), "unsure")


def _try(session: pytest.Session, file: str, break_it: Any) -> int:
    """0 survived, 1 killed, 2 unsure. The tests that ask of the broken room's own rows come first."""
    try:
        if not break_it():
            return 2
    except BaseException:  # noqa: BLE001  the statement itself does not run: the site would not start
        return 1
    try:
        return int(_run(session, sorted(session.items, key=lambda item: not asks_first(file, item))))
    except BaseException:  # noqa: BLE001  whatever stops the tests is noticed
        return 1
