"""Breaks the rules of who sees what, one small way at a time, and asks whether a test notices.

    python tools/mutants.py             every mutant; prints the survivors and the share that was killed
    python tools/mutants.py core/scoping.py    of one file

A mutant is the source with one change: a condition dropped, turned round or made constant, `&` for `|`,
another capability or path, a guard left out. It is killed when one of the file's tests fails. Mutants
that cannot be told from the original by any test stand in EQUIVALENT, each with its reason.

Each is put into a fork of one process that has everything ready (`tools/quick.py`), the tests that ask
of the broken room first. What survives there, or cannot be put in, is judged once more by a process of
its own that reads the broken file, with a copy of a database that was migrated once (`tools/prepared.py`).
"""

from __future__ import annotations

import ast
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
_TABLES = ("tests/access/test_scopes.py", "tests/access/test_scopes_shared.py")
_CORE = (
    "tests/accounts/test_actor.py",
    "tests/core/test_several_parents.py",
    "tests/core/test_scoping.py",
    "tests/core/test_scoped_reads.py",
    *_TABLES,
)
#: file of the package -> the tests that must notice, the quickest first.
FILES: dict[str, tuple[str, ...]] = {
    "core/scoping.py": _CORE[1:],
    "core/actor.py": _CORE,
    "accounts/actor.py": _CORE,
    **{
        path.relative_to(ROOT / "accanto").as_posix(): _TABLES
        for path in sorted((ROOT / "accanto").glob("*/scopes.py"))
    },
}
#: (file, change) of mutants that behave as the original does, and why.
EQUIVALENT: dict[tuple[str, str], str] = {
    ("plans/scopes.py", "line 16: always False: if actor.user_id is None:     return NOTHING"): (
        "who has no account reaches nothing or everything, and both are answered two lines below"
    ),
}
WORKERS = 2
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
    """One change of one file, in words, and the source that has it."""

    file: str
    change: str
    source: str


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file. The same source gives the same ones, in the same order."""
    text = (ROOT / "accanto" / file).read_text(encoding="utf-8")
    tree = ast.parse(text)
    nodes = _nodes(tree)
    seen = {ast.unparse(tree)}
    for place, node in enumerate(nodes):
        for what, change in _changes(node):
            broken = copy.deepcopy(tree)
            twin = _nodes(broken)[place]
            change(twin)
            source = ast.unparse(ast.fix_missing_locations(broken))
            if source not in seen:
                seen.add(source)
                line = getattr(node, "lineno", 0)
                yield Mutant(
                    file, f"line {line}: {what}: {ast.unparse(node)[:70]}".replace("\n", " "), source
                )


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """What can be broken: neither types nor what only a type checker reads."""
    found: list[ast.AST] = []
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and "TYPE_CHECKING" not in ast.unparse(node)[:16]:
                found += [node, *_nodes(node)]
    return found


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
        for said in _RETURNED.get(ast.unparse(node.returns) if node.returns else "", ()):
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
    asked, said = (folder / f"{abs(hash(tests))}.{name}" for name in ("asked", "said"))
    asked.write_text(json.dumps(
        [{"file": each.file, "whole": _unbroken(each.file), "changed": each.source} for each in mutants]
    ))  # fmt: skip
    said.touch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tools.quick", *tests]
    environment = {
        **os.environ, "ACCANTO_TEST_DB": "sqlite", "MUTANTS_ASKED": str(asked), "MUTANTS_SAID": str(said),
    }  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    verdicts = said.read_text().split()
    if len(verdicts) != len(mutants):
        raise SystemExit(f"{len(verdicts)} of {len(mutants)} judged:\n{done.stdout[-2000:]}")
    return dict(zip(mutants, verdicts, strict=True))


def main(wanted: list[str]) -> int:
    files = wanted or list(FILES)
    everything = [mutant for file in files for mutant in mutants(file)]
    known = [mutant for mutant in everything if (mutant.file, mutant.change) in EQUIVALENT]
    asked = [mutant for mutant in everything if mutant not in known]
    with tempfile.TemporaryDirectory(prefix="accanto-mutants-") as name:
        verdicts = quick_verdicts(asked, Path(name))
        left = [mutant for mutant in asked if verdicts[mutant] != "killed"]
        print(
            f"{len(asked) - len(left)} killed at once, {len(left)} tried in a process of their own",
            flush=True,
        )
        copies: Queue[Copy] = Queue()
        for number in range(WORKERS):
            copies.put(Copy(Path(name) / str(number)))
        if left and (ill := _fail_unbroken([mutant.file for mutant in left], copies)):
            print(f"The tests fail as it is: {', '.join(ill)}", file=sys.stderr)
            return 2
        survivors = _survivors(left, copies)
    killed = len(asked) - len(survivors)
    print(f"{killed} of {len(asked)} mutants killed ({100 * killed / max(1, len(asked)):.1f} %); "
          f"{len(known)} more behave as the original does")  # fmt: skip
    for mutant in survivors:
        print(f"SURVIVED {mutant.file} {mutant.change}")
    return 1 if survivors else 0


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
            print(
                f"{number}/{len(asked)} {'SURVIVED' if survived else 'killed'} {mutant.file} {mutant.change}",
                flush=True,
            )
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
