"""The matching as the room sees it: keys in, pairs and differences out; every answer is proven before it is given.

A change is a small value (`Refuse`, `Lock`, …). `what_if` tells the difference and changes nothing, `apply` takes it.
Two people at one board: each holds its own `Board` from the same rows; the room compares versions before it saves.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from accanto.tutoring.matching import changes
from accanto.tutoring.matching.candidates import Edges, best_for, candidates
from accanto.tutoring.matching.engine import NOBODY, Matcher
from accanto.tutoring.matching.levels import levels
from accanto.tutoring.matching.limits import possible
from accanto.tutoring.matching.network import Network
from accanto.tutoring.matching.problem import Problem, Refused, Tutor, Waiting
from accanto.tutoring.matching.resume import Answer, resume
from accanto.tutoring.matching.scores import score
from accanto.tutoring.matching.tables import Pairs, People, Tutors, Vocabulary

#: The levels are made for so many times the pairs of the beginning, so that newcomers fit; beyond, the room makes a
#: new board.
_ROOM, _LEAST = 2, 64


@dataclass(frozen=True)
class Refuse:
    person: str
    tutor: str


@dataclass(frozen=True)
class Lock:
    person: str
    tutor: str


@dataclass(frozen=True)
class Unlock:
    person: str


@dataclass(frozen=True)
class Withdraw:
    """The person waits no longer."""

    person: str


@dataclass(frozen=True)
class Places:
    """A tutor has so many places now, locked pairs among them; 0 is a pause or a suspension."""

    tutor: str
    places: int


@dataclass(frozen=True)
class Arrive:
    person: Waiting


@dataclass(frozen=True)
class Offer:
    tutor: Tutor


Change = Refuse | Lock | Unlock | Withdraw | Places | Arrive | Offer


@dataclass(frozen=True)
class Proposed:
    person: str
    tutor: str
    score: int
    locked: bool


@dataclass(frozen=True)
class Moved:
    """A person whose tutor is another now; "" is nobody."""

    person: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What a change makes of the whole: people with someone, points in all, and who moves."""

    people: int
    points: int
    moved: tuple[Moved, ...]


