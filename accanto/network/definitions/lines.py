"""On which line of a TOML file a key stands. The standard parser does not tell.

Reads only what it needs: headers of tables, keys at the start of a line, and where strings and
brackets begin and end. Meant for text that the standard parser has accepted; on anything else it
gives fewer lines, never an error.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAME})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_NAME})\s*=")
#: Strings of each kind, comments and brackets, in the order in which they must be tried.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' r"'''.*?'''|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|" r"#[^\n]*|[\[\]{}]",
    re.DOTALL,
)


def line_index(text: str) -> dict[Path, int]:
    """Path of every table and key -> its line, from 1. Members of a list of tables count from 0."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside = _continued_lines(text)
    for number, line in enumerate(text.split("\n"), start=1):
        if number in inside:
            continue
        header = _HEADER.match(line)
        if header:
            table = _enter(counts, _parts(header[2]), many=header[1] == "[[")
            found.setdefault(table, number)
            continue
        key = _KEY.match(line)
        if key:
            found.setdefault(table + _parts(key[1]), number)
    return found


def line_of(index: dict[Path, int], path: Path) -> int | None:
    """The line of the path, or of the nearest thing around it."""
    for end in range(len(path), 0, -1):
        if path[:end] in index:
            return index[path[:end]]
    return None


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))


def _enter(counts: dict[Path, int], name: Path, *, many: bool) -> Path:
    """The path of a table as it is opened: `[[a]]` and then `[[a.b]]` is ("a", 0, "b", 0)."""
    path: Path = ()
    for position, part in enumerate(name):
        path += (part,)
        last = position == len(name) - 1
        if last and many:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _continued_lines(text: str) -> set[int]:
    """Numbers of lines that begin inside a string or a bracket opened on an earlier line."""
    inside: set[int] = set()
    line, at, depth = 1, 0, 0
    for token in _TOKEN.finditer(text):
        passed = text.count("\n", at, token.start())
        if depth > 0:
            inside.update(range(line + 1, line + passed + 1))
        line += passed
        at = token.start()
        lines_within = token[0].count("\n")
        inside.update(range(line + 1, line + lines_within + 1))
        line += lines_within
        at = token.end()
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth = max(0, depth - 1)
    return inside
