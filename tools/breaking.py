"""The mutants of a file: the same source with one small change, in the places where a change would matter.

Left alone is what no test can tell from the original: types, stubs and bodies that are `...`, the messages of
`assert`, `__repr__`, and what only a type checker reads. Those that behave as the original does for a reason of
their own stand in `tools/equivalent.toml`; an entry there that fits no mutant any more is an error.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_EQUIVALENT = Path(__file__).with_name("equivalent.toml")
#: Names whose texts are capabilities and paths.
_DECLARING = {"RowScope", "Paths"}
#: What a function of this type could return whatever it is asked.
_RETURNED = {"Q": ("Q()", "NOTHING"), "bool": ("True", "False"), "Self": ("self",), "None": ("None",)}
_OTHER_OPERATOR: dict[type[ast.AST], ast.AST] = {
    ast.BitOr: ast.BitAnd(), ast.BitAnd: ast.BitOr(), ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(),
    ast.Is: ast.IsNot(), ast.IsNot: ast.Is(), ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.And: ast.Or(), ast.Or: ast.And(),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of one file, in words, where it is, and the source that has it."""

    file: str
    where: str  # the function or class around it: "ScopedQuerySet.visible_to"
    change: str
    line: int
    source: str

    @property
    def told(self) -> str:
        return f"accanto/{self.file}:{self.line} {self.where or 'module'}: {self.change}"


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file of the package. The same source gives the same ones, in the same order."""
    yield from mutants_of((ROOT / "accanto" / file).read_text(encoding="utf-8"), file)


def mutants_of(text: str, file: str = "") -> Iterator[Mutant]:
    tree = ast.parse(text)
    seen = {ast.unparse(tree)}
    for place, (node, where) in enumerate(_nodes(tree)):
        for what, change in _changes(node):
            broken = copy.deepcopy(tree)
            change(_nodes(broken)[place][0])
            source = ast.unparse(ast.fix_missing_locations(broken))
            if source not in seen:
                seen.add(source)
                said = f"{what}: {ast.unparse(node)[:70]}".replace("\n", " ")
                yield Mutant(file, where, said, getattr(node, "lineno", 0), source)


def _nodes(tree: ast.AST, where: str = "") -> list[tuple[ast.AST, str]]:
    """What can be broken, and the function or class around it."""
    found: list[tuple[ast.AST, str]] = []
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns") or (isinstance(tree, ast.Assert) and name == "msg"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and not _says_nothing(node):
                inside = f"{where}.{node.name}".strip(".") if isinstance(node, _NAMED) else where
                found += [(node, inside), *_nodes(node, inside)]
    return found


_NAMED = (ast.FunctionDef, ast.ClassDef)


def _says_nothing(node: ast.AST) -> bool:
    """Whether nothing of it is done when the program runs, or nobody but a programmer reads it."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.ClassDef):
        return any(ast.unparse(base).split("[")[0].endswith("Protocol") for base in node.bases)
    return isinstance(node, ast.FunctionDef) and (node.name == "__repr__" or all(map(_is_empty, node.body)))


def _is_empty(statement: ast.stmt) -> bool:
    """A docstring or `...`."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and (statement.value.value is ... or isinstance(statement.value.value, str))
    )


def equivalent() -> dict[tuple[str, str, str], str]:
    """(file, where, change) of mutants that behave as the original does, and why."""
    listed = tomllib.loads(_EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return {(each["file"], each["where"], each["change"]): each["why"] for each in listed}


def outdated(files: list[str]) -> list[str]:
    """Entries of the list, of these files, that fit no mutant any more, and those without a reason."""
    known = {each: why for each, why in equivalent().items() if each[0] in files}
    made = {(each.file, each.where, each.change) for file in files for each in mutants(file)}
    return [" ".join(each) for each, why in known.items() if each not in made or not why.strip()]


Change = tuple[str, Callable[[ast.AST], None]]


def _changes(node: ast.AST) -> Iterator[Change]:
    yield from _of_conditions(node)
    yield from _of_what_is_done(node)
    yield from _of_declarations(node)


def _of_conditions(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in _OTHER_OPERATOR:
        yield "the other operator", lambda twin: setattr(twin, "op", _OTHER_OPERATOR[type(twin.op)])  # type: ignore[attr-defined]
    if isinstance(node, ast.BoolOp):
        for index in range(len(node.values)):
            yield f"condition {index + 1} dropped", _drop("values", index)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OTHER_OPERATOR:
        yield "turned round", lambda twin: twin.ops.__setitem__(0, _OTHER_OPERATOR[type(twin.ops[0])])  # type: ignore[attr-defined]
    if isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield f"always {value}", _set("test", ast.Constant(value))


def _of_what_is_done(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.FunctionDef):
        done = [ast.unparse(each) for each in node.body if not _is_empty(each)]
        for said in _RETURNED.get(ast.unparse(node.returns) if node.returns else "", ()):
            if done != [f"return {said}"]:
                yield f"returns {said} at once", _return_at_once(said)
    if isinstance(node, ast.Raise) or isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "left out", _leave_out
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "the other", lambda twin: setattr(twin, "value", not twin.value)  # type: ignore[attr-defined]


def _of_declarations(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _DECLARING:
        for index, keyword in enumerate(node.keywords):
            if keyword.arg != "see":  # without it nothing starts at all
                yield f"{keyword.arg} dropped", _drop("keywords", index)
    if (
        isinstance(node, ast.keyword)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        yield "another word", _set("value", ast.Constant(_another(node.value.value)))
    if isinstance(node, ast.Tuple) and all(isinstance(each, ast.Constant) for each in node.elts):
        for index, word in enumerate(node.elts):
            yield f"{ast.unparse(word)} dropped", _drop("elts", index)
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Reach":
        for other in sorted({"OWN", "ORGANISATION", "PROJECT", "NETWORK"} - {node.attr}):
            yield f"Reach.{other}", _set("attr", other)


def _drop(name: str, index: int) -> Callable[[ast.AST], None]:
    return lambda twin: getattr(twin, name).pop(index)


def _set(name: str, value: object) -> Callable[[ast.AST], None]:
    return lambda twin: setattr(twin, name, value)


def _return_at_once(said: str) -> Callable[[ast.AST], None]:
    return lambda twin: twin.body.insert(0, ast.parse(f"return {said}").body[0])  # type: ignore[attr-defined]


def _leave_out(twin: ast.AST) -> None:
    twin.__class__ = ast.Pass


def _another(word: str) -> str:
    """A word of the same kind: another capability, another path of the same table."""
    if word.endswith(".see") or word.endswith(".review"):
        return "services.see"
    return word.replace("organisation", "project") if "organisation" in word else "id"
