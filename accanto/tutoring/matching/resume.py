"""To go on from an answer: the same rows give the same pairs without a search, changed rows a new best with few.

Any prices may be begun with: pairs that pay the least at these prices stay, places that are free at a price are given
away or lose it, and whoever is left is put in as from scratch. So the answer is exact whatever was kept, and where
several are equally good, the one that people have seen stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching import changes
from accanto.tutoring.matching.certificate import least_of, pieces
from accanto.tutoring.matching.engine import NOBODY, Matcher
from accanto.tutoring.matching.network import Network
from accanto.tutoring.matching.tables import Ints


@dataclass(frozen=True)
class Answer:
    """By keys: who stands beside whom, what prices proved it (0 where not said), and for how many pairs the levels
    were made in which the prices are."""

    tutor_of: dict[str, str]
    price: dict[str, int]
    pairs: int


def resume(matcher: Matcher, tutor_of: Ints, price: Ints, without: frozenset[int]) -> Matcher:
    """The best answer, from these pairs (a tutor or -1 for each person) and prices. `without` take no part; nobody
    may be in the matcher yet."""
    matcher.price = price.tolist()
    least, paid = _paid(matcher.network, tutor_of, price)
    for person, tutor in enumerate(tutor_of.tolist()):
        if person in without:
            continue
        if tutor == NOBODY:
            matcher.here[person] = bool(least[person] == matcher.leave[person])
        elif paid[person] + price[tutor] == least[person] and matcher.has_room(tutor):
            matcher.here[person] = True
            matcher.stand(person, tutor, int(paid[person]))
    for tutor in range(len(matcher.places)):
        changes.settle(matcher, tutor)
    return matcher.solve(without)


def _paid(network: Network, tutor_of: Ints, price: Ints) -> tuple[Ints, Ints]:
    """What each person pays at least at these prices; and the cost of the pair that is kept, or more than any."""
    least = np.concatenate([network.leave[:0], *(least_of(network, price, each) for each in pieces(network))])
    paid = np.full(len(tutor_of), 1 << 61, dtype=np.int64)
    for each in pieces(network):
        has = tutor_of[each.people].repeat(each.sizes)
        chosen = ((network.tutor[each.pairs] == has) & (has >= 0)).nonzero()[0]
        owners = each.start.searchsorted(chosen, side="right") - 1 + each.people.start
        paid[owners] = network.cost[each.pairs][chosen]
    return least, paid
