"""The best pairs of a whole country, part by part: people and tutors whose possible pairs do not touch are solved
apart, so that memory goes with the largest province and not with the whole. Each part is proven by itself; the best
answers of parts that do not touch are the best answer of all.

Where pairs may cross provinces, all pairs are found first and then taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching.candidates import Edges, candidates
from accanto.tutoring.matching.engine import Matcher
from accanto.tutoring.matching.levels import levels
from accanto.tutoring.matching.network import Network, part_of, parts
from accanto.tutoring.matching.problem import Problem, Refused
from accanto.tutoring.matching.tables import Ints, People, Tutors, Vocabulary


@dataclass(frozen=True)
class Answer:
    """For each person the position of their tutor or -1, and the points of the pair or 0; prices of tutors, in the
    levels of their own part; how many parts there were, each proven."""

    tutor_of: Ints
    points: Ints
    price: Ints
    parts: int


def solve_all(problem: Problem) -> Answer:
    """Raises NotOptimal where a part cannot be proven, Refused("locks") for a problem with locks (a board's)."""
    if problem.locks:
        raise Refused("locks")
    words = Vocabulary()
    people, tutors = People(problem.people, words), Tutors(problem.tutors, words)
    tiers = np.array([problem.policy.tier(one) for one in problem.people], dtype=np.int64)
    tutor_of, points = np.full(people.size, -1, dtype=np.int64), np.zeros(people.size, dtype=np.int64)
    price, count = np.zeros(tutors.size, dtype=np.int64), 0
    for rows in _groups(problem, people):
        edges = candidates(people, tutors, problem.policy, rows)
        for some in _parts(edges, tutors.places, rows):
            small, others = part_of(
                Network(edges.start, edges.tutor, edges.score, tutors.places, tiers), some
            )
            level = levels(
                problem.policy, min(len(some), int(small.places.sum())), tiers=int(tiers[some].max(initial=0))
            )
            small.cost = level.costs(small.cost)  # the scores until now
            small.leave = level.leave * (1 + small.leave)  # the tiers until now
            matcher = Matcher(small).solve()
            matcher.certify()
            found = matcher.answer()
            placed = found >= 0
            tutor_of[some[placed]] = others[found[placed]]
            paid = np.array(matcher.paid, dtype=np.int64)[placed]
            points[some[placed]] = [level.score(cost) for cost in paid.tolist()]
            price[others] = matcher.price
            count += 1
    return Answer(tutor_of, points, price, count)


def _groups(problem: Problem, people: People) -> Iterator[Ints]:
    if not problem.policy.same_province:
        yield np.arange(people.size)
        return
    for province in np.unique(people.province):
        yield np.flatnonzero(people.province == province)


def _parts(edges: Edges, places: Ints, rows: Ints) -> Iterator[Ints]:
    """Positions of the people of each part; who has no possible tutor is in none."""
    label = parts(Network(edges.start, edges.tutor, edges.score, places, np.zeros(len(edges.start) - 1)))
    some = rows[np.diff(edges.start)[rows] > 0]
    for each in np.unique(label[some]):
        yield some[label[some] == each]
