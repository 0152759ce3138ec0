"""How good a possible pair is: named parts, whole points each. The parts are the explanation, so they are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from accanto.tutoring.matching.problem import BEST
from accanto.tutoring.matching.tables import Ints, Pairs, count, shared

_WORD = 64  # bits of a column of a table
#: More than so many in common is no better.
MOST_LANGUAGES, MOST_INTERESTS, MOST_TIMES = 2, 3, 6


def language(pairs: Pairs) -> Ints:
    """One language in common is half, two are all."""
    both = shared(pairs.people.languages, pairs.i, pairs.tutors.languages, pairs.j)
    return _up_to(pairs.policy.weights.language, MOST_LANGUAGES).take(both, mode="clip")


def needs(pairs: Pairs) -> Ints:
    """The share of the person's needs that the tutor offers help with; half where none are recorded."""
    asked = count(pairs.people.needs, pairs.i)
    met = shared(pairs.people.needs, pairs.i, pairs.tutors.offers, pairs.j)
    table = _shares(pairs.policy.weights.needs, _WORD * len(pairs.people.needs))
    return table.take(np.multiply(asked, len(pairs.people.needs) * _WORD + 1, dtype=np.int32) + met)


def interests(pairs: Pairs) -> Ints:
    """What both like to do; three in common are all."""
    both = shared(pairs.people.interests, pairs.i, pairs.tutors.interests, pairs.j)
    return _up_to(pairs.policy.weights.interests, MOST_INTERESTS).take(both, mode="clip")


def times(pairs: Pairs) -> Ints:
    """Times of the week that both have free; six in common are all."""
    both = np.bitwise_count(pairs.people.slots[pairs.i] & pairs.tutors.slots[pairs.j])
    return _up_to(pairs.policy.weights.times, MOST_TIMES).take(both, mode="clip")


def near(pairs: Pairs) -> Ints:
    """The nearer the more; none where a municipality is not known or is farther than the policy's distance."""
    far, most = pairs.hectometres, pairs.policy.distance_km * 10
    table = pairs.policy.weights.near * np.arange(most, -2, -1, dtype=np.int64) // max(most, 1)
    table[-1] = 0  # what is farther, and -1: not known
    return table.astype(np.int16).take(np.where(far < 0, most + 1, far), mode="clip")


@lru_cache(maxsize=32)
def _up_to(points: int, most: int) -> Ints:
    """Points for 0, 1, … `most` in common."""
    return (points * np.arange(most + 1) // most).astype(np.int16)


@lru_cache(maxsize=32)
def _shares(points: int, most: int) -> Ints:
    """Points for `met` of `asked`, at asked * (most + 1) + met."""
    asked, met = np.arange(most + 1)[:, None], np.arange(most + 1)[None, :]
    table = np.where(asked == 0, points // 2, points * met // np.maximum(asked, 1))
    return np.minimum(table, points).astype(np.int16).ravel()


PARTS: dict[str, Callable[[Pairs], Ints]] = {
    "language": language,
    "needs": needs,
    "interests": interests,
    "times": times,
    "near": near,
}


def score(pairs: Pairs) -> Ints:
    """1 to 1000 for each pair: one, and the sum of its parts."""
    total = np.ones(np.broadcast_shapes(pairs.i.shape, pairs.j.shape), dtype=np.int16)
    for part in PARTS.values():
        total += part(pairs)
    return np.minimum(total, BEST)
