"""People and tutors as columns of numbers, so that a million pairs are looked at in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accanto.tutoring.matching.problem import Policy, Tutor, Waiting

Ints = NDArray[Any]
_WORD = 64


class Codes:
    """A number for each word (language, area, province), given in the order in which they come up."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """-1 for no word: it equals nothing."""
        return self._numbers.setdefault(word, len(self._numbers)) if word else -1

    def numbers(self, words: Iterable[str]) -> Ints:
        return np.array([self.number(word) for word in words], dtype=np.int32)

    def masks(self, sets: Sequence[Iterable[str]]) -> list[Ints]:
        """Bits of each set, one column of at most 64 bits a time; as many columns as these sets need."""
        known: dict[frozenset[str], int] = {}  # the same sets come again and again
        for words in {frozenset(words): None for words in sets}:
            known[words] = sum(1 << self.number(word) for word in words)
        bits = [known[frozenset(words)] for words in sets]
        columns = max(1, -(-max((one.bit_length() for one in bits), default=1) // _WORD))
        low = (1 << _WORD) - 1
        return [bit_column([one >> (_WORD * at) & low for one in bits]) for at in range(columns)]


def bit_column(bits: Sequence[int]) -> Ints:
    """As narrow as they allow: what a million pairs take in memory is most of what they take in time."""
    most = max(bits, default=0)
    return np.array(bits, dtype=np.uint16 if most < 1 << 16 else np.uint32 if most < 1 << 32 else np.uint64)


@dataclass
class Vocabulary:
    """What the columns of both sides have in common."""

    provinces: Codes = field(default_factory=Codes)
    territories: Codes = field(default_factory=Codes)
    languages: Codes = field(default_factory=Codes)
    areas: Codes = field(default_factory=Codes)
    interests: Codes = field(default_factory=Codes)
    genders: Codes = field(default_factory=Codes)


class Side:
    """The columns that both sides have."""

    def __init__(self, parties: Sequence[Waiting] | Sequence[Tutor], words: Vocabulary) -> None:
        self.size = len(parties)
        self.keys = [one.key for one in parties]
        self.province = words.provinces.numbers(one.province for one in parties)
        self.territory = words.territories.numbers(one.territory for one in parties)
        points = [one.point or (np.nan, np.nan) for one in parties]
        self.latitude = np.array([point[0] for point in points], dtype=np.float64)
        self.longitude = np.array([point[1] for point in points], dtype=np.float64)
        self.languages = words.languages.masks([one.languages for one in parties])
        self.interests = words.interests.masks([one.interests for one in parties])
        self.slots = bit_column([one.slots for one in parties])
        self.gender = words.genders.masks([frozenset((one.gender,)) for one in parties])
        self.wishes = words.genders.masks([one.wishes for one in parties])
        self.excluded = {at: one.excluded for at, one in enumerate(parties) if one.excluded}

    @cached_property
    def at(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self.keys)}


class People(Side):
    def __init__(self, people: Sequence[Waiting], words: Vocabulary) -> None:
        super().__init__(people, words)
        self.needs = words.areas.masks([one.needs | one.musts for one in people])
        self.musts = words.areas.masks([one.musts for one in people])


class Tutors(Side):
    def __init__(self, tutors: Sequence[Tutor], words: Vocabulary) -> None:
        super().__init__(tutors, words)
        self.offers = words.areas.masks([one.offers for one in tutors])
        self.places = np.array([one.places for one in tutors], dtype=np.int64)
        self.active = np.array([not one.paused for one in tutors], dtype=bool)
        radius = [-1 if one.radius_km is None else one.radius_km * 10 for one in tutors]
        self.radius = np.array(radius, dtype=np.int64)  # hundreds of metres; -1: as far as the policy says


@dataclass
class Pairs:
    """Pairs to look at: positions of people and of tutors, of shapes that numpy broadcasts against each other."""

    people: People
    tutors: Tutors
    policy: Policy
    i: Ints
    j: Ints

    def only(self, kept: Ints) -> Pairs:
        """The pairs where `kept` holds, as flat positions."""
        if self.i.ndim == 2:  # noqa: PLR2004  people down, tutors across
            row, column = np.nonzero(kept)
            i, j = self.i[:, 0][row], self.j[0][column]
        else:
            i, j = (each[kept] for each in np.broadcast_arrays(self.i, self.j))
        fewer = Pairs(self.people, self.tutors, self.policy, i, j)
        if "hectometres" in self.__dict__:
            fewer.__dict__["hectometres"] = self.hectometres[kept]
        return fewer

    @cached_property
    def hectometres(self) -> Ints:
        """How far apart, in hundreds of metres as the crow flies (sheet chart around the middle latitude, good to
        0.1 % within 200 km); -1 where a municipality is not known."""
        lat1, lat2 = self.people.latitude[self.i], self.tutors.latitude[self.j]
        far = np.cos(np.radians((lat1 + lat2) / 2))
        far *= self.people.longitude[self.i] - self.tutors.longitude[self.j]
        far *= far
        far += (lat1 - lat2) ** 2
        far = np.rint(1111.95 * np.sqrt(far))
        return np.where(np.isnan(far), -1, far).astype(np.int32)

    @cached_property
    def reach(self) -> Ints:
        """How far the tutor and the policy let them be apart, in hundreds of metres."""
        most = self.policy.distance_km * 10
        radius = self.tutors.radius
        return np.where(radius < 0, most, np.minimum(radius, most)).astype(np.int32)[self.j]


def shared(one: list[Ints], i: Ints, other: list[Ints], j: Ints) -> Ints:
    """How many bits a row of the one has in common with a row of the other."""
    found = np.bitwise_count(one[0][i] & other[0][j])
    for left, right in zip(one[1:], other[1:], strict=False):
        found = found + np.bitwise_count(left[i] & right[j]).astype(np.int16)
    return found


def meets(one: list[Ints], i: Ints, other: list[Ints], j: Ints) -> Ints:
    """Whether a row of the one has any bit in common with a row of the other."""
    found = (one[0][i] & other[0][j]) != 0
    for left, right in zip(one[1:], other[1:], strict=False):
        found = found | ((left[i] & right[j]) != 0)
    return found


def empty(masks: list[Ints], at: Ints) -> Ints:
    """Whether a row has no bit at all."""
    found = masks[0][at] == 0
    for column in masks[1:]:
        found = found & (column[at] == 0)
    return found


def count(masks: list[Ints], at: Ints) -> Ints:
    """How many bits a row has."""
    found = np.bitwise_count(masks[0][at])
    for column in masks[1:]:
        found = found + np.bitwise_count(column[at]).astype(np.int16)
    return found


def covers(wanted: list[Ints], i: Ints, given: list[Ints], j: Ints) -> Ints:
    """Whether every bit that a row wants is in the row that gives."""
    found: Ints | None = None
    for at, column in enumerate(wanted):
        has = given[at][j] if at < len(given) else np.uint16(0)
        all_there = (column[i] & has) == column[i]
        found = all_there if found is None else found & all_there
    assert found is not None
    return found
