"""Puts one changed statement of a module into the running program, without importing anything anew.

Functions get the changed code, constants that are frozen dataclasses the changed fields: whoever holds
them already, a model its scope, holds the changed ones. What cannot be put in so (a decorator, a base,
a column) is left alone, and the caller is told.
"""

from __future__ import annotations
import __future__

import ast
from dataclasses import fields, is_dataclass
from types import FunctionType, ModuleType
from typing import Any


def swap(module: ModuleType, whole: str, changed: str) -> bool:
    """Whether the one statement in which `changed` differs from `whole` is in place now."""
    pairs = _different(ast.parse(whole).body, ast.parse(changed).body)
    return pairs is not None and len(pairs) == 1 and put(module, *pairs[0])


def put(module: ModuleType, before: ast.stmt, after: ast.stmt) -> bool:
    """Put a statement of the module in the place of another one. False where that cannot be done."""
    names = dict(vars(module))
    tree = ast.fix_missing_locations(ast.Module([after], []))
    flags = __future__.annotations.compiler_flag
    exec(compile(tree, str(module.__file__), "exec", flags=flags, dont_inherit=True), names)  # noqa: S102  our own source
    if isinstance(before, ast.FunctionDef) and isinstance(after, ast.FunctionDef):
        return _put_function(vars(module)[before.name], names[before.name], before, after)
    if isinstance(before, ast.ClassDef) and isinstance(after, ast.ClassDef):
        return _put_class(vars(module)[before.name], names[before.name], before, after)
    if isinstance(before, ast.Assign) and isinstance(before.targets[0], ast.Name):
        name = before.targets[0].id
        return _put_constant(vars(module)[name], names[name])
    return False


def _different(before: list[ast.stmt], after: list[ast.stmt]) -> list[tuple[ast.stmt, ast.stmt]] | None:
    """The statements that differ, in pairs; None where one is missing."""
    if len(before) != len(after):
        return None
    return [
        (one, other) for one, other in zip(before, after, strict=True) if ast.dump(one) != ast.dump(other)
    ]


def _put_function(held: Any, fresh: Any, before: ast.FunctionDef, after: ast.FunctionDef) -> bool:
    if [*map(ast.dump, before.decorator_list)] != [*map(ast.dump, after.decorator_list)]:
        return False
    held, fresh = _innermost(held), _innermost(fresh)
    if not isinstance(held, FunctionType) or held.__code__.co_freevars != fresh.__code__.co_freevars:
        return False
    held.__code__ = fresh.__code__
    held.__defaults__, held.__kwdefaults__ = fresh.__defaults__, fresh.__kwdefaults__
    return True


def _innermost(held: Any) -> Any:
    """The function under classmethod, property and decorators that keep what they wrap."""
    for name in ("__func__", "fget", "__wrapped__"):
        held = getattr(held, name, None) or held
    return held


def _put_class(held: type, fresh: type, before: ast.ClassDef, after: ast.ClassDef) -> bool:
    heads = [
        [ast.dump(each) for each in (*node.decorator_list, *node.bases, *node.keywords)]
        for node in (before, after)
    ]
    pairs = _different(before.body, after.body)
    if heads[0] != heads[1] or pairs is None:
        return False
    if before is after:  # put back as it is
        pairs = [(each, each) for each in before.body if isinstance(each, ast.FunctionDef)]
    return all(
        isinstance(one, ast.FunctionDef)
        and isinstance(other, ast.FunctionDef)
        and _put_function(vars(held)[one.name], vars(fresh)[other.name], one, other)
        for one, other in pairs
    )


def _put_constant(held: Any, fresh: Any) -> bool:
    if not is_dataclass(held) or type(held) is not type(fresh):
        return False
    for each in fields(held):
        object.__setattr__(held, each.name, getattr(fresh, each.name))
    return True
