"""Why a pair, why not this one, why nobody, whom to look for."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from accanto.tutoring.matching.board import Arrive, Board, Lock, Offer, Places, Refuse, Withdraw
from accanto.tutoring.matching.problem import Problem, Refused, Tutor, Waiting
from accanto.tutoring.matching.reasons import reasons, wanted, why_nobody, why_not
from tests.tutoring.matching.people import PEOPLE, TRIESTE, TUTORS, some, tutor, waiting

ARABIC = frozenset({"ara"})


def board(people: list[Waiting], tutors: list[Tutor], **more: object) -> Board:
    return Board(Problem(people, tutors, **more))  # type: ignore[arg-type]


def test_the_reasons_of_a_pair() -> None:
    made = board([waiting()], [tutor()])
    told = reasons(made, "c1", "t1")
    assert told.languages == {"fra"}
    assert (told.met, told.unmet) == ({"housing"}, {"legal"})
    assert told.slots == 0b010
    assert {name: points for name, points, _most in told.parts} == {
        "language": 100, "needs": 170, "interests": 0, "times": 25, "near": 199,
    }  # fmt: skip
    assert told.score == 1 + sum(points for _name, points, _most in told.parts)
    assert told.score == next(made.proposed()).score
    assert told.failing == ()


def test_a_locked_pair_names_the_limits_that_it_breaks() -> None:
    made = board([waiting(languages=ARABIC)], [tutor(paused=False)], locks=[("c1", "t1")])
    assert reasons(made, "c1", "t1").failing == ("language",)


def test_why_not_names_every_limit() -> None:
    made = board([waiting(languages=ARABIC)], [tutor(point=TRIESTE, territory="trieste")])
    told = why_not(made, "c1", "t1")
    assert (told.limits, told.cost) == (("language", "place"), None)


def test_why_not_after_a_refusal() -> None:
    made = board([waiting()], [tutor(), tutor("t2", point=None)])
    made.apply(Refuse("c1", "t1"))
    assert why_not(made, "c1", "t1").limits == ("excluded",)


def test_why_not_names_who_stands_there_and_the_cost() -> None:
    made = board([waiting("c1"), waiting("c2", waiting_days=200)], [tutor()])
    told = why_not(made, "c1", "t1")
    assert (told.limits, told.instead) == ((), ("c2",))
    assert told.cost is not None
    assert told.cost.people == 0
    assert {(one.person, one.after) for one in told.cost.moved} == {("c1", "t1"), ("c2", "")}


def test_why_not_a_tutor_whose_places_are_locked() -> None:
    made = board([waiting("c1"), waiting("c2")], [tutor()], locks=[("c2", "t1")])
    told = why_not(made, "c1", "t1")
    assert (told.limits, told.instead, told.cost) == ((), ("c2",), None)


def test_why_nobody_when_no_tutor_is_possible() -> None:
    tutors = [tutor("t1"), tutor("t2"), tutor("t3", gender="male"), tutor("t4", capacity=0, languages=ARABIC)]
    made = board([waiting(languages=ARABIC, wishes=frozenset({"female"}))], tutors)
    told = why_nobody(made, "c1")
    assert told is not None
    assert (told.people, told.tutors, told.places) == (("c1",), ("t4",), 0)
    assert told.relax == ((("language",), 2),)


def test_why_nobody_when_tutors_are_full() -> None:
    people = [waiting(f"c{at}", waiting_days=at) for at in range(4)]
    made = board(people, [tutor("t1", capacity=2), tutor("t2"), tutor("other", languages=ARABIC)])
    told = why_nobody(made, "c0")
    assert told is not None
    assert set(told.people) == {"c0", "c1", "c2", "c3"}
    assert set(told.tutors) == {"t1", "t2"}
    assert told.places == 3
    assert told.relax == ((("language",), 1),)


def test_nobody_is_asked_why_of_those_who_have_someone_or_left() -> None:
    made = board([waiting("c1"), waiting("c2")], [tutor()])
    assert why_nobody(made, "c1") is None
    made.apply(Withdraw("c2"))
    assert why_nobody(made, "c2") is None


@settings(max_examples=80, deadline=None)
@given(some(PEOPLE, 8), some(TUTORS, 4))
def test_the_people_named_are_too_many_for_the_tutors_named(
    people: list[Waiting], tutors: list[Tutor]
) -> None:
    made = board(people, tutors)
    for key in made.left_out():
        told = why_nobody(made, key)
        assert told is not None
        assert key in told.people
        assert told.places < len(told.people)
        assert all(
            len(made.standing(full)) == made.tutors[made.tutor_at[full]].places for full in told.tutors
        )
        possible = {
            made.tutors[t].key for one in told.people for _cost, t in made.matcher.row(made.at_person(one))
        }
        assert possible == set(told.tutors)


@settings(max_examples=30, deadline=None)
@given(some(PEOPLE, 6), some(TUTORS, 4))
def test_one_more_place_where_it_is_short_gives_one_more_person_someone(
    people: list[Waiting], tutors: list[Tutor]
) -> None:
    made = board(people, tutors)
    for key in made.left_out():
        told = why_nobody(made, key)
        assert told is not None
        for full in told.tutors:
            places = made.tutors[made.tutor_at[full]].places
            assert made.what_if(Places(full, places + 1)).people == 1


def test_whom_to_look_for_next() -> None:
    people = [waiting(f"a{at}", languages=ARABIC) for at in range(3)]
    people += [waiting("w", languages=frozenset({"wol"}), territory="trieste", point=TRIESTE), waiting("f")]
    made = board(people, [tutor()])
    first, second = wanted(made)
    assert (first.territory, first.language, first.people, first.left_out) == ("parma", "ara", 1, 3)
    assert (second.territory, second.language, second.people, second.left_out) == ("trieste", "wol", 1, 1)
    assert wanted(board([waiting()], [tutor()])) == []


@settings(max_examples=30, deadline=None)
@given(some(PEOPLE, 7), some(TUTORS, 4))
def test_wherever_someone_is_left_out_there_is_a_kind_that_helps(
    people: list[Waiting], tutors: list[Tutor]
) -> None:
    made = board(people, tutors)
    left = [made.people[made.at_person(key)] for key in made.left_out()]
    found = wanted(made, most=100)
    kinds = {(one.territory, one.language): one for one in found}
    for one in left:
        for language in one.languages:
            assert kinds[one.territory or one.province, language].people == 1


def test_unknown_keys_are_refused() -> None:
    made = board([waiting()], [tutor()])
    for ask in (
        lambda: why_not(made, "c1", "t9"),
        lambda: why_nobody(made, "c9"),
        lambda: reasons(made, "c9", "t1"),
    ):
        with pytest.raises(Refused):
            ask()


def test_asking_changes_nothing() -> None:
    dice = random.Random(2)
    people = [waiting(f"c{at}", waiting_days=dice.randint(0, 300)) for at in range(30)]
    made = board(
        people, [tutor(f"t{at}", languages=frozenset({dice.choice(("fra", "ara"))})) for at in range(20)]
    )
    before = ([*made.proposed()], made.value, list(made.matcher.price))
    wanted(made)
    for key in made.left_out()[:5]:
        why_nobody(made, key)
        why_not(made, key, "t3")
        made.what_if(Arrive(waiting("new")), Offer(tutor("new")), Lock("new", "new"))
    assert ([*made.proposed()], made.value, list(made.matcher.price)) == before
