"""All possible pairs, found block by block: memory grows with what is found, not with people x tutors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching.limits import possible
from accanto.tutoring.matching.problem import BEST, Policy
from accanto.tutoring.matching.scores import score
from accanto.tutoring.matching.tables import Ints, Pairs, People, Tutors

#: So many pairs are looked at together: what each step makes of them stays in the processor's own memory.
BLOCK = 1 << 17
#: Bits for a score, BEST or less.
_SCORE_BITS = 10
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


def candidates(people: People, tutors: Tutors, policy: Policy, rows: Ints | None = None) -> Edges:
    """Every pair for which all limits hold. `rows` narrows the people; others then have none."""
    size = np.zeros(people.size, dtype=np.int64)
    found: list[tuple[Ints, Ints, Ints]] = []
    for some, others in blocks(people, tutors, policy, rows):
        step = max(1, BLOCK // max(1, len(others)))
        for begin in range(0, len(some), step):
            part = some[begin : begin + step]
            person, tutor, points = _in_order(Pairs(people, tutors, policy, part[:, None], others[None, :]))
            size[part] = np.bincount(np.searchsorted(part, person), minlength=len(part))
            found.append((part, tutor, points))
    return _put_together(size, found)


def _in_order(pairs: Pairs) -> tuple[Ints, Ints, Ints]:
    """Person, tutor and score of the pairs that are possible, by person, the best score first, then by tutor: one
    number for each pair is sorted, which is many times faster than three columns."""
    left = possible(pairs)
    bits = pairs.tutors.size.bit_length()
    key = left.i.astype(np.int64) << _SCORE_BITS | (BEST - score(left))
    key = key << bits | left.j
    key.sort()
    tutor = (key & ((1 << bits) - 1)).astype(np.int32)
    key >>= bits
    points = (BEST - (key & ((1 << _SCORE_BITS) - 1))).astype(np.int16)
    return key >> _SCORE_BITS, tutor, points


def _put_together(size: Ints, found: list[tuple[Ints, Ints, Ints]]) -> Edges:
    """Pieces (people, and tutor and score of their pairs) as one, by person. The pieces are used up."""
    start = np.zeros(len(size) + 1, dtype=np.int64)
    np.cumsum(size, out=start[1:])
    whole = Edges(start, np.empty(start[-1], dtype=np.int32), np.empty(start[-1], dtype=np.int16))
    while found:
        part, tutor, points = found.pop()
        many = size[part]
        at = np.repeat(start[part] - np.cumsum(many) + many, many) + np.arange(len(tutor))
        whole.tutor[at], whole.score[at] = tutor, points
    return whole


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
        # The best first, then by position: no two are equal.
        order = left.j - points.astype(np.int64) * tutors.size
        first = np.argpartition(order, most)[:most] if len(order) > most else np.arange(len(order))
        first = first[np.argsort(order[first])]
        return list(zip(left.j[first].tolist(), points[first].tolist(), strict=True))
    return []
