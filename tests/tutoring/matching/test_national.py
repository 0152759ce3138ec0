"""Part by part is as good as all together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from accanto.bench.matching_people import POLICY, generate
from accanto.tutoring.matching.board import Board
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.matching.national import solve_all
from accanto.tutoring.matching.problem import Policy, Problem, Refused, Tutor, Waiting
from tests.tutoring.matching.people import PEOPLE, POLICIES, TUTORS, some, tutor, waiting


def totals(problem: Problem) -> tuple[int, int]:
    answer = solve_all(problem)
    return int((answer.tutor_of >= 0).sum()), int(answer.points.sum())


@settings(max_examples=60, deadline=None)
@given(some(PEOPLE, 7), some(TUTORS, 5), POLICIES)
def test_parts_are_worth_what_a_board_is(people: list[Waiting], tutors: list[Tutor], policy: Policy) -> None:
    problem = Problem(people, tutors, policy=policy)
    assert totals(problem) == Board(problem).totals()


def test_many_parts_with_places_kept() -> None:
    people, tutors = generate(700)
    problem = Problem(people, tutors, policy=POLICY)
    answer = solve_all(problem)
    held = np.bincount(answer.tutor_of[answer.tutor_of >= 0], minlength=len(tutors))
    assert (held <= [one.places for one in problem.tutors]).all()
    assert answer.parts >= 2
    assert totals(problem) == Board(problem).totals()


def test_each_part_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accanto.tutoring.matching.engine.Matcher._search", lambda self, person, tutor: None)
    with pytest.raises(NotOptimal):
        solve_all(Problem([waiting()], [tutor()]))


def test_locks_are_a_boards() -> None:
    with pytest.raises(Refused):
        solve_all(Problem([waiting()], [tutor()], locks=[("c1", "t1")]))
