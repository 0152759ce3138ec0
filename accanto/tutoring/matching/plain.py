"""A problem as lists, numbers and words that JSON can hold, and back: the same problem, with the same answer."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from accanto.tutoring.matching.problem import Policy, Problem, Tutor, Waiting, Weights


def plain(problem: Problem) -> dict[str, Any]:
    return {
        "policy": asdict(problem.policy),
        "people": [_values(one) for one in problem.people],
        "tutors": [_values(one) for one in problem.tutors],
        "locks": list(problem.locks.items()),
    }


def problem_from(said: dict[str, Any]) -> Problem:
    policy: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in said["policy"].items()
    }
    return Problem(
        [Waiting(**_read(Waiting, each)) for each in said["people"]],
        [Tutor(**_read(Tutor, each)) for each in said["tutors"]],
        policy=Policy(weights=Weights(**policy.pop("weights")), **policy),
        locks=[(person, tutor) for person, tutor in said["locks"]],
    )


def _values(one: Waiting | Tutor) -> list[Any]:
    """In the order of the fields."""
    values = (getattr(one, field.name) for field in fields(one))
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _read(kind: type[Waiting] | type[Tutor], values: list[Any]) -> dict[str, Any]:
    found = dict(zip((field.name for field in fields(kind)), values, strict=True))
    point = found.pop("point")
    read = {name: frozenset(each) if isinstance(each, list) else each for name, each in found.items()}
    return {**read, "point": tuple(point) if point else None}
