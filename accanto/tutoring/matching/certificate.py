"""The proof that an answer is the best one. It needs the prices, whole numbers, and not the solver.

Any prices `p >= 0` bound every answer from below: `sum over people of y - sum over tutors of places * p`, where
`y = min(leave, min over the person's pairs of cost + p)` (weak duality). An answer that keeps to pairs and places
and costs exactly that bound is therefore the best. Everything is compared as whole numbers; no tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching.network import Network
from accanto.tutoring.matching.tables import Ints

#: So many pairs are looked at together, so that a proof needs little memory.
PIECE = 1 << 18
#: Prices are below, so that no sum of a cost and a price leaves 64 bits.
_MOST = 1 << 62


class NotOptimal(Exception):
    """The answer is not proven; `code` says what does not hold."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def certify(network: Network, tutor_of: Ints, price: Ints) -> int:
    """What the answer costs, proven to be the least. Raises NotOptimal.

    `tutor_of` holds a tutor's position, or -1, for each person; `price` a whole number for each tutor."""
    people, tutors = len(network.leave), len(network.places)
    if tutor_of.shape != (people,) or price.shape != (tutors,):
        raise NotOptimal("shape")
    if tutor_of.dtype.kind not in "iu" or price.dtype.kind not in "iu":
        raise NotOptimal("not_whole_numbers")
    if tutors and not 0 <= int(price.min()) <= int(price.max()) < _MOST:
        raise NotOptimal("price")
    _require_room(network, tutor_of)
    price = price.astype(np.int64, copy=False)
    cost = bound = 0
    for piece in pieces(network):
        cost += _cost(network, tutor_of, piece)
        bound += sum(least_of(network, price, piece).tolist())
    bound -= sum(places * each for places, each in zip(network.places.tolist(), price.tolist(), strict=True))
    if cost != bound:
        raise NotOptimal("not_the_least")
    return cost


@dataclass(frozen=True, slots=True)
class Piece:
    """Some people in a row: where the pairs of each begin among those of them all, and which pairs and people of the
    whole they are."""

    start: Ints
    pairs: slice
    people: slice

    @property
    def sizes(self) -> Ints:
        return self.start[1:] - self.start[:-1]


def pieces(network: Network) -> Iterator[Piece]:
    """All people, some `PIECE` pairs at a time."""
    begin, people = 0, len(network.leave)
    while begin < people:
        end = people
        if len(network.tutor) > PIECE:
            end = int(np.searchsorted(network.start, network.start[begin] + PIECE, side="right")) - 1
            end = min(people, max(begin + 1, end))
        start = network.start[begin : end + 1]
        yield Piece(start - start[0], slice(int(start[0]), int(start[-1])), slice(begin, end))
        begin = end


def _require_room(network: Network, tutor_of: Ints) -> None:
    """Raises NotOptimal where a tutor is not there, or has more people than places."""
    tutors = len(network.places)
    try:
        members = np.bincount(tutor_of + 1, minlength=tutors + 1)
    except ValueError as below:  # less than -1
        raise NotOptimal("unknown_tutor") from below
    if len(members) > tutors + 1:
        raise NotOptimal("unknown_tutor")
    if (members[1:] > network.places).any():
        raise NotOptimal("too_full")


def _cost(network: Network, tutor_of: Ints, piece: Piece) -> int:
    """Cost of all pairs, and of leaving out who has none. Raises NotOptimal where a pair is not in the network."""
    has = tutor_of[piece.people]
    chosen = (network.tutor[piece.pairs] == has.repeat(piece.sizes)).nonzero()[0]
    owners = piece.start.searchsorted(chosen, side="right") - 1
    placed = (has >= 0).nonzero()[0]
    if len(owners) != len(placed) or (owners != placed).any():
        raise NotOptimal("no_such_pair")
    left = network.leave[piece.people][has < 0]
    return sum(network.cost[piece.pairs][chosen].tolist()) + sum(left.tolist())


def least_of(network: Network, price: Ints, piece: Piece) -> Ints:
    """`y` of each person."""
    found = network.leave[piece.people].copy()
    some = piece.sizes.nonzero()[0]
    if len(some):
        paid = price.take(network.tutor[piece.pairs])
        paid += network.cost[piece.pairs]
        found[some] = np.minimum(found[some], np.minimum.reduceat(paid, piece.start[some]))
    return found
