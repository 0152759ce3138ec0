"""What the mutants of the scoping are made of, and that the list of harmless ones is true still."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.breaking import equivalent, mutants, mutants_of, outdated
from tools.mutants import FILES, as_they_come, wanted


@pytest.mark.parametrize(
    "text",
    [
        "class Shape(Protocol):\n    def may(self) -> bool:\n        if self:\n            return True",
        "class Shape(Protocol[T]):\n    x: bool = True",
        "def may(self) -> bool: ...",
        'def may(self) -> bool:\n    """Only said."""',
        "def __repr__(self) -> bool:\n    return self.a and self.b",
        "x: A | B",
        "def f(x: A | B) -> A | None:\n    return x",
        "if TYPE_CHECKING:\n    x = a == b",
        "assert x, a and b",
        'def none(self) -> None:\n    """Nothing."""\n    return None',
    ],
)
def test_what_does_nothing_has_no_mutants(text: str) -> None:
    assert [each.change for each in mutants_of(text)] == []


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("assert a and b, 'why'", 3),
        ("def may(self) -> bool:\n    return True", 2),
        ("x = a == b", 1),
        ("if a:\n    raise B", 3),
        ("scope = RowScope(see='cases.see', through='involvements')", 3),
    ],
)
def test_what_decides_something_has_mutants(text: str, changes: int) -> None:
    found = list(mutants_of(text))
    assert len(found) == changes
    assert len({each.source for each in found}) == changes
    assert all(each.line > 0 for each in found)


def test_every_harmless_one_is_a_mutant_still_and_says_why() -> None:
    assert outdated(list(FILES)) == []
    assert {file for file, _where, _change in equivalent()} <= FILES.keys()


def test_an_entry_that_fits_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.breaking.equivalent", lambda: {("core/actor.py", "x", "y"): "z"})
    assert outdated(["core/actor.py"]) == ["core/actor.py x y"]
    assert outdated(["core/scoping.py"]) == []


def test_one_line_may_be_asked_alone() -> None:
    line = next(mutants("core/scoping.py")).line
    assert {each.line for each in wanted([f"core/scoping.py:{line}"])} == {line}
    assert len(wanted(["core/scoping.py"])) == len(list(mutants("core/scoping.py")))


def test_each_verdict_is_told_when_it_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also the last ones, written just before the judges' process ends; where it dies, there are fewer."""
    said = tmp_path / "said"
    said.touch()
    asked = list(mutants("core/actor.py"))[:3]
    script = "import sys; open(sys.argv[1], 'a').write('killed\\nsurvived\\n')"
    with subprocess.Popen([sys.executable, "-c", script, str(said)]) as running:
        assert list(as_they_come(running, said, asked)) == ["killed", "survived"]
    told = capsys.readouterr().out.splitlines()
    assert told == [f"1/3 killed {asked[0].told}", f"2/3 survived {asked[1].told}"]
    assert told[0].startswith(f"1/3 killed accanto/core/actor.py:{asked[0].line} ")
