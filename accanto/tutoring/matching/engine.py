"""The optimum: each person in turn by a shortest augmenting path, with integer prices of the tutors as its proof.

For a price `p >= 0` of every tutor, a person would pay at least `y = min(leave, min(cost + price))`. The state holds
the invariants of an optimum (complementary slackness) for the people who are in it:

- who has a tutor pays exactly `y` there; who has none has `y = leave`;
- a tutor with a price above 0 is full.

`place` puts one more person in, `fill` gives a freed place away, `push_out` takes one away from a full tutor: each
restores the invariants with one search of Dijkstra's kind over reduced costs, so that every change is exact and
touches little. Rows are sorted by cost: a search leaves a row as soon as the rest cannot be better.

Sources: Tomizawa (1971) and Edmonds and Karp (1972) for the potentials; Ahuja, Magnanti, Orlin, Network Flows, 9.7.
"""

from __future__ import annotations

from collections.abc import Container
from heapq import heappop, heappush

import numpy as np

from accanto.tutoring.matching.certificate import certify
from accanto.tutoring.matching.network import Network, network_from, only
from accanto.tutoring.matching.tables import Ints

#: So many of a row's cheapest pairs are read first, then each time so many times more; most searches need no more
#: than the first.
_HEAD, _MORE = 24, 4
NOBODY = -1
#: Bits for the position of a pair.
_PLACE = 40
#: More than anything costs (levels keep below it).
_FAR = 1 << 62

Row = tuple[tuple[int, int], ...]  # (cost, tutor), the cheapest first


