"""A project's solved board, kept in memory: a look at it solves nothing again.

Two keys. By the version of the data and the actor's reach (as in ADR 0008) the rows need not even be read; by the
digest of the problem the answer need not be found again when what was written has nothing to do with it. What a
board says is the same for the same digest, so a form carries the digest of the board that its reader saw.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from dataclasses import asdict, dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from django.utils import timezone

from accanto.core.actor import Actor, reach_of
from accanto.network.models import Project
from accanto.privacy.reading import data_version
from accanto.tutoring.matching.board import Board
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.matching.problem import Problem, Refused
from accanto.tutoring.matching.reasons import Wanted, wanted
from accanto.tutoring.problem_of import Told, problem_of

log = logging.getLogger(__name__)
T = TypeVar("T")
#: So many boards each worker keeps: what one takes in memory grows with its possible pairs.
_BOARDS, _LOOKS = 6, 24
#: Letters of a digest that a form carries.
_SHORT = 16


class _Newest(Generic[T]):
    """The values that were asked for last, by key."""

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, Lock()
        self._kept: OrderedDict[Any, T] = OrderedDict()

    def get(self, key: Any) -> T | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Any, value: T) -> T:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


@dataclass
class Solved:
    """A board whose answer was proven. `proof` is the digest of the problem, the answer and the prices that prove it:
    whoever has the three can check the proof without the engine's solver (`matching.certificate`)."""

    digest: str
    board: Board

    @cached_property
    def proof(self) -> str:
        matcher = self.board.matcher
        said = (
            self.digest,
            matcher.tutor_of,
            matcher.price,
            sorted(self.board.locked.items()),
            self.board.value,
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @cached_property
    def wanted(self) -> list[Wanted]:
        return wanted(self.board)

    @cached_property
    def totals(self) -> tuple[int, int]:
        return self.board.totals()


@dataclass(frozen=True)
class Look:
    """What an actor sees of a project's matching now. `failed` is the code of why nothing may be shown: the proof did
    not hold ("not_proven"), or the engine refused the problem; then there is no `solved`."""

    told: Told | None
    digest: str
    solved: Solved | None
    failed: str = ""


_looks: _Newest[Look] = _Newest(_LOOKS)
_boards: _Newest[Solved] = _Newest(_BOARDS)


def look(actor: Actor, project: Project) -> Look:
    """The board as it is now, from memory where nothing was written since."""
    version, reach = data_version(), reach_of(actor)  # the version first: never older than the rows
    key = (version, project.pk, repr(reach), timezone.localdate())
    known = _looks.get(key) if version and reach is not None else None
    if known is not None and not known.failed:
        return known
    found = _look(actor, project)
    return _looks.put(key, found) if version and reach is not None else found


def kept_board(digest: str) -> Solved | None:
    """The board that someone saw before, if this worker still has it."""
    return _boards.get(digest) if digest else None


def forget() -> None:
    """For tests, and for measuring: as after a restart."""
    _looks.clear()
    _boards.clear()


def _look(actor: Actor, project: Project) -> Look:
    try:
        told = problem_of(actor, project)
    except Refused as refused:
        log.error("matching: project %s makes no problem: %s", project.key, refused)
        return Look(None, "", None, refused.code)
    digest = digest_of(told.problem)
    solved = _boards.get(digest)
    if solved is None:
        try:
            solved = _boards.put(digest, Solved(digest, Board(told.problem)))
        except NotOptimal as failed:
            log.critical("matching: project %s: the answer is not proven: %s", project.key, failed.code)
            return Look(told, digest, None, "not_proven")
        except Refused as refused:
            log.error("matching: project %s cannot be solved: %s", project.key, refused)
            return Look(told, digest, None, refused.code)
    return Look(told, digest, solved)


def digest_of(problem: Problem) -> str:
    """Of everything that the answer depends on, whatever the order in which it came."""
    said = hashlib.sha256(repr(sorted(asdict(problem.policy).items())).encode())
    for one in (*problem.people, *problem.tutors):
        said.update(repr(_plain(one)).encode())
    said.update(repr(problem.locks).encode())
    return said.hexdigest()[:_SHORT]


def _plain(one: Any) -> list[Any]:
    values = (getattr(one, name) for cls in type(one).__mro__ for name in getattr(cls, "__slots__", ()))
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]
