"""The trail is read in words: every action that the code writes has some."""

from __future__ import annotations

import ast
from pathlib import Path

from django.utils import translation

from accanto.core.acts import ACTS, act_in_words

PACKAGE = Path(__file__).resolve().parents[2] / "accanto"
WRITERS = {"create", "change", "remove", "note"}


def _actions() -> set[str]:
    """The actions given to trail.create, change, remove and note, wherever they stand as a text; those
    of exports, which stand on the class."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITERS
            ):
                found |= {
                    a.value
                    for a in node.args[1:3]
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    return {action for action in found if "." in action}


def test_every_action_has_words() -> None:
    actions = _actions()
    assert len(actions) > 60
    assert actions - ACTS.keys() == set()


def test_no_words_are_left_over() -> None:
    said = " ".join(
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "acts.py"
    )
    assert [action for action in ACTS if f'"{action}"' not in said] == []


def test_words_are_in_the_readers_language() -> None:
    with translation.override("it"):
        assert act_in_words("case.opened") == "Percorso aperto"
    assert act_in_words("unheard.of") == "unheard.of"
