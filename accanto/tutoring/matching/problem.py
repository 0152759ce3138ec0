"""The people waiting, the tutors free, and the policy: plain values, told by the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

#: Of gender wishes: nobody said one.
ANYONE: frozenset[str] = frozenset()
#: Scores of a pair lie between 1 and this.
BEST = 1000
#: How alone a person is: 0 (family and friends near) to this (nobody).
MOST_ALONE = 3

#: (latitude, longitude), degrees of WGS 84.
Point = tuple[float, float]


class Refused(ValueError):
    """The input is not one that a matching can be made of; `code` says why, `key` for whom."""

    def __init__(self, code: str, key: str = "") -> None:
        super().__init__(f"{code}: {key}" if key else code)
        self.code, self.key = code, key


@dataclass(frozen=True, slots=True)
class _Party:
    """What either side has. `slots` is a bitmask of 64 times of the week (0: not said), `point` the centre of the
    municipality (None: not known), `wishes` the genders that the other may have (empty: anyone)."""

    key: str
    province: str = ""
    territory: str = ""
    point: Point | None = None
    languages: frozenset[str] = frozenset()
    slots: int = 0
    gender: str = "unknown"
    wishes: frozenset[str] = ANYONE
    interests: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    def _check(self) -> None:
        if not self.key:
            raise Refused("no_key")
        if not 0 <= self.slots < 1 << 63:
            raise Refused("slots", self.key)
        if self.point is not None and not (-90 <= self.point[0] <= 90 and -180 <= self.point[1] <= 180):
            raise Refused("point", self.key)


@dataclass(frozen=True, slots=True)
class Waiting(_Party):
    """A case that waits for a tutor: a person, or a family as one. `excluded` are keys of tutors (who was refused,
    who is not to meet). `musts` are needs without which a tutor is no help."""

    needs: frozenset[str] = frozenset()
    musts: frozenset[str] = frozenset()
    waiting_days: int = 0
    alone: int = 0

    def __post_init__(self) -> None:
        self._check()
        if not isinstance(self.waiting_days, int) or self.waiting_days < 0:
            raise Refused("waiting_days", self.key)
        if not 0 <= self.alone <= MOST_ALONE:
            raise Refused("alone", self.key)


@dataclass(frozen=True, slots=True)
class Tutor(_Party):
    """A tutor, person or group. `capacity` is how many more they can stand beside, locked pairs among them; a group
    has the gender "group". `excluded` are keys of cases."""

    offers: frozenset[str] = frozenset()
    capacity: int = 1
    paused: bool = False
    radius_km: int | None = None

    def __post_init__(self) -> None:
        self._check()
        if not isinstance(self.capacity, int) or self.capacity < 0:
            raise Refused("capacity", self.key)
        if self.radius_km is not None and self.radius_km < 0:
            raise Refused("radius_km", self.key)

    @property
    def places(self) -> int:
        return 0 if self.paused else self.capacity


@dataclass(frozen=True, slots=True)
class Weights:
    """Most points that each part of a pair's score can give; together at most 999, as each pair has one."""

    language: int = 200
    needs: int = 340
    interests: int = 110
    times: int = 150
    near: int = 199

    def __post_init__(self) -> None:
        each = (self.language, self.needs, self.interests, self.times, self.near)
        if any(not isinstance(one, int) or one < 0 for one in each) or sum(each) >= BEST:
            raise Refused("weights")


@dataclass(frozen=True, slots=True)
class Policy:
    """What comes first, and what is asked of every pair. `told` says it in codes and numbers, for the room's words.

    In this order: locked pairs stay; most people have someone; among them first those of the highest tier (waiting
    longer than each of `tier_days` is a step, being as alone as `tier_alone` or more is `alone_steps`); fewest pairs
    below each of `bands`, the lowest first; most points in all; then whoever waits longer, then by key.
    """

    weights: Weights = field(default_factory=Weights)
    tier_days: tuple[int, ...] = (90, 180)
    tier_alone: int = 3
    alone_steps: int = 1
    bands: tuple[int, ...] = (300, 450)
    distance_km: int = 30
    same_province: bool = False

    def __post_init__(self) -> None:
        if list(self.bands) != sorted(set(self.bands)) or any(not 1 < band <= BEST for band in self.bands):
            raise Refused("bands")
        if list(self.tier_days) != sorted(set(self.tier_days)) or self.alone_steps < 0:
            raise Refused("tiers")
        if self.distance_km < 0:
            raise Refused("distance_km")

    def tier(self, person: Waiting) -> int:
        """0 for those who can wait; more for those who come first."""
        steps = sum(person.waiting_days > days for days in self.tier_days)
        return steps + (self.alone_steps if person.alone >= self.tier_alone else 0)

    def told(self) -> tuple[tuple[str, int], ...]:
        """The rules in the order in which they count, each a code and its number."""
        parts = self.weights
        return (
            ("locked_stay", 1),
            ("most_people", 1),
            *(("waiting_longer_than", days) for days in reversed(self.tier_days)),
            *((("as_alone_as", self.tier_alone),) if self.alone_steps else ()),
            *(("fewest_below", band) for band in self.bands),
            ("points_language", parts.language),
            ("points_needs", parts.needs),
            ("points_interests", parts.interests),
            ("points_times", parts.times),
            ("points_near", parts.near),
            ("at_most_km", self.distance_km),
            *((("same_province", 1),) if self.same_province else ()),
        )


class Problem:
    """People and tutors in an order that does not depend on how they came: first tier, then who waits longer, then
    key; tutors by key. `locks` are pairs that stay, whatever the limits say now."""

    def __init__(
        self,
        people: Iterable[Waiting],
        tutors: Iterable[Tutor],
        *,
        policy: Policy | None = None,
        locks: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.policy = policy or Policy()
        self.people = sorted(people, key=lambda one: (-self.policy.tier(one), -one.waiting_days, one.key))
        self.tutors = sorted(tutors, key=lambda one: one.key)
        _unique(one.key for one in self.people)
        _unique(one.key for one in self.tutors)
        self.locks = dict(sorted(set(locks)))
        if len(self.locks) != len(set(locks)):
            raise Refused("locked_twice")
        for person, tutor in self.locks.items():
            if person not in self.person_at or tutor not in self.tutor_at:
                raise Refused("lock_unknown", person)

    @cached_property
    def person_at(self) -> dict[str, int]:
        return {one.key: at for at, one in enumerate(self.people)}

    @cached_property
    def tutor_at(self) -> dict[str, int]:
        return {one.key: at for at, one in enumerate(self.tutors)}


def _unique(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refused("twice", key)
        seen.add(key)
