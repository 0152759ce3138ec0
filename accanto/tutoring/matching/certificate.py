"""The proof that an answer is the best one. It needs the prices, whole numbers, and not the solver.

Any prices `p >= 0` bound every answer from below: `sum over people of y - sum over tutors of places * p`, where
`y = min(leave, min over the person's pairs of cost + p)` (weak duality). An answer that keeps to pairs and places
and costs exactly that bound is therefore the best. Everything is compared as whole numbers; no tolerance."""

from __future__ import annotations

import numpy as np

from accanto.tutoring.matching.network import Network
from accanto.tutoring.matching.tables import Ints


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
    if not (np.issubdtype(tutor_of.dtype, np.integer) and np.issubdtype(price.dtype, np.integer)):
        raise NotOptimal("not_whole_numbers")
    if people and (int(tutor_of.min()) < -1 or int(tutor_of.max()) >= tutors):
        raise NotOptimal("unknown_tutor")
    if tutors and int(price.min()) < 0:
        raise NotOptimal("negative_price")
    placed = tutor_of >= 0
    if np.any(np.bincount(tutor_of[placed], minlength=tutors) > network.places):
        raise NotOptimal("too_full")
    costs = _costs(network, tutor_of, placed)
    cost = sum(costs.tolist()) + sum(network.leave[~placed].tolist())
    bound = sum(_least(network, price).tolist())
    bound -= sum(places * each for places, each in zip(network.places.tolist(), price.tolist(), strict=True))
    if cost != bound:
        raise NotOptimal("not_the_least")
    return int(cost)


def _costs(network: Network, tutor_of: Ints, placed: Ints) -> Ints:
    """Cost of each placed person's pair, in their order."""
    of_pair = np.repeat(tutor_of.astype(network.tutor.dtype), np.diff(network.start))
    chosen = np.flatnonzero(network.tutor == of_pair)
    owners = np.searchsorted(network.start, chosen, side="right") - 1
    if not np.array_equal(owners, np.flatnonzero(placed)):
        raise NotOptimal("no_such_pair")
    return network.cost[chosen]


def _least(network: Network, price: Ints) -> Ints:
    """`y` of each person."""
    found = network.leave.astype(np.int64).copy()
    sizes = np.diff(network.start)
    some = np.flatnonzero(sizes)
    if len(some):
        paid = price.take(network.tutor)
        paid += network.cost
        found[some] = np.minimum(found[some], np.minimum.reduceat(paid, network.start[some]))
    return found
