"""Two texts, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Words, runs of spaces, and each other sign on its own; letters with their marks stay together (Arabic, Tigrinya).
_WORDS = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u200c\u200d’']+|\s+|.", re.DOTALL)
#: Texts of more parts than this are told whole: comparing grows with the square of their length.
_MOST = 3_000


@dataclass(frozen=True)
class Piece:
    """A stretch of text; the same and the gone make the text before, the same and the new the text after."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces in reading order, what went before what came; no piece is empty."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        return _pieces([("gone", [before]), ("new", [after])]) if before != after else [Piece("same", before)]
    steps: list[tuple[Literal["same", "gone", "new"], list[str]]] = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            steps.append(("same", old[i:j]))
        else:
            steps += [("gone", old[i:j]), ("new", new[k:m])]
    return _pieces(_grown(steps))


def _grown(
    steps: list[tuple[Literal["same", "gone", "new"], list[str]]],
) -> list[tuple[Literal["same", "gone", "new"], list[str]]]:
    """A space alone between two changes belongs to them: three words that changed are one change to a reader."""
    found: list[tuple[Literal["same", "gone", "new"], list[str]]] = []
    for number, (kind, parts) in enumerate(steps):
        between = kind == "same" and "".join(parts).isspace() and 0 < number < len(steps) - 1
        found += [("gone", parts), ("new", parts)] if between else [(kind, parts)]
    return found


def _pieces(steps: list[tuple[Literal["same", "gone", "new"], list[str]]]) -> list[Piece]:
    found: list[Piece] = []
    waiting: dict[Literal["gone", "new"], str] = {"gone": "", "new": ""}

    def told() -> None:
        for kind in ("gone", "new"):
            if waiting[kind]:
                found.append(Piece(kind, waiting[kind]))
            waiting[kind] = ""

    for kind, parts in steps:
        if kind == "same":
            told()
            found.append(Piece("same", "".join(parts)))
        else:
            waiting[kind] += "".join(parts)
    told()
    return [piece for piece in found if piece.text]
