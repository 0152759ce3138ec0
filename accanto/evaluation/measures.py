"""Shares that a room tells fact by fact: on track, mutual, answered by both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accanto.evaluation.question import Question
from accanto.evaluation.readings import Measured

#: Of fewer than so many, a share says more of who they are than of how it goes: it is not said.
TOO_FEW = 5


@dataclass(frozen=True)
class Share:
    """How many are so, of how many; of TOO_FEW, how many they are alone is said."""

    hits: int | None
    base: int

    @property
    def value(self) -> Decimal | None:
        """In percent; None where there are too few to say."""
        if self.hits is None:
            return None
        return (Decimal(100 * self.hits) / self.base).quantize(Decimal("0.1"))


def share(question: Question, reading: Measured) -> Share:
    told = _told(question, reading, ())
    return _of(told.values())


def shares(question: Question, reading: Measured, dimension: str) -> dict[Any, Share]:
    """The share of each value of a dimension, by its key."""
    told = _told(question, reading, (dimension,))
    groups: dict[Any, list[bool]] = {}
    for key, of in _rows(question, reading, (dimension,)).values_list("pk", f"f_{dimension}"):
        if key in told:
            groups.setdefault(of, []).append(told[key])
    return {of: _of(values) for of, values in groups.items()}


def _rows(question: Question, reading: Measured, names: tuple[str, ...]) -> Any:
    return question.of(reading.source, names).filter(reading.where)


def _told(question: Question, reading: Measured, names: tuple[str, ...]) -> dict[Any, bool]:
    return reading.tell(question.actor, _rows(question, reading, names))


def _of(values: Iterable[bool]) -> Share:
    told = list(values)
    return Share(None if len(told) < TOO_FEW else sum(told), len(told))
