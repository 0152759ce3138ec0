"""One change at a time, exactly: after each the state is an optimum of the changed network, and little was touched.

Nothing here is undone: what one only wants to know is tried on `matcher.fork()`.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable

from accanto.tutoring.matching.engine import NOBODY, Matcher
from accanto.tutoring.matching.problem import Refused


def take_out(matcher: Matcher, person: int) -> None:
    """The person no longer takes part (withdrew, has someone by a lock)."""
    if matcher.here[person]:
        matcher.here[person] = False
        settle(matcher, matcher.leave_place(person))


def put_back(matcher: Matcher, person: int) -> None:
    """A person who was taken out takes part again."""
    if not matcher.here[person]:
        matcher.place(person)


def bar(matcher: Matcher, person: int, tutor: int) -> None:
    """The pair is no longer possible (refused, excluded); nothing happens where it was not."""
    row = matcher.row(person)
    if not any(other == tutor for _cost, other in row):
        return
    was_here = matcher.here[person]
    held = matcher.tutor_of[person] == tutor
    if held:
        matcher.here[person] = False
        matcher.leave_place(person)
    matcher.set_row(person, tuple(pair for pair in row if pair[1] != tutor))
    if person_added(matcher, person, tutor):
        matcher.more[tutor] = tuple(pair for pair in matcher.more[tutor] if pair[1] != person)
    else:
        matcher.gone[tutor] = matcher.gone.get(tutor, frozenset()) | {person}
    matcher.columns[tutor] = None
    if held:
        settle(matcher, tutor)
        if was_here:
            matcher.place(person)


def allow(matcher: Matcher, person: int, tutor: int, cost: int) -> None:
    """The pair is possible now, at this cost (a refusal taken back, a limit relaxed)."""
    bar(matcher, person, tutor)
    _add_pair(matcher, person, tutor, cost)
    if matcher.here[person] and cost + matcher.price[tutor] < matcher.pays(person):
        take_out(matcher, person)
        put_back(matcher, person)


def set_places(matcher: Matcher, tutor: int, places: int) -> None:
    """More or fewer places; who has to move is who costs least in all, not who came last."""
    if places < 0:
        raise Refused("capacity")
    matcher.places[tutor] = places
    while len(matcher.members[tutor]) > places:
        matcher.push_out(tutor)
    settle(matcher, tutor)


def add_person(matcher: Matcher, leave: int, pairs: Iterable[tuple[int, int]]) -> int:
    """A new person with (tutor, cost) pairs; their position."""
    person = matcher.grow_people(leave)
    row = tuple(sorted((cost, tutor) for tutor, cost in pairs))
    matcher.set_row(person, row)
    for cost, tutor in row:
        matcher.more[tutor] = (*matcher.more.get(tutor, ()), (cost, person))
        matcher.columns[tutor] = None
    matcher.place(person)
    return person


def add_tutor(matcher: Matcher, places: int, pairs: Iterable[tuple[int, int]]) -> int:
    """A new tutor with (person, cost) pairs; their position. The price starts where nobody would gain, and falls
    as the places are given."""
    tutor = matcher.grow_tutors()
    for person, cost in pairs:
        _add_pair(matcher, person, tutor, cost)
        if matcher.here[person]:
            matcher.price[tutor] = max(matcher.price[tutor], matcher.pays(person) - cost)
    set_places(matcher, tutor, places)
    return tutor


def lock(matcher: Matcher, person: int, tutor: int) -> None:
    """The pair stays: the person is served, and one place is taken. Raises Refused("no_place") where the tutor has
    none at all (a pair that is locked already holds its own)."""
    if matcher.places[tutor] < 1:
        raise Refused("no_place")
    if matcher.tutor_of[person] == tutor:
        matcher.here[person] = False
        matcher.leave_place(person)
        matcher.places[tutor] -= 1
        return
    take_out(matcher, person)
    set_places(matcher, tutor, matcher.places[tutor] - 1)


def unlock(matcher: Matcher, person: int, tutor: int) -> None:
    """The place is free again, and the person takes part again."""
    set_places(matcher, tutor, matcher.places[tutor] + 1)
    put_back(matcher, person)


def person_added(matcher: Matcher, person: int, tutor: int) -> bool:
    """Whether the pair came after the network was read."""
    return any(one == person for _cost, one in matcher.more.get(tutor, ()))


def _add_pair(matcher: Matcher, person: int, tutor: int, cost: int) -> None:
    row = list(matcher.row(person))
    insort(row, (cost, tutor))
    matcher.set_row(person, tuple(row))
    matcher.more[tutor] = (*matcher.more.get(tutor, ()), (cost, person))
    matcher.columns[tutor] = None


def settle(matcher: Matcher, tutor: int) -> None:
    """Give the free places of a tutor away until none is left, or the price is 0."""
    if tutor == NOBODY:
        return
    while matcher.price[tutor] > 0 and len(matcher.members[tutor]) < matcher.places[tutor]:
        matcher.fill(tutor)
