"""Costs, places and what leaving someone out costs, as arrays; and the parts of it that do not touch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accanto.tutoring.matching.tables import Ints


@dataclass
class Network:
    """Costs by person (those of p are `start[p]:start[p + 1]` of `tutor` and `cost`, the cheapest first), places of
    tutors, and for each person the cost of leaving them out."""

    start: Ints
    tutor: Ints
    cost: Ints
    places: Ints
    leave: Ints

    @property
    def person(self) -> Ints:
        return np.repeat(np.arange(len(self.leave), dtype=np.int32), np.diff(self.start))


def network_from(person: Ints, tutor: Ints, cost: Ints, places: Ints, leave: Ints) -> Network:
    """Rows in the order that the engine wants, from pairs in any order."""
    order = np.lexsort((tutor, cost, person))
    start = np.zeros(len(leave) + 1, dtype=np.int64)
    np.cumsum(np.bincount(person, minlength=len(leave)), out=start[1:])
    return Network(start, tutor[order], cost[order], places, leave)


def only(network: Network, here: Ints) -> Network:
    """The network with pairs of these people alone (a flag for each); the others keep their positions."""
    kept = np.repeat(here, np.diff(network.start))
    start = np.zeros(len(here) + 1, dtype=np.int64)
    np.cumsum(np.where(here, np.diff(network.start), 0), out=start[1:])
    return Network(start, network.tutor[kept], network.cost[kept], network.places, network.leave)


def parts(network: Network) -> Ints:
    """For each person the number of their part: those whose pairs touch, directly or by others, share one. Numbers
    are the least position in the part; who has no pairs is a part alone."""
    person, tutor = network.person, network.tutor
    label = np.arange(len(network.leave), dtype=np.int32)
    of_tutor = np.full(len(network.places), len(label), dtype=np.int32)
    while True:
        np.minimum.at(of_tutor, tutor, label[person])
        lowest = label.copy()
        np.minimum.at(lowest, person, of_tutor[tutor])
        lowest = lowest[lowest]
        if np.array_equal(lowest, label):
            return label
        label = lowest


def part_of(network: Network, people: Ints) -> tuple[Network, Ints]:
    """The network of these people alone (whole parts), and the positions of its tutors in the whole."""
    sizes = np.diff(network.start)[people]
    start = np.concatenate(([0], np.cumsum(sizes)))
    tutor, cost = network.tutor, network.cost
    if start[-1] < len(tutor):  # else nobody else has pairs, and nothing needs to be copied
        at = np.repeat(network.start[people] - start[:-1], sizes) + np.arange(start[-1])
        tutor, cost = tutor[at], cost[at]
    seen = np.zeros(len(network.places), dtype=bool)
    seen[tutor] = True
    tutors = np.flatnonzero(seen)
    number = np.cumsum(seen, dtype=np.int32) - 1
    return Network(start, number.take(tutor), cost, network.places[tutors], network.leave[people]), tutors
