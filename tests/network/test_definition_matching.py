"""The rules of the matching in a definition: read into a policy, and every mistake said at its place."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.network.definitions.matching import read_matching
from accanto.network.definitions.reader import Notes, Table
from accanto.network.models import Project
from accanto.tutoring.matching.problem import Policy
from accanto.tutoring.policy import policy_of

WEIGHTS = {"language": 100, "needs": 500, "interests": 100, "times": 100, "near": 199}


def _read(value: Any) -> tuple[Any, list[str]]:
    notes = Notes({})
    found = read_matching(Table(notes, ("tutoring", "matching"), value))
    return found, [f"{problem.where}: {problem.message_key}" for problem in notes.problems]


def _policy(told: dict[str, Any]) -> Policy:
    return policy_of(Project(key="x", short="x", definition={"tutoring": {"matching": told}}))


def test_what_is_left_out_is_as_usual() -> None:
    assert _policy({}) == policy_of(Project(definition={})) == Policy()
    assert _read({}) == (_read({})[0], [])


def test_a_definition_becomes_a_policy() -> None:
    from dataclasses import asdict

    told = {
        "tier_days": [30],
        "alone_steps": 0,
        "bands": [],
        "distance_km": 12,
        "same_province": True,
        "weights": WEIGHTS,
    }
    found, problems = _read(told)
    assert problems == []
    policy = _policy(asdict(found))
    assert (policy.tier_days, policy.bands, policy.distance_km, policy.same_province) == ((30,), (), 12, True)
    assert (policy.alone_steps, policy.tier_alone, policy.weights.needs) == (0, 3, 500)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"bands": [450, 300]}, "tutoring.matching.bands[2]: bounds_order"),
        ({"bands": [100, 200, 300]}, "tutoring.matching.bands: too_many"),
        ({"bands": [1001]}, "tutoring.matching.bands[1]: out_of_range"),
        ({"tier_days": [True]}, "tutoring.matching.tier_days[1]: wrong_type"),
        ({"tier_days": "90"}, "tutoring.matching.tier_days: wrong_type"),
        ({"tier_alone": 4}, "tutoring.matching.tier_alone: out_of_range"),
        ({"distance_km": -1}, "tutoring.matching.distance_km: out_of_range"),
        ({"weights": {**WEIGHTS, "near": 200}}, "tutoring.matching.weights: weights_sum"),
        ({"weights": {"needs": 10}}, "tutoring.matching.weights: missing"),
        ({"weight": WEIGHTS}, "tutoring.matching.weight: unknown_key"),
    ],
)
def test_mistakes_are_said_where_they_are(told: Any, problem: str) -> None:
    assert problem in _read(told)[1]
