"""Budgets that may only shrink: files under 400 lines, functions that fit a screen, short templates."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "accanto"
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 400, 50, 150


def _modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(PACKAGE)): n
        for path in _modules()
        if (n := len(path.read_text().splitlines())) > MAX_FILE
    }
    assert long == {}


def test_functions_fit_a_screen() -> None:
    long = {}
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MAX_FUNCTION:
                    long[f"{path.relative_to(PACKAGE)}:{node.name}"] = lines
    assert long == {}


def test_templates_stay_short() -> None:
    long = {
        str(path.relative_to(PACKAGE)): n
        for path in PACKAGE.rglob("*.html")
        if (n := len(path.read_text().splitlines())) > MAX_TEMPLATE
    }
    assert long == {}


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        str(path.parent.relative_to(PACKAGE))
        for path in PACKAGE.glob("*/__init__.py")
        if len(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") < 40
    ]
    assert silent == []
