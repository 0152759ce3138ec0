"""How mutual a tie is, between 0 and 1, with how sure one may be. Defined in docs/mutuality.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

#: Fewer beginnings by one of the two than this say nothing.
ENOUGH = 8
#: 97.5th percentile of the normal distribution: an interval of 95 %.
_Z = 1.959964
#: How much of the change since the first answer is added to the answer of now.
_GROWTH = 0.25


@dataclass(frozen=True, slots=True)
class Mutuality:
    """`value` lies between `low` and `high`, and they between 0 and 1. The parts are the two it is made of."""

    value: float
    low: float
    high: float
    balance: float
    reciprocity: float


def mutuality(
    tutor_began: int, person_began: int, tutor_says: Sequence[int], person_says: Sequence[int]
) -> Mutuality | None:
    """From who began, and what each said of giving and receiving (1 to 5, in order of time).

    None where that is not enough yet: fewer beginnings than ENOUGH, or one side has not answered.
    """
    began = tutor_began + person_began
    if began < ENOUGH or not tutor_says or not person_says:
        return None
    reciprocity = min(_felt(tutor_says), _felt(person_says))
    less = min(tutor_began, person_began)
    low, high = balance_between(less, began)
    balance = balance_of(less / began)
    return Mutuality(
        sqrt(balance * reciprocity), sqrt(low * reciprocity), sqrt(high * reciprocity), balance, reciprocity
    )


def balance_of(share: float) -> float:
    """1 where both begin as often, 0 where one always does."""
    return 1 - abs(2 * share - 1)


def wilson(count: int, total: int) -> tuple[float, float]:
    """Wilson's interval for a share (Journal of the American Statistical Association 22, 1927)."""
    share, square = count / total, _Z * _Z / total
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def balance_between(count: int, total: int) -> tuple[float, float]:
    """The balances that the interval of the share allows."""
    ends = wilson(count, total)
    balances = sorted(balance_of(end) for end in ends)
    return balances[0], 1.0 if ends[0] <= 0.5 <= ends[1] else balances[1]  # noqa: PLR2004  half


def _felt(says: Sequence[int]) -> float:
    """What one side says of both giving and receiving: the last answer, a little more where it grew."""
    first, now = ((answer - 1) / 4 for answer in (says[0], says[-1]))
    return min(1.0, max(0.0, now + _GROWTH * (now - first)))