class Matcher:
    """A network, who stands where, and the prices. Lists are shared by `fork` until one side writes a row."""

    def __init__(self, network: Network) -> None:
        people, tutors = len(network.leave), len(network.places)
        self.network = network
        self.leave: list[int] = network.leave.tolist()
        self.places: list[int] = network.places.tolist()
        self.price = [0] * tutors
        self.tutor_of = [NOBODY] * people
        self.paid = [0] * people  # cost of the pair that the person is in
        self.here = [False] * people  # whether the person takes part
        self.members: list[tuple[int, ...]] = [()] * tutors
        self.pieces: list[tuple[Row, ...]] = [()] * people  # of the row, as far as it was read
        self.rows: list[Row | None] = [None] * people
        self.columns: list[Row | None] = [None] * tutors
        #: By tutor, what changed since the network was read: people who can no longer, and (cost, person) who can.
        self.gone: dict[int, frozenset[int]] = {}
        self.more: dict[int, Row] = {}
        self._by_tutor: tuple[Ints, Ints, Ints] | None = None

    def solve(self, without: Container[int] = ()) -> Matcher:
        """Everyone in, in order, but for some who take no part."""
        for person in range(len(self.leave)):
            if not self.here[person] and person not in without:
                self.place(person)
        return self

    def fork(self) -> Matcher:
        """The same state, to try something on: what is changed there is not changed here."""
        twin = object.__new__(Matcher)
        for name, value in self.__dict__.items():
            setattr(twin, name, value.copy() if isinstance(value, list | dict) else value)
        return twin

    # ---- reading

    def piece(self, person: int, at: int) -> Row:
        """The next pairs of a row, some `_HEAD` first, then more each time; empty after the last."""
        known = self.pieces[person]
        if at == len(known):
            row = self.rows[person]
            begin = _HEAD * (_MORE**at - 1) // (_MORE - 1)
            end = begin + _HEAD * _MORE**at
            found = self._read(person, begin, end) if row is None else row[begin:end]
            self.pieces[person] = (*known, found)
            return found
        return known[at]

    def row(self, person: int) -> Row:
        """All pairs of a person, the cheapest first."""
        found = self.rows[person]
        if found is None:
            found = self.rows[person] = self._read(person, 0, None)
        return found

    def _read(self, person: int, begin: int, end: int | None) -> Row:
        first, last = int(self.network.start[person]), int(self.network.start[person + 1])
        part = slice(min(last, first + begin), last if end is None else min(last, first + end))
        return tuple(
            zip(self.network.cost[part].tolist(), self.network.tutor[part].tolist(), strict=True),
        )

    def column(self, tutor: int) -> Row:
        """All pairs of a tutor, as (cost, person)."""
        found = self.columns[tutor]
        if found is None:
            pairs: list[tuple[int, int]] = []
            if tutor < len(self.network.places):
                start, person, cost = self.transposed()
                part = slice(int(start[tutor]), int(start[tutor + 1]))
                pairs = list(zip(cost[part].tolist(), person[part].tolist(), strict=True))
            gone = self.gone.get(tutor, frozenset())
            kept = [pair for pair in pairs if pair[1] not in gone] if gone else pairs
            found = self.columns[tutor] = (*kept, *self.more.get(tutor, ()))
        return found

    def transposed(self) -> tuple[Ints, Ints, Ints]:
        """The network by tutor. Read once; a fork that was made before reads it again."""
        if self._by_tutor is None:
            net = self.network
            at = np.arange(len(net.tutor), dtype=np.int64)
            order = np.sort(net.tutor.astype(np.int64) << _PLACE | at) & (
                (1 << _PLACE) - 1
            )  # faster than argsort
            person = np.repeat(np.arange(len(net.start) - 1, dtype=np.int32), np.diff(net.start))
            start = np.zeros(len(net.places) + 1, dtype=np.int64)
            np.cumsum(np.bincount(net.tutor, minlength=len(net.places)), out=start[1:])
            self._by_tutor = (start, person[order], net.cost[order])
        return self._by_tutor

    def pays(self, person: int) -> int:
        """What someone who takes part pays in all: their pair and its tutor's price, or being left out."""
        tutor = self.tutor_of[person]
        return self.leave[person] if tutor == NOBODY else self.paid[person] + self.price[tutor]

    # ---- growing

    def set_row(self, person: int, row: Row) -> None:
        self.rows[person] = row
        self.pieces[person] = ()

    def grow_people(self, leave: int) -> int:
        """Room for one more person, who has no pairs yet."""
        self.leave.append(leave)
        self.tutor_of.append(NOBODY)
        self.paid.append(0)
        self.here.append(False)
        self.pieces.append(())
        self.rows.append(())
        return len(self.leave) - 1

    def grow_tutors(self) -> int:
        """Room for one more tutor, who has no places and no pairs yet."""
        self.places.append(0)
        self.price.append(0)
        self.members.append(())
        self.columns.append(None)
        return len(self.places) - 1

    # ---- the three searches

    def place(self, person: int) -> None:
        """Put one more person in: they get a tutor, or another of their path or they are left out, whichever costs
        least."""
        self.here[person] = True
        self.tutor_of[person] = NOBODY
        self._search(person=person, tutor=NOBODY)

    def push_out(self, tutor: int) -> None:
        """A tutor with more members than places: one of them goes elsewhere, or out, as costs least in all."""
        self._search(person=NOBODY, tutor=tutor)

    def _search(self, *, person: int, tutor: int) -> None:
        """Dijkstra over reduced costs from a person, or from a tutor who is one too full."""
        price, members, paid = self.price, self.members, self.paid
        far: dict[int, int] = {}
        by: dict[int, tuple[int, int]] = {}  # who comes, and what the pair costs
        queue: list[tuple[int, int]] = []
        best, free, out = _FAR, NOBODY, NOBODY
        if person != NOBODY:
            best, out = self.leave[person], person
            best, free = self._scan(person, 0, best, NOBODY, far, by, queue)
        else:
            far[tutor] = 0
            queue.append((0, tutor))
        done: list[int] = []
        while queue:
            d, t = heappop(queue)
            if d >= best:
                break
            if d != far[t]:
                continue
            done.append(t)
            for other in members[t]:
                offset = d - paid[other] - price[t]
                left = offset + self.leave[other]
                if left < best:
                    best, free, out = left, NOBODY, other
                best, free = self._scan(other, offset, best, free, far, by, queue)
        for t in done:
            price[t] += best - far[t]
        self._walk(free, out, by, person)

    def _scan(
        self,
        person: int,
        offset: int,
        best: int,
        free: int,
        far: dict[int, int],
        by: dict[int, tuple[int, int]],
        queue: list[tuple[int, int]],
    ) -> tuple[int, int]:
        """Look along a person's row; what is found is in `far`, `by`, `queue`; the best end so far is returned."""
        price, places, members = self.price, self.places, self.members
        known, at = self.pieces[person], 0
        part = known[0] if known else self.piece(person, 0)
        while part:
            for cost, t in part:
                d = offset + cost
                if d >= best:
                    return best, free
                d += price[t]
                if d < best and d < far.get(t, best):
                    far[t] = d
                    by[t] = (person, cost)
                    if len(members[t]) < places[t]:
                        best, free = d, t
                    else:
                        heappush(queue, (d, t))
            at += 1
            part = known[at] if at < len(known) else self.piece(person, at)
        return best, free

    def _walk(self, free: int, out: int, by: dict[int, tuple[int, int]], root: int) -> None:
        """Carry the path out, from its end to its root."""
        if free == NOBODY:
            if out == root:
                return
            free = self.leave_place(out)
        while free in by:
            mover, cost = by[free]
            before = self.tutor_of[mover]
            self.stand(mover, free, cost)
            if before == NOBODY:
                return
            free = before

    def fill(self, tutor: int) -> None:
        """A free place of a tutor with a price: someone who gains by it comes, or the price falls to 0."""
        price = self.price
        far = {tutor: 0}
        # From where (nobody too): who, to whom, what that pair costs.
        goes: dict[int, tuple[int, int, int]] = {}
        queue = [(0, tutor)]
        best, opened = price[tutor], tutor
        done: list[int] = []
        while queue:
            d, t = heappop(queue)
            if d >= best:
                break
            if d != far[t]:
                continue
            done.append(t)
            best, opened = self._scan_column(t, d + price[t], (best, opened), far, goes, queue)
        for t in done:
            price[t] -= best - far[t]
        while opened != tutor:
            person, to, cost = goes[opened]
            self.stand(person, to, cost)
            opened = to

    def _scan_column(
        self,
        tutor: int,
        base: int,
        end: tuple[int, int],
        far: dict[int, int],
        goes: dict[int, tuple[int, int, int]],
        queue: list[tuple[int, int]],
    ) -> tuple[int, int]:
        """Who would come to a tutor; `far`, `goes`, `queue` hold the tutors whom they would leave. The best end of
        the path is returned, the one so far or a better: what it costs, and the tutor who loses one (or nobody)."""
        price, tutor_of, paid, here = self.price, self.tutor_of, self.paid, self.here
        best, opened = end
        for cost, person in self.column(tutor):
            m = tutor_of[person]
            if m == NOBODY:
                left = base + cost - self.leave[person]
                if left < best and here[person]:
                    best, opened = left, NOBODY
                    goes[NOBODY] = (person, tutor, cost)
                continue
            left = base + cost - paid[person] - price[m]
            if left < best and left < far.get(m, best):
                far[m] = left
                goes[m] = (person, tutor, cost)
                heappush(queue, (left, m))
                if left + price[m] < best:
                    best, opened = left + price[m], m
        return best, opened

    def has_room(self, tutor: int) -> bool:
        return len(self.members[tutor]) < self.places[tutor]

    def stand(self, person: int, tutor: int, cost: int) -> None:
        """Put a person beside a tutor, who has room; a pair of this cost."""
        self.leave_place(person)
        self.tutor_of[person] = tutor
        self.members[tutor] += (person,)
        self.paid[person] = cost

    def leave_place(self, person: int) -> int:
        """The tutor whose place is free now, or NOBODY."""
        before = self.tutor_of[person]
        if before != NOBODY:
            self.members[before] = tuple(one for one in self.members[before] if one != person)
            self.tutor_of[person] = NOBODY
        return before

    # ---- what was found

    @property
    def value(self) -> int:
        """What it costs in all; the less the better."""
        return sum(
            self.leave[p] if self.tutor_of[p] == NOBODY else self.paid[p]
            for p in range(len(self.leave))
            if self.here[p]
        )

    def least(self, person: int) -> int:
        """What the person pays at least at these prices (their dual value)."""
        return min((cost + self.price[t] for cost, t in self.row(person)), default=self.leave[person])

    def certify(self) -> int:
        """The value, proven to be the least from the rows as they are now; raises NotOptimal."""
        return certify(self.as_network(), self.answer(), np.array(self.price, dtype=np.int64))

    def answer(self) -> Ints:
        return np.array(self.tutor_of, dtype=np.int64)

    def as_network(self) -> Network:
        """The network with all changes; who does not take part has no pairs, and costs nothing."""
        net, here = self.network, np.array(self.here, dtype=bool)
        places = np.array(self.places, dtype=np.int64)
        leave = np.where(here, np.array(self.leave, dtype=np.int64), 0)
        if not (self.gone or self.more or len(here) > len(net.leave)):
            whole = Network(net.start, net.tutor, net.cost, places, leave)
            return whole if here.all() else only(whole, here)
        person, tutor, cost = net.person, net.tutor, net.cost
        kept = here[person]
        for t, gone in self.gone.items():
            for p in gone:
                begin, end = net.start[p : p + 2].tolist()
                kept[begin:end] &= tutor[begin:end] != t
        more = [(p, t, c) for t, row in self.more.items() for c, p in row if here[p]]
        added = np.array(more, dtype=np.int64).reshape(-1, 3).T
        person, tutor, cost = (
            np.concatenate((old[kept], new)) for old, new in zip((person, tutor, cost), added, strict=True)
        )
        return network_from(person, tutor, cost, places, leave)
