"""A mutant put into the running program behaves as one read from a file, or is not put in at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tools.swapping import put, swap

WHOLE = """
from dataclasses import dataclass

@dataclass(frozen=True)
class Scope:
    see: str
    own: tuple = ()

    def sees(self, word: str) -> bool:
        return word == self.see

    @property
    def loud(self) -> str:
        return self.see.upper()

    @classmethod
    def plain(cls) -> "Scope":
        return cls("plain")

class Louder(Scope):
    def sees(self, word: str) -> bool:
        return super().sees(word) or word == self.loud

LIMIT = 3
scope = Scope(see="people.see", own=("me",))

def within(number: int, most: int = LIMIT) -> bool:
    return number < most
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module as others hold it already."""
    module = ModuleType("swapped")
    module.__file__ = str(tmp_path / "swapped.py")
    monkeypatch.setitem(sys.modules, "swapped", module)
    exec(WHOLE, module.__dict__)
    yield module


@pytest.mark.parametrize(
    ("before", "after", "question", "answer"),
    [
        ("word == self.see\n", "word != self.see\n", lambda held: held["scope"].sees("people.see"), False),
        ("self.see.upper()", "self.see", lambda held: held["scope"].loud, "people.see"),
        ('cls("plain")', 'cls("odd")', lambda held: held["plain"]().see, "odd"),
        ("or word == self.loud", "and word == self.loud", lambda held: held["louder"].sees("X"), False),
        ('see="people.see"', 'see="cases.see"', lambda held: held["scope"].see, "cases.see"),
        (', own=("me",)', "", lambda held: held["scope"].own, ()),
        ("number < most", "number <= most", lambda held: held["within"](3), True),
        ("most: int = LIMIT", "most: int = 1", lambda held: held["within"](2), False),
    ],
)  # fmt: skip
def test_who_holds_it_already_has_the_change(
    program: Any, before: str, after: str, question: Any, answer: Any
) -> None:
    held = {
        "scope": program.scope, "plain": program.Scope.plain, "louder": program.Louder("x"), "within": program.within,
    }  # fmt: skip
    assert question(held) != answer
    assert swap(program, WHOLE, WHOLE.replace(before, after))
    assert question(held) == answer


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("frozen=True", "frozen=False"),
        ("class Louder(Scope)", "class Louder(Scope, object)"),
        ("own: tuple = ()", "own: tuple = (1,)"),
        ("LIMIT = 3", "LIMIT = 4"),
        ("LIMIT = 3\n", ""),
        ("@property", "@staticmethod"),
    ],
)
def test_what_cannot_be_put_in_is_said(program: Any, before: str, after: str) -> None:
    assert not swap(program, WHOLE, WHOLE.replace(before, after))
    assert program.scope.see == "people.see"


def test_put_back_as_it_is_nothing_changes(program: Any) -> None:
    import ast

    for statement in ast.parse(WHOLE).body:
        if not isinstance(statement, ast.ImportFrom):
            put(program, statement, statement)
    assert program.scope.sees("people.see")
    assert program.Louder("x").sees("X")
    assert program.within(2)
    assert not program.within(3)
