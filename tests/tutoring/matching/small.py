"""Small instances, and what exhaustive search finds on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from hypothesis import strategies as st

from accanto.tutoring.matching.engine import Matcher
from accanto.tutoring.matching.levels import Levels, levels
from accanto.tutoring.matching.network import Network, network_from
from accanto.tutoring.matching.problem import Policy


@dataclass
class Small:
    """Scores of possible pairs by (person, tutor); tiers of people; places of tutors."""

    scores: dict[tuple[int, int], int]
    tiers: list[int]
    places: list[int]
    bands: tuple[int, ...] = (300, 450)

    @property
    def levels(self) -> Levels:
        return levels(Policy(bands=self.bands), 64, tiers=4)

    def network(self) -> Network:
        level = self.levels
        pairs = sorted(self.scores)
        person, tutor = (np.array([pair[at] for pair in pairs], dtype=np.int64) for at in range(2))
        cost = level.costs(np.array([self.scores[pair] for pair in pairs], dtype=np.int64))
        leave = np.array([level.penalty(tier) for tier in self.tiers], dtype=np.int64)
        return network_from(person, tutor, cost, np.array(self.places, dtype=np.int64), leave)

    def matcher(self) -> Matcher:
        return Matcher(self.network()).solve()

    def worth(self, tutor_of: list[int]) -> tuple[int, ...]:
        """What the policy compares, the more the better: people, people of each tier from the highest, fewest below
        each band, points."""
        found = [(p, t) for p, t in enumerate(tutor_of) if t >= 0]
        scores = [self.scores[pair] for pair in found]
        tiers = [sum(self.tiers[p] == tier for p, _t in found) for tier in (4, 3, 2, 1, 0)]
        below = [-sum(score < band for score in scores) for band in self.bands]
        return (len(found), *tiers, *below, sum(scores))

    def best(self) -> tuple[int, ...]:
        """Exhaustive: every way to give each person a tutor or none."""

        @cache
        def rest(person: int, places: tuple[int, ...]) -> tuple[int, ...]:
            if person == len(self.tiers):
                return (0,) * (6 + len(self.bands) + 1)
            options = [rest(person + 1, places)]
            for tutor, free in enumerate(places):
                score = self.scores.get((person, tutor))
                if free and score is not None:
                    left = (*places[:tutor], free - 1, *places[tutor + 1 :])
                    tiers = [int(self.tiers[person] == tier) for tier in (4, 3, 2, 1, 0)]
                    below = [-int(score < band) for band in self.bands]
                    own = (1, *tiers, *below, score)
                    options.append(tuple(map(sum, zip(own, rest(person + 1, left), strict=True))))
            return max(options)

        return rest(0, tuple(self.places))


@st.composite
def smalls(draw: st.DrawFn, people: int = 6, tutors: int = 4) -> Small:
    some, others = draw(st.integers(0, people)), draw(st.integers(0, tutors))
    points = draw(st.sampled_from([st.just(500), st.integers(290, 310), st.integers(1, 1000)]))
    pairs = [(p, t) for p in range(some) for t in range(others)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Small(
        scores={pair: draw(points) for pair in chosen},
        tiers=draw(st.lists(st.integers(0, 3), min_size=some, max_size=some)),
        places=draw(st.lists(st.integers(0, 3), min_size=others, max_size=others)),
        bands=draw(st.sampled_from([(), (300,), (300, 450)])),
    )
