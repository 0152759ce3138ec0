"""Limits and scores, one pair at a time in plain Python against all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from accanto.network.geography import distance_km
from accanto.tutoring.matching import candidates as generation
from accanto.tutoring.matching.candidates import best_for, candidates
from accanto.tutoring.matching.limits import LIMITS, failing
from accanto.tutoring.matching.problem import Policy, Problem, Refused, Tutor, Waiting, Weights
from accanto.tutoring.matching.scores import PARTS, score
from accanto.tutoring.matching.tables import Pairs, People, Tutors, Vocabulary
from tests.tutoring.matching.people import FIDENZA, PEOPLE, POLICIES, TRIESTE, TUTORS, some, tutor, waiting


def look(one: Waiting, other: Tutor, policy: Policy) -> Pairs:
    words, at = Vocabulary(), np.zeros(1, dtype=np.int64)
    return Pairs(People([one], words), Tutors([other], words), policy, at, at)


def failed(one: Waiting, other: Tutor, policy: Policy | None = None) -> list[str]:
    pair = look(one, other, policy or Policy())
    return [name for name, fails in failing(pair).items() if np.broadcast_to(fails, (1,))[0]]


FAILS: list[tuple[str, dict[str, Any], dict[str, Any], Policy]] = [
    ("active", {}, {"paused": True}, Policy()),
    ("province", {}, {"province": "RE"}, Policy(same_province=True)),
    ("province", {"province": ""}, {"province": ""}, Policy(same_province=True)),
    ("language", {"languages": frozenset()}, {}, Policy()),
    ("language", {"languages": frozenset({"ara"})}, {}, Policy()),
    ("times", {"slots": 0b100}, {}, Policy()),
    ("person_wish", {"wishes": frozenset({"female"})}, {"gender": "male"}, Policy()),
    ("person_wish", {"wishes": frozenset({"female"})}, {"gender": "group"}, Policy()),
    ("person_wish", {"wishes": frozenset({"female"})}, {"gender": "unknown"}, Policy()),
    ("tutor_wish", {"gender": "undisclosed"}, {"wishes": frozenset({"female"})}, Policy()),
    ("musts", {"musts": frozenset({"legal"})}, {}, Policy()),
    ("place", {"territory": "other", "point": TRIESTE}, {}, Policy()),
    ("place", {"territory": "", "point": None}, {}, Policy()),
    ("place", {"territory": "", "point": FIDENZA}, {"radius_km": 10}, Policy()),
    ("excluded", {"excluded": frozenset({"t1"})}, {}, Policy()),
    ("excluded", {}, {"excluded": frozenset({"c1"})}, Policy()),
]


@pytest.mark.parametrize(("name", "one", "other", "policy"), FAILS)
def test_a_limit_fails_by_its_name_alone(
    name: str, one: dict[str, Any], other: dict[str, Any], policy: Policy
) -> None:
    assert failed(waiting(**one), tutor(**other), policy) == [name]


def test_every_limit_has_an_example() -> None:
    assert {name for name, *_rest in FAILS} == set(LIMITS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"slots": 0}, {}),
        ({"province": "PC", "territory": "", "point": FIDENZA}, {}),  # near, across a border
        ({"point": None}, {}),  # same territory, municipality not known
        ({"wishes": frozenset({"female"})}, {}),
        ({}, {"capacity": 0}),  # full is no limit of a pair
    ],
)
def test_what_is_no_bar(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert failed(waiting(**one), tutor(**other)) == []


def plain_limits(one: Waiting, other: Tutor, policy: Policy) -> set[str]:
    """Names of the limits that fail, said once more without numpy."""
    reach = policy.distance_km if other.radius_km is None else min(other.radius_km, policy.distance_km)
    near = bool(one.point and other.point and round(distance_km(one.point, other.point), 1) <= reach)
    holds = {
        "active": not other.paused,
        "province": not policy.same_province or (one.province == other.province != ""),
        "language": bool(one.languages & other.languages),
        "times": not one.slots or not other.slots or bool(one.slots & other.slots),
        "person_wish": not one.wishes or other.gender in one.wishes,
        "tutor_wish": not other.wishes or one.gender in other.wishes,
        "musts": one.musts <= other.offers,
        "place": (one.territory == other.territory != "") or near,
        "excluded": other.key not in one.excluded and one.key not in other.excluded,
    }
    return {name for name, holding in holds.items() if not holding}


def plain_score(one: Waiting, other: Tutor, policy: Policy) -> int:
    weights, needs = policy.weights, one.needs | one.musts
    points = weights.language * min(2, len(one.languages & other.languages)) // 2
    points += weights.needs * len(needs & other.offers) // len(needs) if needs else weights.needs // 2
    points += weights.interests * min(3, len(one.interests & other.interests)) // 3
    points += weights.times * min(6, (one.slots & other.slots).bit_count()) // 6
    if one.point and other.point:
        most = policy.distance_km * 10
        away = int(look(one, other, policy).hectometres[0])
        points += weights.near * max(0, most - away) // max(1, most)
    return 1 + points


@settings(max_examples=200, deadline=None)
@given(some(PEOPLE, 6), some(TUTORS, 6), POLICIES)
def test_all_at_once_is_one_at_a_time(people: list[Waiting], tutors: list[Tutor], policy: Policy) -> None:
    words = Vocabulary()
    found = candidates(People(people, words), Tutors(tutors, words), policy)
    expected = {
        (p, t): plain_score(one, other, policy)
        for p, one in enumerate(people)
        for t, other in enumerate(tutors)
        if not plain_limits(one, other, policy)
    }
    pairs = zip(found.person.tolist(), found.tutor.tolist(), found.score.tolist(), strict=True)
    assert {(p, t): points for p, t, points in pairs} == expected
    for p in range(len(people)):
        row = found.of(p)
        assert row == sorted(row, key=lambda pair: (-pair[1], pair[0]))
        assert best_for(People(people, words), Tutors(tutors, words), policy, p, 3) == row[:3]


@settings(max_examples=100, deadline=None)
@given(PEOPLE, TUTORS, POLICIES)
def test_one_pair_says_which_limits_fail(one: Waiting, other: Tutor, policy: Policy) -> None:
    assert set(failed(one, other, policy)) == plain_limits(one, other, policy)
    points = score(look(one, other, policy))[0]
    assert 1 <= points <= 1000
    assert points == 1 + sum(int(part(look(one, other, policy))[0]) for part in PARTS.values())


def test_blocks_of_any_size_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Vocabulary()
    people = People(
        [waiting(f"c{at}", languages=frozenset({"fra", f"l{at % 3}"})) for at in range(20)], words
    )
    tutors = Tutors([tutor(f"t{at}", languages=frozenset({f"l{at % 4}"})) for at in range(20)], words)
    whole = candidates(people, tutors, Policy())
    monkeypatch.setattr(generation, "BLOCK", 30)
    small = candidates(people, tutors, Policy())
    assert whole.size > 0
    assert (whole.tutor.tolist(), whole.score.tolist()) == (small.tutor.tolist(), small.score.tolist())


def test_more_than_64_languages() -> None:
    words = Vocabulary()
    people = People([waiting(f"c{at}", languages=frozenset({f"l{at}"})) for at in range(150)], words)
    tutors = Tutors([tutor(f"t{at}", languages=frozenset({f"l{at}"})) for at in range(150)], words)
    found = candidates(people, tutors, Policy())
    assert found.person.tolist() == found.tutor.tolist() == list(range(150))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: waiting(key=""), "no_key"),
        (lambda: waiting(waiting_days=-1), "waiting_days"),
        (lambda: waiting(waiting_days=1.5), "waiting_days"),
        (lambda: waiting(alone=9), "alone"),
        (lambda: waiting(slots=1 << 64), "slots"),
        (lambda: waiting(point=(float("nan"), 0.0)), "point"),
        (lambda: tutor(capacity=-1), "capacity"),
        (lambda: tutor(capacity=float("nan")), "capacity"),
        (lambda: tutor(radius_km=-1), "radius_km"),
        (lambda: Weights(needs=900), "weights"),
        (lambda: Weights(needs=0.5), "weights"),  # type: ignore[arg-type]
        (lambda: Policy(bands=(500, 300)), "bands"),
        (lambda: Policy(bands=(1001,)), "bands"),
        (lambda: Policy(tier_days=(90, 30)), "tiers"),
        (lambda: Policy(distance_km=-1), "distance_km"),
        (lambda: Problem([waiting(), waiting()], []), "twice"),
        (lambda: Problem([waiting()], [tutor()], locks=[("c1", "t9")]), "lock_unknown"),
        (
            lambda: Problem([waiting()], [tutor(), tutor("t2")], locks=[("c1", "t1"), ("c1", "t2")]),
            "locked_twice",
        ),
    ],
)
def test_bad_input_is_refused_with_a_code(make: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == code


def test_the_policy_can_be_told() -> None:
    told = Policy(same_province=True).told()
    assert [code for code, _number in told][:5] == [
        "locked_stay", "most_people", "waiting_longer_than", "waiting_longer_than", "as_alone_as",
    ]  # fmt: skip
    assert ("fewest_below", 300) in told
    assert ("same_province", 1) in told
