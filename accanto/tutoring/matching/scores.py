"""How good a possible pair is: named parts, whole points each. The parts are the explanation, so they are kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from accanto.tutoring.matching.problem import BEST
from accanto.tutoring.matching.tables import Ints, Pairs, count, shared

#: More than so many in common is no better.
MOST_LANGUAGES, MOST_INTERESTS, MOST_TIMES = 2, 3, 6


def language(pairs: Pairs) -> Ints:
    """One language in common is half, two are all."""
    both = shared(pairs.people.languages, pairs.i, pairs.tutors.languages, pairs.j)
    return pairs.policy.weights.language * np.minimum(both, MOST_LANGUAGES) // MOST_LANGUAGES


def needs(pairs: Pairs) -> Ints:
    """The share of the person's needs that the tutor offers help with; half where none are recorded."""
    most = pairs.policy.weights.needs
    asked = count(pairs.people.needs, pairs.i)
    met = shared(pairs.people.needs, pairs.i, pairs.tutors.offers, pairs.j)
    return np.where(asked == 0, most // 2, most * met // np.maximum(asked, 1))


def interests(pairs: Pairs) -> Ints:
    """What both like to do; three in common are all."""
    both = shared(pairs.people.interests, pairs.i, pairs.tutors.interests, pairs.j)
    return pairs.policy.weights.interests * np.minimum(both, MOST_INTERESTS) // MOST_INTERESTS


def times(pairs: Pairs) -> Ints:
    """Times of the week that both have free; six in common are all."""
    both = np.bitwise_count(pairs.people.slots[pairs.i] & pairs.tutors.slots[pairs.j]).astype(np.int64)
    return pairs.policy.weights.times * np.minimum(both, MOST_TIMES) // MOST_TIMES


def near(pairs: Pairs) -> Ints:
    """The nearer the more; none where a municipality is not known or is farther than the policy's distance."""
    far, most = pairs.hectometres, pairs.policy.distance_km * 10
    points = pairs.policy.weights.near * np.maximum(most - far, 0) // max(most, 1)
    return np.where(far < 0, 0, points)


PARTS: dict[str, Callable[[Pairs], Ints]] = {
    "language": language,
    "needs": needs,
    "interests": interests,
    "times": times,
    "near": near,
}


def score(pairs: Pairs) -> Ints:
    """1 to 1000 for each pair: one, and the sum of its parts."""
    total = 1 + sum(part(pairs) for part in PARTS.values())
    return np.minimum(total, BEST).astype(np.int64)
