"""The board: edge cases, changes and what-ifs, each with a defined answer."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.tutoring.matching.board import (
    Arrive,
    Board,
    Change,
    Difference,
    Lock,
    Moved,
    Offer,
    Places,
    Refuse,
    Unlock,
    Withdraw,
)
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.matching.problem import Problem, Refused, Tutor, Waiting
from tests.tutoring.matching.people import PEOPLE, TUTORS, some, tutor, waiting


def board(people: list[Waiting], tutors: list[Tutor], **more: object) -> Board:
    return Board(Problem(people, tutors, **more))  # type: ignore[arg-type]


def pairs(one: Board) -> dict[str, str]:
    return {pair.person: pair.tutor for pair in one.proposed()}


@pytest.mark.parametrize(
    ("people", "tutors", "proposed"),
    [
        ([], [], {}),
        ([], [tutor()], {}),
        ([waiting()], [], {}),
        ([waiting()], [tutor()], {"c1": "t1"}),
        ([waiting()], [tutor(capacity=0)], {}),
        ([waiting()], [tutor(paused=True)], {}),
        ([waiting()], [tutor(capacity=9)], {"c1": "t1"}),
        ([waiting(languages=frozenset({"wol"}))], [tutor()], {}),
        ([waiting("x")], [tutor("x")], {"x": "x"}),  # the same key on both sides
        ([waiting(excluded=frozenset({"t1"}))], [tutor()], {}),
        ([waiting(territory="", point=None)], [tutor()], {}),
    ],
)
def test_edges(people: list[Waiting], tutors: list[Tutor], proposed: dict[str, str]) -> None:
    made = board(people, tutors)
    assert pairs(made) == proposed
    assert set(made.left_out()) == {one.key for one in people} - set(proposed)


def test_who_waits_longest_comes_first_then_who_is_alone() -> None:
    people = [waiting("new"), waiting("long", waiting_days=200), waiting("alone", alone=3)]
    assert pairs(board(people, [tutor()])) == {"long": "t1"}
    assert pairs(board(people, [tutor(capacity=2)])) == {"long": "t1", "alone": "t1"}


def test_most_people_comes_before_who_comes_first() -> None:
    """Placing the one of the high tier never costs another a place that both could have had."""
    first = waiting("first", waiting_days=300)
    second = waiting("second", languages=frozenset({"ara"}))
    tutors = [tutor("both", languages=frozenset({"fra", "ara"})), tutor("far", point=None)]
    assert pairs(board([first, second], tutors)) == {"first": "far", "second": "both"}


def test_ties_go_by_days_then_key_whatever_the_order_of_input() -> None:
    people = [waiting("b"), waiting("a"), waiting("c", waiting_days=5)]
    for seed in range(6):
        random.Random(seed).shuffle(people)
        assert board(people, [tutor(capacity=2)]).left_out() == ["b"]


@settings(max_examples=30, deadline=None)
@given(some(PEOPLE, 7), some(TUTORS, 5), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(
    people: list[Waiting], tutors: list[Tutor], dice: random.Random
) -> None:
    first = list(board(people, tutors).proposed())
    dice.shuffle(people)
    dice.shuffle(tutors)
    assert list(board(people, tutors).proposed()) == first


def test_a_lock_stays_though_it_breaks_a_limit() -> None:
    made = board(
        [waiting("c1", languages=frozenset({"wol"})), waiting("c2")], [tutor()], locks=[("c1", "t1")]
    )
    assert pairs(made) == {"c1": "t1"}
    assert made.left_out() == ["c2"]
    assert made.standing("t1") == ["c1"]


def test_two_locks_on_one_place_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        board([waiting("c1"), waiting("c2")], [tutor()], locks=[("c1", "t1"), ("c2", "t1")])
    assert (refused.value.code, refused.value.key) == ("no_place", "t1")


def test_what_if_tells_and_changes_nothing() -> None:
    made = board([waiting()], [tutor("t1"), tutor("t2", point=None)])
    told = made.what_if(Refuse("c1", "t1"))
    assert (told.people, told.moved) == (0, (Moved("c1", "t1", "t2"),))
    assert told.points < 0
    assert pairs(made) == {"c1": "t1"}
    assert made.apply(Refuse("c1", "t1")) == told
    assert pairs(made) == {"c1": "t2"}
    assert made.apply(Refuse("c1", "t2")).people == -1
    assert made.left_out() == ["c1"]


def test_a_tutor_suspended_is_nobodys_at_once() -> None:
    made = board([waiting("c1"), waiting("c2", waiting_days=100)], [tutor(capacity=2)])
    assert made.apply(Places("t1", 0)).people == -2
    assert pairs(made) == {}
    assert made.apply(Places("t1", 1)).moved == (Moved("c2", "", "t1"),)


def test_fewer_places_move_who_costs_least_and_never_a_lock() -> None:
    far = waiting("far", point=None)
    made = board([waiting("near"), far], [tutor(capacity=2), tutor("t2", point=None)], locks=[("far", "t1")])
    assert pairs(made) == {"near": "t1", "far": "t1"}
    assert made.apply(Places("t1", 1)).moved == (Moved("near", "t1", "t2"),)
    with pytest.raises(Refused) as refused:
        made.apply(Places("t1", 0))
    assert refused.value.code == "fewer_than_locked"


def test_newcomers_and_those_who_leave() -> None:
    made = board([waiting()], [tutor()])
    assert made.apply(Arrive(waiting("c2", waiting_days=100))) == Difference(
        0, 0, (Moved("c1", "t1", ""), Moved("c2", "", "t1"))
    )
    assert made.apply(Offer(tutor("t2"))).people == 1
    assert made.apply(Withdraw("c2")).people == -1
    assert made.left_out() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Refuse("c9", "t1"), "unknown_person"),
        (Refuse("c1", "t9"), "unknown_tutor"),
        (Refuse("c2", "t1"), "locked"),
        (Lock("c2", "t1"), "locked"),
        (Lock("c1", "t1"), "no_place"),
        (Unlock("c1"), "not_locked"),
        (Arrive(waiting("c1")), "twice"),
        (Offer(tutor("t1")), "twice"),
        (Places("t1", -1), "fewer_than_locked"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_changed(change: Change, code: str) -> None:
    made = board([waiting("c1"), waiting("c2")], [tutor()], locks=[("c2", "t1")])
    before = (pairs(made), made.left_out(), made.value)
    with pytest.raises(Refused) as refused:
        made.apply(change)
    assert refused.value.code == code
    assert (pairs(made), made.left_out(), made.value) == before


def test_more_newcomers_than_the_levels_hold_are_refused() -> None:
    made = board([], [tutor(capacity=500)])
    with pytest.raises(Refused) as refused:
        for number in range(100):
            made.apply(Arrive(waiting(f"c{number}")))
    assert refused.value.code == "too_many_since"


def test_every_answer_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong engine gives no wrong board, and a wrong change is not taken."""
    made = board([waiting("c1"), waiting("c2")], [tutor("t1"), tutor("t2")])
    monkeypatch.setattr("accanto.tutoring.matching.engine.Matcher._search", lambda self, person, tutor: None)
    with pytest.raises(NotOptimal):
        made.apply(Arrive(waiting("c3", waiting_days=200)))
    assert len(pairs(made)) == 2
    monkeypatch.setattr(
        "accanto.tutoring.matching.engine.Matcher.answer",
        lambda self: np.full(len(self.leave), -1, dtype=np.int64),
    )
    with pytest.raises(NotOptimal):
        board([waiting()], [tutor()])


