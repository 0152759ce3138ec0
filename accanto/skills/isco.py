"""Occupational groups of ISCO-08 that are there without ESCO: by code, and by what someone types."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from accanto.network.municipalities import plain

_FILE = Path(__file__).parent / "data" / "isco08.csv"
#: Digits of the groups that a form offers to choose from.
SUB_MAJOR = 2


@cache
def groups() -> dict[str, dict[str, str]]:
    """Code -> name by language, from one digit to three. Italian and English of all; Arabic, French and Romanian down
    to two digits, and of few with three."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            row.pop("code"): {key: name for key, name in row.items() if name} for row in csv.DictReader(file)
        }


def group_name(code: str, language: str) -> str:
    """The name of the nearest group that has one in the language: 5120 is told as 512, or as 51. Empty where none has."""
    near = (groups().get(code[:size], {}).get(language, "") for size in (3, 2, 1))
    return next(filter(None, near), "")


def choices() -> list[tuple[str, object]]:
    """Sub-major groups under their major group, in the reader's language or English."""
    tops = [code for code in groups() if len(code) == 1]
    reader = (get_language() or "it").split("-")[0]
    language = reader if reader in groups()[tops[0]] else "en"
    return [
        (groups()[top][language], [(code, names[language]) for code, names in _below(top)])
        for top in [*tops[1:], tops[0]]  # the armed forces last
    ]


def _below(top: str) -> list[tuple[str, dict[str, str]]]:
    return [pair for pair in groups().items() if pair[0][0] == top and len(pair[0]) == SUB_MAJOR]


@cache
def _folded() -> list[tuple[str, str, str, str]]:
    return [
        (plain(name), code, name, language)
        for code, names in groups().items()
        for language, name in names.items()
    ]


def find(words: str, languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """(code, name) of the groups whose name has words that begin so, the narrowest first."""
    wanted = plain(words).split()
    found = [
        (code, name)
        for folded, code, name, language in _folded()
        if wanted and language in languages and all(f" {word}" in f" {folded}" for word in wanted)
    ]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[1]))


def code_of(words: str) -> str:
    """The code of the group that is called just so, the narrowest; empty where none is."""
    wanted = plain(words)
    return max((code for folded, code, *_rest in _folded() if folded == wanted), key=len, default="")
