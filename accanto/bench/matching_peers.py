"""Other solvers on one instance: a script of its own, run by a Python that has one of them.

    PYTHON matching_peers.py NAME INSTANCE.npz      says a line of JSON: cpu (s, arrays in to answer out), people, points

Each is asked for most people, then most points, in the way that it is meant to be used.
"""

from __future__ import annotations

import copy
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

#: More than all points together.
_MORE = 1000


class Instance:
    def __init__(self, file: str) -> None:
        with np.load(file) as arrays:
            self.start, self.tutor = arrays["start"].astype(np.int64), arrays["tutor"].astype(np.int64)
            self.score, self.places = arrays["score"].astype(np.int64), arrays["places"].astype(np.int64)
        self.people, self.tutors = len(self.start) - 1, len(self.places)
        self.person = np.repeat(np.arange(self.people), np.diff(self.start))
        self.leave = _MORE * (min(self.people, int(self.places.sum())) + 1)

    def only(self, people: np.ndarray) -> Instance:
        """The pairs of these people alone, tutors numbered anew."""
        part = copy.copy(self)
        sizes = np.diff(self.start)[people]
        part.start = np.concatenate(([0], np.cumsum(sizes)))
        at = np.repeat(self.start[people] - part.start[:-1], sizes) + np.arange(part.start[-1])
        tutors, part.tutor = np.unique(self.tutor[at], return_inverse=True)
        part.score, part.places = self.score[at], self.places[tutors]
        part.people, part.tutors = len(people), len(tutors)
        part.person = np.repeat(np.arange(part.people), sizes)
        return part

    def slots(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pairs of people and single places: person, place, index of the pair."""
        first = np.concatenate(([0], np.cumsum(self.places)))
        often = self.places[self.tutor]
        pair = np.repeat(np.arange(len(self.tutor)), often)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(often) - often, often)
        return self.person[pair], first[self.tutor[pair]] + within, pair


Answer = tuple[int, int]


def scipy(one: Instance) -> Answer:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    person, place, pair = one.slots()
    places = int(one.places.sum())
    out = np.arange(one.people)
    rows = np.concatenate((person, out))
    columns = np.concatenate((place, places + out))  # a place of one's own, which is to be left out
    costs = np.concatenate((_MORE - one.score[pair] + 1, np.full(one.people, one.leave)))
    graph = csr_matrix((costs.astype(float), (rows, columns)), shape=(one.people, places + one.people))
    found, column = min_weight_full_bipartite_matching(graph)
    paid = np.asarray(graph[found, column]).ravel()
    placed = column < places
    return int(placed.sum()), int((_MORE + 1 - paid[placed]).sum())


def scipy_by_parts(one: Instance) -> Answer:
    """The same for people and tutors who touch: it is told which they are by scipy's own search."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    size = one.people + one.tutors
    graph = coo_matrix((np.ones(len(one.tutor)), (one.person, one.people + one.tutor)), shape=(size, size))
    _count, label = connected_components(graph.tocsr(), directed=False)
    some = np.flatnonzero(np.diff(one.start))
    order = some[np.argsort(label[some], kind="stable")]
    people = points = 0
    for part in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        found = scipy(one.only(part))
        people, points = people + found[0], points + found[1]
    return people, points


def ortools(one: Instance) -> Answer:
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = one.people + one.tutors, one.people + one.tutors + 1
    everyone, tutors = np.arange(one.people), one.people + np.arange(one.tutors)

    def add(tail: Any, head: Any, room: Any, cost: Any) -> Any:
        tail, head, room, cost = np.broadcast_arrays(tail, head, room, cost)
        return flow.add_arcs_with_capacity_and_unit_cost(tail.copy(), head.copy(), room.copy(), cost.copy())

    arcs = add(one.person, one.people + one.tutor, 1, _MORE - one.score)
    add(source, everyone, 1, 0)
    add(tutors, sink, one.places, 0)
    flow.set_node_supply(source, one.people)
    flow.set_node_supply(sink, -one.people)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("OR-Tools found no answer")
    used = flow.flows(arcs) > 0
    return int(used.sum()), int(one.score[used].sum())


def highs(one: Instance) -> Answer:
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    pairs = len(one.tutor)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = pairs, one.people + one.tutors
    program.col_cost_ = (_MORE - one.score - one.leave).astype(float)
    program.col_lower_, program.col_upper_ = np.zeros(pairs), np.ones(pairs)
    program.row_lower_ = np.full(program.num_row_, -highspy.kHighsInf)
    program.row_upper_ = np.concatenate((np.ones(one.people), one.places.astype(float)))
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.arange(0, 2 * pairs + 1, 2)
    program.a_matrix_.index_ = np.stack((one.person, one.people + one.tutor), axis=1).ravel()
    program.a_matrix_.value_ = np.ones(2 * pairs)
    solver.passModel(program)
    solver.run()
    used = np.array(solver.getSolution().col_value) > 0.5  # noqa: PLR2004
    return int(used.sum()), int(one.score[used].sum())


def mentor_match(one: Instance) -> Answer:
    """Mentors cloned for each place, one round: its Hungarian then finds the best of all."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data

    scores = dict(
        zip(zip(one.person.tolist(), one.tutor.tolist(), strict=True), one.score.tolist(), strict=True)
    )

    class Known:
        def apply(self, match: Any) -> int:
            score = scores.get((match.mentee.grade, match.mentor.grade))
            if score is None:
                match.disallowed = True
                return 0
            return one.leave + score

    some = np.flatnonzero(np.diff(one.start)).tolist()
    mentees = [Mentee(grade=person, email=f"c{person}") for person in some]
    clones = [(t, at) for t, places in enumerate(one.places.tolist()) for at in range(places)]
    mentors = [Mentor(grade=t, email=f"t{t}-{at}") for t, at in clones]
    process_data(mentors, mentees, [[Known()]])  # type: ignore[list-item]
    pairs = [(mentee.grade, mentor.grade) for mentee in mentees for mentor in mentee.mentors]
    return len(pairs), sum(scores[pair] for pair in pairs)


PEERS: dict[str, Callable[[Instance], Answer]] = {
    "scipy": scipy,
    "scipy-by-parts": scipy_by_parts,
    "ortools": ortools,
    "highs": highs,
    "mentor-match": mentor_match,
}


def main(name: str, file: str) -> None:
    solve, one = PEERS[name], Instance(file)
    base = _peak()
    solve(one)  # what is imported is not timed
    best = float("inf")
    for _run in range(3):
        begun = time.process_time()
        people, points = solve(one)
        best = min(best, time.process_time() - begun)
        if best > 5:  # noqa: PLR2004  seconds: no need for more
            break
    print(json.dumps({"cpu": best, "people": people, "points": points, "mb": _peak() - base}))


def _peak() -> float:
    """MB that this program ever held (as in `matching`, of which a script can have nothing)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
