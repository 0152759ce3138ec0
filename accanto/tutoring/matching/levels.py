"""The policy as one integer cost, so that the least cost is the policy's order by construction.

Leaving out a person of tier k costs `leave * (1 + k)`; `leave` is more than all pairs together can cost, so first
most people have someone, and among equals those of the higher tiers (whom one can place together is a transversal
matroid: any growing weights give the same order, tier by tier). A pair costs what its score lacks of 1000, and for
each band that it lies under a step that is more than all that counts less. Numbers stay below 2^62, or are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accanto.tutoring.matching.problem import BEST, Policy, Refused
from accanto.tutoring.matching.tables import Ints

_MOST = 1 << 62


@dataclass(frozen=True)
class Levels:
    bands: tuple[int, ...]
    steps: tuple[int, ...]
    leave: int
    pairs: int

    def costs(self, scores: Ints) -> Ints:
        """Cost of pairs with these scores (1 to 1000), in the narrowest numbers that hold them."""
        return self._table.take(scores)

    @cached_property
    def _table(self) -> Ints:
        score = np.arange(BEST + 1, dtype=np.int64)
        found = BEST - score
        for band, step in zip(self.bands, self.steps, strict=True):
            found += np.where(score < band, step, 0)
        return found.astype(np.int32) if found.max() < 1 << 31 else found

    def score(self, cost: int) -> int:
        """The score that a pair's cost was made of."""
        for step in self.steps:
            cost -= step if cost >= step else 0
        return BEST - cost

    def penalty(self, tier: int) -> int:
        return self.leave * (1 + tier)


def levels(policy: Policy, pairs: int, *, tiers: int = 0) -> Levels:
    """Levels that hold for up to so many pairs at once, and so many tiers above the lowest.

    Raises Refused("too_large") where the numbers would not fit."""
    pairs = max(1, pairs)
    steps: list[int] = []
    below = BEST  # more than one pair can cost at the levels below
    for _band in policy.bands:
        step = below * pairs + 1
        steps.append(step)
        below += step
    # The lowest band counts most, and is the first of the policy's.
    steps.reverse()
    leave = below * pairs + 1
    if leave * (1 + tiers) * 2 >= _MOST:
        raise Refused("too_large")
    return Levels(policy.bands, tuple(steps), leave, pairs)
