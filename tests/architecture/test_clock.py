"""Nobody asks what time it is while a module is read: a server lives for weeks, and a test may run after midnight."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
CLOCK = {"TODAY", "localdate", "localtime", "now", "today", "utcnow"}


def _asked_when_read(node: ast.AST) -> Iterator[ast.Call]:
    """Calls of the clock that run when the module is read: in decorators and defaults too, not in bodies."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        when_read = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    elif isinstance(node, ast.Lambda):
        when_read = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    else:
        when_read = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Call) and _name(node.func) in CLOCK:
            yield node
    for each in when_read:
        yield from _asked_when_read(each)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_no_module_asks_the_clock_when_it_is_read() -> None:
    found = [
        f"{path.relative_to(HERE)}:{call.lineno}"
        for room in ("accanto", "tests")
        for path in sorted((HERE / room).rglob("*.py"))
        for call in _asked_when_read(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("START = timezone.now()", 1),
        ("@pytest.mark.parametrize('on', [TODAY() + 1])\ndef test(on): ...", 1),
        ("def ask(on=date.today()): ...", 1),
        ("class Row:\n    on: date = localdate()", 1),
        ("def ask():\n    return timezone.now()", 0),
        ("WHEN = lambda: timezone.now()", 0),
        ("created = Field(default=timezone.now)", 0),
    ],
)
def test_the_rule_itself(text: str, count: int) -> None:
    assert len(list(_asked_when_read(ast.parse(text)))) == count
