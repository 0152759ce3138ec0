"""Why a pair, why not this one, why nobody for her, and what kind of tutor to look for next. Codes and numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching import changes
from accanto.tutoring.matching.board import Board, Difference, Lock
from accanto.tutoring.matching.engine import NOBODY
from accanto.tutoring.matching.limits import failing
from accanto.tutoring.matching.problem import BEST
from accanto.tutoring.matching.scores import PARTS, score
from accanto.tutoring.matching.tables import Pairs, People

#: So many of the smallest sets of limits are told, and so many kinds of tutor are tried out.
_SETS, _KINDS = 3, 10


@dataclass(frozen=True)
class Reasons:
    """Why these two: each part's points and the most it could give, what they share, what is missing."""

    score: int
    parts: tuple[tuple[str, int, int], ...]
    languages: frozenset[str]
    interests: frozenset[str]
    slots: int
    met: frozenset[str]
    unmet: frozenset[str]
    failing: tuple[str, ...]


def reasons(board: Board, person: str, tutor: str) -> Reasons:
    """Of any pair; `failing` names the limits that do not hold now (a locked pair stays all the same)."""
    one, other = board.people[board.at_person(person)], board.tutors[board.at_tutor(tutor)]
    pair = board.pair(one, other)
    weights = board.policy.weights
    needs = one.needs | one.musts
    return Reasons(
        score=int(score(pair)[0]),
        parts=tuple((name, int(part(pair)[0]), getattr(weights, name)) for name, part in PARTS.items()),
        languages=one.languages & other.languages,
        interests=one.interests & other.interests,
        slots=one.slots & other.slots,
        met=needs & other.offers,
        unmet=needs - other.offers,
        failing=_failing(board, person, tutor),
    )


def _failing(board: Board, person: str, tutor: str) -> tuple[str, ...]:
    one, other = board.people[board.at_person(person)], board.tutors[board.at_tutor(tutor)]
    pair = board.pair(one, other)
    return tuple(name for name, fails in failing(pair).items() if np.broadcast_to(fails, (1,))[0])


@dataclass(frozen=True)
class WhyNot:
    """`limits` that fail; else who stands beside the tutor instead, and what it would cost to put the two together
    (None where the tutor has no place that is not locked)."""

    limits: tuple[str, ...]
    instead: tuple[str, ...]
    cost: Difference | None


def why_not(board: Board, person: str, tutor: str) -> WhyNot:
    limits = _failing(board, person, tutor)
    instead = tuple(key for key in board.standing(tutor) if key != person)
    locked = board.at_person(person) in board.locked
    if limits or locked or not board.matcher.places[board.at_tutor(tutor)]:
        return WhyNot(limits, instead, None)
    return WhyNot(limits, instead, board.what_if(Lock(person, tutor)))


@dataclass(frozen=True)
class WhyNobody:
    """For someone without a tutor. `people` have no other possible tutor than `tutors`, who are all full with
    `places` in all, fewer than the people: some of them must go without. Without a possible tutor at all, `people`
    is the person alone. `relax` are the smallest sets of limits that stand between the person and a tutor with a
    free place, each with how many tutors it would open."""

    people: tuple[str, ...]
    tutors: tuple[str, ...]
    places: int
    relax: tuple[tuple[tuple[str, ...], int], ...]


def why_nobody(board: Board, person: str) -> WhyNobody | None:
    """None for someone who has a tutor, or waits no longer."""
    if board.tutor_of(person) or not board.matcher.here[board.at_person(person)]:
        return None
    people, tutors = _hall(board, board.at_person(person))
    return WhyNobody(
        people=tuple(board.people[p].key for p in people),
        tutors=tuple(board.tutors[t].key for t in tutors),
        places=sum(board.matcher.places[t] for t in tutors),
        relax=_relax(board, person),
    )


def _hall(board: Board, person: int) -> tuple[list[int], list[int]]:
    """All that alternating paths reach from the person. As most people have someone, every tutor met is full, so
    that the people reached are more than the places of all tutors they could have (Hall's condition fails)."""
    matcher = board.matcher
    people, tutors = [person], []
    known: set[int] = set()
    for one in people:  # grows while it is read
        for _cost, tutor in matcher.row(one):
            if tutor not in known:
                known.add(tutor)
                tutors.append(tutor)
                people.extend(matcher.members[tutor])
    return people, tutors


def _relax(board: Board, person: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    matcher = board.matcher
    free = np.array([t for t, members in enumerate(matcher.members) if len(members) < matcher.places[t]], int)
    if not len(free):
        return ()
    row = People([board.people[board.at_person(person)]], board.words)
    pairs = Pairs(row, board.tutor_table, board.policy, np.zeros(1, dtype=np.int64), free)
    fails = failing(pairs)
    names = list(fails)
    table = np.array([np.broadcast_to(each, free.shape) for each in fails.values()])
    sets = Counter(tuple(name for name, bad in zip(names, column, strict=True) if bad) for column in table.T)
    sets.pop((), None)
    least = min((len(each) for each in sets), default=0)
    smallest = [(each, count) for each, count in sets.items() if len(each) == least]
    return tuple(sorted(smallest, key=lambda found: (-found[1], found[0]))[:_SETS])


@dataclass(frozen=True)
class Wanted:
    """A kind of tutor: one more of it would let so many `people` more have someone, and add `points` in all (at
    best). `left_out` is how many wait there who speak the language; `price` is the shadow price in people: how many
    of those there stand where a place is short."""

    territory: str
    language: str
    people: int
    points: int
    left_out: int
    price: int


def wanted(board: Board, most: int = _KINDS) -> list[Wanted]:
    """Kinds of tutor by territory (or province) and language, those that help most first. Candidates are chosen by
    the shadow prices, then each is tried out: the gain is what the best answer with one more such tutor has."""
    matcher = board.matcher
    short: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(board.people):
        if matcher.here[at] and matcher.pays(at) >= board.levels.leave:
            for language in one.languages:
                short.setdefault((one.territory or one.province, language), []).append(at)

    def left(people: list[int]) -> int:
        return sum(matcher.tutor_of[at] == NOBODY for at in people)

    first = sorted(short.items(), key=lambda kind: (-left(kind[1]), -len(kind[1]), kind[0]))[: most * 2]
    had, had_points = board.totals()
    if first:
        matcher.transposed()  # once, and not in each fork
    found = []
    for (territory, language), people in first:
        twin = board.fork()
        cost = int(board.levels.costs(np.array([BEST]))[0])
        changes.add_tutor(twin.matcher, 1, [(at, cost) for at in people])
        now, points = twin.totals()
        found.append(Wanted(territory, language, now - had, points - had_points, left(people), len(people)))
    found.sort(key=lambda kind: (-kind.people, -kind.left_out, -kind.price, kind.territory, kind.language))
    return found[:most]