@settings(max_examples=20, deadline=None)
@given(some(PEOPLE, 6), some(TUTORS, 5), st.data())
def test_a_board_after_changes_is_worth_a_new_one(
    people: list[Waiting], tutors: list[Tutor], data: st.DataObject
) -> None:
    made = board(people, tutors)
    for _turn in range(4):
        change = data.draw(st.sampled_from(possible_changes(made)))
        told = made.what_if(change)
        assert made.apply(change) == told
    again = Board(
        Problem(
            [one for at, one in enumerate(made.people) if made.matcher.here[at] or at in made.locked],
            made.tutors,
            locks=[(made.people[p].key, made.tutors[t].key) for p, t in made.locked.items()],
        )
    )
    assert again.totals() == made.totals()


def possible_changes(made: Board) -> list[Change]:
    number = len(made.people) + 100
    new: list[Change] = [
        Arrive(waiting(f"n{number}", territory="parma")),
        Offer(replace(tutor(f"n{len(made.tutors) + 100}"), languages=frozenset({"fra", "ara"}))),
    ]
    for person in made.proposed():
        new.append(Unlock(person.person) if person.locked else Refuse(person.person, person.tutor))
    for key in made.left_out():
        new.append(Withdraw(key))
        new.extend(Lock(key, made.tutors[t].key) for t, free in enumerate(made.matcher.places) if free)
    new.extend(Places(one.key, 3) for one in made.tutors)
    return new


def test_the_best_for_one_are_told_full_ones_too() -> None:
    made = board([waiting("c1"), waiting("c2", waiting_days=200)], [tutor("t1"), tutor("t2", point=None)])
    assert made.tutor_of("c1") == "t2"
    assert [key for key, _points in made.best_for("c1")] == ["t1", "t2"]
    made.apply(Refuse("c1", "t2"))
    assert [key for key, _points in made.best_for("c1")] == ["t1"]


@settings(max_examples=80, deadline=None)
@given(some(PEOPLE, 8), some(TUTORS, 5), some(PEOPLE, 4), some(TUTORS, 3), st.integers(0, 99))
def test_going_on_from_an_earlier_answer_gives_the_best_of_now(
    people: list[Waiting], tutors: list[Tutor], others: list[Waiting], more: list[Tutor], seed: int
) -> None:
    """Rows come, go and change, places too, a pair is held: the value is that of a solve from scratch."""
    dice = random.Random(seed)
    before = board(people, tutors).answer()
    now = {one.key: one for one in others} | {one.key: one for one in people if dice.random() < 0.8}
    there = {one.key: one for one in more} | {
        one.key: replace(one, capacity=dice.choice((one.capacity, 0, 1, 3))) for one in tutors
    }
    free = [one for one in there.values() if one.places]
    locks = [(next(iter(now)), free[0].key)] if now and free and dice.random() < 0.5 else []
    fresh = board([*now.values()], [*there.values()], locks=locks)
    after = Board(Problem(now.values(), there.values(), locks=locks), before)
    assert (after.value, after.totals()) == (fresh.value, fresh.totals())
    wrong = replace(before, price={key: dice.randint(0, 10**9) for key in there})
    assert Board(Problem(now.values(), there.values(), locks=locks), wrong).value == fresh.value


def test_the_same_rows_give_the_pairs_that_were_seen() -> None:
    people = [waiting(f"c{at}") for at in range(6)]
    tutors = [tutor(f"t{at}") for at in range(5)]  # all equal: many answers are best
    made = board(people, tutors)
    made.apply(Lock("c0", "t4"))
    made.apply(Unlock("c0"))
    again = Board(Problem(people, tutors), made.answer())
    assert pairs(again) == pairs(made)