class Board:
    def __init__(self, problem: Problem, begin: Answer | None = None) -> None:
        """`begin` is an answer to go on from, of these rows or of earlier ones."""
        self.policy = problem.policy
        self.people: list[Waiting] = list(problem.people)
        self.tutors: list[Tutor] = list(problem.tutors)
        self.person_at = dict(problem.person_at)
        self.tutor_at = dict(problem.tutor_at)
        self.words = Vocabulary()
        self.locked: dict[int, int] = {}
        edges = candidates(self.people_table, self.tutor_table, self.policy)
        pairs = min(len(self.people), int(self.tutor_table.places.sum()))
        most = max(_LEAST, _ROOM * pairs)
        if begin is not None and pairs <= begin.pairs <= 2 * most:
            most = begin.pairs  # prices are in its levels
        highest = len(self.policy.tier_days) + self.policy.alone_steps
        self.levels = levels(self.policy, most, tiers=highest)
        self.matcher = self._matcher(edges)
        for person, tutor in problem.locks.items():
            self._lock(Lock(person, tutor))
        if begin is None:
            self.matcher.solve(self.locked)
        else:
            self._resume(begin)
        self.value = self.matcher.certify()

    def _resume(self, begin: Answer) -> None:
        stood = [self.tutor_at.get(begin.tutor_of.get(one.key, ""), NOBODY) for one in self.people]
        asked = [begin.price.get(one.key, 0) for one in self.tutors]
        tutor_of, price = (np.array(each, dtype=np.int64) for each in (stood, asked))
        resume(self.matcher, tutor_of, price, frozenset(self.locked))

    def answer(self) -> Answer:
        """What a later board goes on from; locked pairs are the problem's, and not in it."""
        price = {self.tutors[at].key: each for at, each in enumerate(self.matcher.price) if each}
        placed = enumerate(self.matcher.tutor_of)
        pairs = {self.people[at].key: self.tutors[each].key for at, each in placed if each != NOBODY}
        return Answer(pairs, price, self.levels.pairs)

    @cached_property
    def people_table(self) -> People:
        return People(self.people, self.words)

    @cached_property
    def tutor_table(self) -> Tutors:
        return Tutors(self.tutors, self.words)

    def _matcher(self, edges: Edges) -> Matcher:
        tiers = [self.policy.tier(one) for one in self.people]
        leave = np.array([self.levels.penalty(tier) for tier in tiers], dtype=np.int64)
        costs = self.levels.costs(edges.score)
        return Matcher(Network(edges.start, edges.tutor, costs, self.tutor_table.places, leave))

    # ---- what is proposed

    def tutor_of(self, person: str) -> str:
        """Key of the tutor proposed or locked; "" for nobody."""
        at = self.at_person(person)
        tutor = self.locked.get(at, self.matcher.tutor_of[at])
        return "" if tutor == NOBODY else self.tutors[tutor].key

    def proposed(self) -> Iterator[Proposed]:
        for at, person in enumerate(self.people):
            tutor = self.locked.get(at, self.matcher.tutor_of[at])
            if tutor != NOBODY:
                points = self._score(at, tutor)
                yield Proposed(person.key, self.tutors[tutor].key, points, at in self.locked)

    def left_out(self) -> list[str]:
        """Who takes part and has nobody, those who come first first."""
        matcher = self.matcher
        return [
            one.key
            for at, one in enumerate(self.people)
            if matcher.here[at] and matcher.tutor_of[at] == NOBODY
        ]

    def standing(self, tutor: str) -> list[str]:
        """Keys of the people beside a tutor, locked ones first."""
        at = self.at_tutor(tutor)
        held = [person for person, other in self.locked.items() if other == at]
        return [self.people[person].key for person in (*held, *self.matcher.members[at])]

    def best_for(self, person: str, most: int = 10) -> list[tuple[str, int]]:
        """(tutor, score) of the best tutors for a person, full ones too."""
        row = People([self.people[self.at_person(person)]], self.words)
        found = best_for(row, self.tutor_table, self.policy, 0, most)
        return [(self.tutors[t].key, points) for t, points in found]

    def totals(self) -> tuple[int, int]:
        """People with someone, and points in all."""
        matcher, level = self.matcher, self.levels
        points = [
            level.score(matcher.paid[at]) for at, tutor in enumerate(matcher.tutor_of) if tutor != NOBODY
        ]
        points += [self._score(at, tutor) for at, tutor in self.locked.items()]
        return len(points), sum(points)

    def _score(self, person: int, tutor: int) -> int:
        if self.matcher.tutor_of[person] == tutor:
            return self.levels.score(self.matcher.paid[person])
        return int(score(self.pair(self.people[person], self.tutors[tutor]))[0])

    def pair(self, person: Waiting, tutor: Tutor) -> Pairs:
        """One pair to look at, whether possible or not."""
        one = np.zeros(1, dtype=np.int64)
        return Pairs(People([person], self.words), Tutors([tutor], self.words), self.policy, one, one)

    # ---- changes

    def what_if(self, *several: Change) -> Difference:
        """The difference that these changes would make; the board stays as it is."""
        twin = self.fork()
        for change in several:
            twin._do(change)
        return twin.since(self)

    def apply(self, change: Change) -> Difference:
        """Take the change, and prove the new answer. On an error the board is as it was."""
        before, twin = self.fork(), self.fork()
        twin._do(change)
        twin.value = twin.matcher.certify()
        self.__dict__ = twin.__dict__
        return self.since(before)

    def fork(self) -> Board:
        twin = copy.copy(self)
        twin.matcher = self.matcher.fork()
        for name in ("people", "tutors", "person_at", "tutor_at", "locked"):
            setattr(twin, name, getattr(self, name).copy())
        return twin

    def since(self, before: Board) -> Difference:
        (people, points), (had, had_points) = self.totals(), before.totals()
        moved = []
        for one in self.people:
            known = one.key in before.person_at
            old, new = before.tutor_of(one.key) if known else "", self.tutor_of(one.key)
            if old != new:
                moved.append(Moved(one.key, old, new))
        return Difference(people - had, points - had_points, tuple(moved))

    def _do(self, change: Change) -> None:
        does: dict[type, Callable[[Any], None]] = {
            Refuse: self._refuse,
            Lock: self._lock,
            Unlock: self._unlock,
            Withdraw: self._withdraw,
            Places: self._places,
            Arrive: self._arrive,
            Offer: self._offer,
        }
        does[type(change)](change)
        if min(len(self.people), sum(self.matcher.places)) > self.levels.pairs:
            raise Refused("too_many_since")

    def _refuse(self, change: Refuse) -> None:
        person, tutor = self.at_person(change.person), self.at_tutor(change.tutor)
        if self.locked.get(person) == tutor:
            raise Refused("locked", change.person)
        changes.bar(self.matcher, person, tutor)
        one = self.people[person]
        self.people[person] = replace(one, excluded=one.excluded | {change.tutor})
        self.__dict__.pop("people_table", None)

    def _lock(self, change: Lock) -> None:
        person, tutor = self.at_person(change.person), self.at_tutor(change.tutor)
        if person in self.locked:
            raise Refused("locked", change.person)
        if not self.matcher.places[tutor]:
            raise Refused("no_place", change.tutor)
        changes.lock(self.matcher, person, tutor)
        self.locked[person] = tutor

    def _unlock(self, change: Unlock) -> None:
        person = self.at_person(change.person)
        if person not in self.locked:
            raise Refused("not_locked", change.person)
        changes.unlock(self.matcher, person, self.locked.pop(person))

    def _withdraw(self, change: Withdraw) -> None:
        person = self.at_person(change.person)
        if person in self.locked:
            self._unlock(Unlock(change.person))
        changes.take_out(self.matcher, person)

    def _places(self, change: Places) -> None:
        tutor = self.at_tutor(change.tutor)
        held = sum(other == tutor for other in self.locked.values())
        if change.places < held:
            raise Refused("fewer_than_locked", change.tutor)
        was = self.tutors[tutor]
        self.tutors[tutor] = replace(was, capacity=change.places, paused=False)
        self.__dict__.pop("tutor_table", None)
        if was.paused:  # nobody was possible while the tutor paused
            for person, cost in self._possible_with(self.tutors[tutor]):
                changes.allow(self.matcher, person, tutor, cost)
        changes.set_places(self.matcher, tutor, change.places - held)

    def _arrive(self, change: Arrive) -> None:
        one = change.person
        if one.key in self.person_at:
            raise Refused("twice", one.key)
        edges = candidates(People([one], self.words), self.tutor_table, self.policy)
        costs = self.levels.costs(edges.score).tolist()
        leave = self.levels.penalty(self.policy.tier(one))
        pairs = zip(edges.tutor.tolist(), costs, strict=True)
        self.person_at[one.key] = changes.add_person(self.matcher, leave, pairs)
        self.people.append(one)
        self.__dict__.pop("people_table", None)

    def _offer(self, change: Offer) -> None:
        one = change.tutor
        if one.key in self.tutor_at:
            raise Refused("twice", one.key)
        pairs = self._possible_with(one)
        self.tutor_at[one.key] = changes.add_tutor(self.matcher, one.places, pairs)
        self.tutors.append(one)
        self.__dict__.pop("tutor_table", None)

    def _possible_with(self, one: Tutor) -> list[tuple[int, int]]:
        """(person, cost) for everyone whom no limit keeps from this tutor."""
        every, first = np.arange(len(self.people)), np.zeros(1, dtype=np.int64)
        table = Tutors([one], self.words)
        left = possible(Pairs(self.people_table, table, self.policy, every, first))
        return list(zip(left.i.tolist(), self.levels.costs(score(left)).tolist(), strict=True))

    def at_person(self, key: str) -> int:
        if key not in self.person_at:
            raise Refused("unknown_person", key)
        return self.person_at[key]

    def at_tutor(self, key: str) -> int:
        if key not in self.tutor_at:
            raise Refused("unknown_tutor", key)
        return self.tutor_at[key]
