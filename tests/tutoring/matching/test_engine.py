"""The engine against exhaustive search, against networkx, and against itself after each change."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.tutoring.matching import changes
from accanto.tutoring.matching.certificate import NotOptimal, certify
from accanto.tutoring.matching.engine import NOBODY, Matcher
from accanto.tutoring.matching.levels import levels
from accanto.tutoring.matching.network import part_of, parts
from accanto.tutoring.matching.problem import Policy, Refused
from tests.tutoring.matching.small import Small, smalls


@settings(max_examples=300, deadline=None)
@given(smalls())
def test_it_finds_what_exhaustive_search_finds(small: Small) -> None:
    matcher = small.matcher()
    assert small.worth(matcher.tutor_of) == small.best()
    assert matcher.certify() == matcher.value


def random_instance(seed: int, people: int, tutors: int, share: float) -> Small:
    dice = random.Random(seed)
    scores = {
        (p, t): dice.randint(1, 1000) for p in range(people) for t in range(tutors) if dice.random() < share
    }
    tiers = [dice.choice((0, 0, 0, 1, 2)) for _ in range(people)]
    return Small(scores, tiers, [dice.randint(0, 3) for _ in range(tutors)])


@pytest.mark.parametrize("seed", range(6))
def test_it_costs_what_networkx_finds(seed: int) -> None:
    small = random_instance(seed, 60, 30, 0.12)
    net = small.network()
    graph = nx.DiGraph()
    graph.add_node("end", demand=len(net.leave))
    for p, leave in enumerate(net.leave.tolist()):
        graph.add_node(("p", p), demand=-1)
        graph.add_edge(("p", p), "end", weight=leave)
    for p, t, cost in zip(net.person.tolist(), net.tutor.tolist(), net.cost.tolist(), strict=True):
        graph.add_edge(("p", p), ("t", t), capacity=1, weight=cost)
    for t, places in enumerate(net.places.tolist()):
        graph.add_edge(("t", t), "end", capacity=places, weight=0)
    assert small.matcher().certify() == nx.network_simplex(graph)[0]


class History:
    """Random changes on a matcher, and the same on a plain instance."""

    def __init__(self, small: Small, dice: random.Random) -> None:
        self.small, self.dice, self.matcher = small, dice, small.matcher()
        self.out: set[int] = set()
        self.locked: dict[int, int] = {}

    def step(self) -> None:
        getattr(
            self,
            self.dice.choice(
                ("bar", "allow", "places", "person", "tutor", "leave_or_return", "lock", "unlock")
            ),
        )()
        scratch = self.scratch()
        tutor_of = [
            NOBODY if p in self.out or p in self.locked else t for p, t in enumerate(self.matcher.tutor_of)
        ]
        assert scratch.worth(tutor_of) == scratch.best()
        assert self.matcher.certify() == self.matcher.value

    def scratch(self) -> Small:
        """The instance as it is now, for exhaustive search."""
        gone = self.out | set(self.locked)
        scores = {pair: score for pair, score in self.small.scores.items() if pair[0] not in gone}
        return Small(scores, self.small.tiers, self.matcher.places, self.small.bands)

    def cost(self, score: int) -> int:
        return int(self.small.levels.costs(np.array([score]))[0])

    def bar(self) -> None:
        if self.small.scores:
            pair = self.dice.choice(sorted(self.small.scores))
            del self.small.scores[pair]
            changes.bar(self.matcher, *pair)

    def allow(self) -> None:
        if self.small.tiers and self.small.places:
            pair = (self.dice.randrange(len(self.small.tiers)), self.dice.randrange(len(self.small.places)))
            self.small.scores[pair] = self.dice.randint(1, 1000)
            changes.allow(self.matcher, *pair, self.cost(self.small.scores[pair]))

    def places(self) -> None:
        if self.small.places:
            tutor = self.dice.randrange(len(self.small.places))
            changes.set_places(self.matcher, tutor, self.dice.randint(0, 3))

    def person(self) -> None:
        if len(self.small.tiers) < 8:
            tier = self.dice.randint(0, 3)
            at = len(self.small.tiers)
            wanted = [t for t in range(len(self.small.places)) if self.dice.random() < 0.5]
            self.small.tiers.append(tier)
            self.small.scores.update({(at, t): self.dice.randint(1, 1000) for t in wanted})
            pairs = [(t, self.cost(self.small.scores[at, t])) for t in wanted]
            assert changes.add_person(self.matcher, self.small.levels.penalty(tier), pairs) == at

    def tutor(self) -> None:
        if len(self.small.places) < 6:
            at = len(self.small.places)
            wanted = [p for p in range(len(self.small.tiers)) if self.dice.random() < 0.5]
            self.small.places.append(0)
            self.small.scores.update({(p, at): self.dice.randint(1, 1000) for p in wanted})
            pairs = [(p, self.cost(self.small.scores[p, at])) for p in wanted]
            assert changes.add_tutor(self.matcher, self.dice.randint(0, 3), pairs) == at

    def leave_or_return(self) -> None:
        free = [p for p in range(len(self.small.tiers)) if p not in self.locked]
        if not free:
            return
        person = self.dice.choice(free)
        if person in self.out:
            self.out.discard(person)
            changes.put_back(self.matcher, person)
        else:
            self.out.add(person)
            changes.take_out(self.matcher, person)

    def lock(self) -> None:
        people = [p for p in range(len(self.small.tiers)) if p not in self.out and p not in self.locked]
        tutors = [t for t, places in enumerate(self.matcher.places) if places]
        if people and tutors:
            person, tutor = self.dice.choice(people), self.dice.choice(tutors)
            changes.lock(self.matcher, person, tutor)
            self.locked[person] = tutor

    def unlock(self) -> None:
        if self.locked:
            person, tutor = self.locked.popitem()
            changes.unlock(self.matcher, person, tutor)


@settings(max_examples=150, deadline=None)
@given(smalls(people=5, tutors=4), st.randoms(use_true_random=False))
def test_after_each_change_it_is_what_exhaustive_search_finds(small: Small, dice: random.Random) -> None:
    history = History(small, dice)
    for _ in range(12):
        history.step()


@settings(max_examples=100, deadline=None)
@given(smalls(), st.data())
def test_no_tampered_answer_is_proven(small: Small, data: st.DataObject) -> None:
    matcher = small.matcher()
    net, tutor_of = small.network(), np.array(matcher.tutor_of, dtype=np.int64)
    price = np.array(matcher.price, dtype=np.int64)
    assert certify(net, tutor_of, price) == matcher.value
    if not len(tutor_of):
        return
    other = tutor_of.copy()
    person = data.draw(st.integers(0, len(other) - 1))
    other[person] = data.draw(st.integers(-1, len(small.places)))
    if other[person] == tutor_of[person]:
        return
    allowed = other.max() < len(small.places)
    within = allowed and all(np.sum(other == t) <= small.places[t] for t in range(len(small.places)))
    known = within and all(t < 0 or (p, t) in small.scores for p, t in enumerate(other.tolist()))
    if known and small.worth(other.tolist()) == small.best():
        return  # another answer, as good
    with pytest.raises(NotOptimal):
        certify(net, other, price)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t, p: (t[:-1], p), "shape"),
        (lambda t, p: (t.astype(float), p), "not_whole_numbers"),
        (lambda t, p: (t, p.astype(float)), "not_whole_numbers"),
        (lambda t, p: (np.full_like(t, 99), p), "unknown_tutor"),
        (lambda t, p: (t, p - 1 - p.max()), "price"),
        (lambda t, p: (t, p + (1 << 62)), "price"),
        (lambda t, p: (np.full_like(t, 0), p), "too_full"),
        (lambda t, p: (np.array([-1, -1, 1]), p), "no_such_pair"),
        (lambda t, p: (t, p * 0), "not_the_least"),
        (lambda t, p: (np.full_like(t, -1), p), "not_the_least"),
    ],
)
def test_the_proof_says_what_does_not_hold(change, code) -> None:  # type: ignore[no-untyped-def]
    small = Small({(0, 0): 700, (1, 0): 600, (1, 1): 500, (2, 0): 900}, [0, 0, 0], [1, 1])
    matcher = small.matcher()
    tutor_of, price = change(matcher.answer(), np.array(matcher.price, dtype=np.int64))
    with pytest.raises(NotOptimal) as refused:
        certify(small.network(), tutor_of, price)
    assert refused.value.code == code


def test_the_same_input_gives_the_same_pairs_ten_thousand_ties() -> None:
    small = Small({(p, t): 500 for p in range(100) for t in range(100)}, [0] * 100, [1] * 100)
    assert small.matcher().tutor_of == small.matcher().tutor_of
    assert small.matcher().certify() == 100 * 500


@settings(max_examples=100, deadline=None)
@given(smalls())
def test_parts_are_solved_alone_as_well_as_together(small: Small) -> None:
    net = small.network()
    label = parts(net)
    tutor_of = [NOBODY] * len(small.tiers)
    for part in np.unique(label):
        people = np.flatnonzero(label == part)
        alone, tutors = part_of(net, people)
        for p, t in zip(people.tolist(), Matcher(alone).solve().tutor_of, strict=True):
            tutor_of[p] = NOBODY if t == NOBODY else int(tutors[t])
    assert small.worth(tutor_of) == small.best()


def test_a_fork_does_not_touch_what_it_came_from() -> None:
    small = random_instance(3, 30, 15, 0.2)
    matcher = small.matcher()
    before = (list(matcher.tutor_of), list(matcher.price), matcher.value)
    twin = matcher.fork()
    for person in range(10):
        if twin.tutor_of[person] != NOBODY:
            changes.bar(twin, person, twin.tutor_of[person])
    changes.add_tutor(twin, 3, [(p, 100) for p in range(30)])
    changes.add_person(twin, 10**9, [(0, 5)])
    assert twin.value != matcher.value
    assert (matcher.tutor_of, matcher.price, matcher.value) == before
    assert matcher.certify() == matcher.value


def test_a_refusal_taken_back_gives_the_value_back() -> None:
    small = random_instance(5, 30, 15, 0.2)
    matcher = small.matcher()
    value = matcher.value
    for person in range(30):
        tutor = matcher.tutor_of[person]
        if tutor != NOBODY:
            cost = matcher.paid[person]
            changes.bar(matcher, person, tutor)
            assert matcher.value >= value
            changes.allow(matcher, person, tutor, cost)
            assert matcher.value == value


def test_a_lock_without_a_place_is_refused() -> None:
    matcher = Small({(0, 0): 500}, [0, 0], [1]).matcher()
    changes.lock(matcher, 1, 0)
    with pytest.raises(Refused) as refused:
        changes.lock(matcher, 0, 0)
    assert refused.value.code == "no_place"
    assert matcher.tutor_of[0] == NOBODY


def test_numbers_that_would_not_fit_are_refused() -> None:
    with pytest.raises(Refused):
        levels(Policy(bands=(200, 300, 400, 500)), 1_000_000, tiers=3)
    levels(Policy(), 50_000, tiers=3)


@given(st.integers(1, 1000), st.integers(1, 50_000))
def test_a_cost_knows_its_score(score: int, pairs: int) -> None:
    level = levels(Policy(), pairs)
    assert level.score(int(level.costs(np.array([score]))[0])) == score
