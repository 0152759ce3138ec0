"""All possible pairs, found block by block: memory grows with what is found, not with people x tutors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching.limits import possible
from accanto.tutoring.matching.problem import Policy
from accanto.tutoring.matching.scores import score
from accanto.tutoring.matching.tables import Ints, Pairs, People, Tutors

#: So many pairs are looked at together: some ten megabytes of numbers.
BLOCK = 1_000_000
_KM_PER_DEGREE = 111.0


@dataclass
class Edges:
    """Possible pairs by person: those of person p are `start[p]:start[p + 1]`, the best score first."""

    start: Ints
    tutor: Ints
    score: Ints

    @property
    def size(self) -> int:
        return len(self.tutor)

    @property
    def person(self) -> Ints:
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def of(self, person: int) -> list[tuple[int, int]]:
        """(tutor, score) of a person, the best first."""
        part = slice(int(self.start[person]), int(self.start[person + 1]))
        return list(zip(self.tutor[part].tolist(), self.score[part].tolist(), strict=True))


def edges_from(people: int, person: Ints, tutor: Ints, points: Ints) -> Edges:
    """Sorted by person, the best score first, then by tutor: the same whatever order they came in."""
    order = np.lexsort((tutor, -points, person))
    start = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(person, minlength=people), out=start[1:])
    return Edges(start, tutor[order].astype(np.int32), points[order].astype(np.int32))


def candidates(people: People, tutors: Tutors, policy: Policy, rows: Ints | None = None) -> Edges:
    """Every pair for which all limits hold. `rows` narrows the people; others then have none."""
    found: list[tuple[Ints, Ints, Ints]] = []
    for some, others in blocks(people, tutors, policy, rows):
        step = max(1, BLOCK // max(1, len(others)))
        for begin in range(0, len(some), step):
            left = possible(Pairs(people, tutors, policy, some[begin : begin + step, None], others[None, :]))
            found.append((left.i.astype(np.int32), left.j.astype(np.int32), score(left).astype(np.int32)))
    none = np.zeros(0, dtype=np.int32)
    person, tutor, points = (np.concatenate([none, *(each[at] for each in found)]) for at in range(3))
    return edges_from(people.size, person, tutor, points)


def blocks(
    people: People, tutors: Tutors, policy: Policy, rows: Ints | None = None
) -> Iterator[tuple[Ints, Ints]]:
    """People of one province, with the tutors who may be near enough to any of them."""
    every = np.arange(people.size) if rows is None else rows
    of_province = people.province[every]
    for province in np.unique(of_province):
        some = every[of_province == province]
        others = _within_reach(people, tutors, policy, some, int(province))
        if len(others):
            yield some, others


def _within_reach(people: People, tutors: Tutors, policy: Policy, some: Ints, province: int) -> Ints:
    """Positions of tutors in the box around these people, or of a territory of theirs: none is missed that the
    limits would let through."""
    if policy.same_province:
        return np.flatnonzero(tutors.province == province) if province >= 0 else np.zeros(0, dtype=np.int64)
    territories = np.unique(people.territory[some])
    kept = np.isin(tutors.territory, territories[territories >= 0])
    known = some[~np.isnan(people.latitude[some])]
    if len(known):
        latitude, longitude = people.latitude[known], people.longitude[known]
        up = (policy.distance_km + 1) / _KM_PER_DEGREE
        lowest = max(0.05, float(np.cos(np.radians(min(89.0, np.abs(latitude).max() + up)))))
        side = up / lowest
        kept |= (
            (tutors.latitude >= latitude.min() - up)
            & (tutors.latitude <= latitude.max() + up)
            & (tutors.longitude >= longitude.min() - side)
            & (tutors.longitude <= longitude.max() + side)
        )
    return np.flatnonzero(kept)


def best_for(
    people: People, tutors: Tutors, policy: Policy, person: int, most: int = 10
) -> list[tuple[int, int]]:
    """(tutor, score) of the best tutors for one person among all, full ones too; equal ones by their order."""
    row = np.array([person])
    for _some, others in blocks(people, tutors, policy, row):
        left = possible(Pairs(people, tutors, policy, row, others))
        points = score(left)
        order = left.j - points * tutors.size  # the best first, then by position: no two are equal
        first = np.argpartition(order, most)[:most] if len(order) > most else np.arange(len(order))
        first = first[np.argsort(order[first])]
        return list(zip(left.j[first].tolist(), points[first].tolist(), strict=True))
    return []
