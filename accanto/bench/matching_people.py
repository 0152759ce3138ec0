"""Invented people and tutors for the matching's benchmark: skewed as the field is, from a seed.

- Provinces: one for each 300 people (2 to 60), of sizes that fall as 1/rank^0.9; tutors' shares are off by up to 15 %.
- Places: uniform within 25 km around the province's centre, the centres 200 km apart, so that provinces do not touch.
- Languages: 16, the first spoken by many; a person speaks one or two, and Italian in 60 %; a tutor Italian, and each
  other language in 22 % of tutors at all, by its share.
- Times: 21 a week; a person has 3 to 8 free, a tutor 3 to 7. One in five women wishes a woman; one in eight women
  among tutors the same. A must in 15 % of people.
- 22 % of tutors are groups (gender "group", 2 to 4 places); others have 1 place, in 12 % two; 3 % have none now.
- Waiting: exponential, 60 days in the middle; alone 0 to 3.
"""

from __future__ import annotations

import math
import random

from accanto.tutoring.matching.problem import Policy, Tutor, Waiting

AREAS = (
    "employment", "housing", "languages", "education", "health", "legal", "social", "money", "mobility", "family",
    "digital",
)  # fmt: skip
INTERESTS = tuple(f"interest{number}" for number in range(14))
LANGUAGES = (
    "ita", "eng", "fra", "ara", "urd", "ben", "ukr", "spa", "fas", "pus", "tir", "som", "wol", "bam", "tur", "sqi",
)  # fmt: skip
_SHARES = [1 / (rank + 1) ** 0.8 for rank in range(len(LANGUAGES) - 1)]
POLICY = Policy(same_province=True, distance_km=25)


def generate(people: int, *, seed: int = 1, tutors: int | None = None) -> tuple[list[Waiting], list[Tutor]]:
    """So many people, and tutors (four for each five people, unless said)."""
    dice = random.Random(seed)
    many = people * 4 // 5 if tutors is None else tutors
    count = max(2, min(60, max(people, many * 5 // 4) // 300))
    weights = [1 / (rank + 1) ** 0.9 for rank in range(count)]
    supply = [weight * dice.uniform(0.85, 1.15) for weight in weights]
    waiting = [_person(dice, at, dice.choices(range(count), weights)[0]) for at in range(people)]
    free = [_tutor(dice, at, dice.choices(range(count), supply)[0]) for at in range(many)]
    return waiting, free


def _person(dice: random.Random, at: int, province: int) -> Waiting:
    languages = set(dice.choices(LANGUAGES[1:], _SHARES, k=dice.choice((1, 1, 2))))
    if dice.random() < 0.60:
        languages.add("ita")
    woman = dice.random() < 0.4
    return Waiting(
        key=f"c{at:06}",
        province=f"p{province:02}",
        point=_point(dice, province),
        languages=frozenset(languages),
        slots=_slots(dice, 3, 8),
        gender="female" if woman else "male",
        wishes=frozenset({"female"}) if woman and dice.random() < 0.2 else frozenset(),
        interests=frozenset(dice.sample(INTERESTS, 3)),
        needs=frozenset(dice.sample(AREAS, dice.randint(1, 4))),
        musts=frozenset(dice.sample(AREAS, 1)) if dice.random() < 0.15 else frozenset(),
        waiting_days=min(900, int(dice.expovariate(math.log(2) / 60))),
        alone=dice.choices((0, 1, 2, 3), (40, 30, 20, 10))[0],
    )


def _tutor(dice: random.Random, at: int, province: int) -> Tutor:
    languages = {"ita"}
    for _more in range(2):
        if dice.random() < 0.4:
            languages.add(dice.choices(LANGUAGES[1:], _SHARES)[0])
    group = dice.random() < 0.22
    woman = not group and dice.random() < 0.55
    places = dice.randint(2, 4) if group else 2 if dice.random() < 0.12 else 1
    return Tutor(
        key=f"t{at:06}",
        province=f"p{province:02}",
        point=_point(dice, province),
        languages=frozenset(languages),
        slots=_slots(dice, 3, 7),
        gender="group" if group else "female" if woman else "male",
        wishes=frozenset({"female"}) if woman and dice.random() < 0.125 else frozenset(),
        interests=frozenset(dice.sample(INTERESTS, 4)),
        offers=frozenset(dice.sample(AREAS, dice.randint(2, 5))),
        capacity=0 if dice.random() < 0.03 else places,
        radius_km=dice.choice((None, None, 15, 20)),
    )


def _point(dice: random.Random, province: int) -> tuple[float, float]:
    turn, far = dice.uniform(0, 2 * math.pi), 25 * math.sqrt(dice.random())
    latitude = 37 + 1.8 * (province // 8) + far * math.sin(turn) / 111
    return latitude, 8 + 2.5 * (province % 8) + far * math.cos(turn) / (
        111 * math.cos(math.radians(latitude))
    )


def _slots(dice: random.Random, least: int, most: int) -> int:
    return sum(1 << slot for slot in dice.sample(range(21), dice.randint(least, most)))
