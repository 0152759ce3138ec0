"""A project's solved board, kept in memory: a look at it solves nothing again.

Two keys. By the version of the data and the actor's sight of its rows (as in ADR 0008) the rows need not even be read; by the
digest of the problem the answer need not be found again when what was written has nothing to do with it. What a
board says is the same for the same digest, so a form carries the digest of the board that its reader saw.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from django.utils import timezone

from accanto.core.actor import Actor
from accanto.network.models import Project
from accanto.privacy.reading import data_version
from accanto.tutoring import large
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
    not hold ("not_proven"), or the engine refused the problem; then there is no `solved`.

    A large board is worked out by a job: `made_at` is set where what is shown is older than the data, `run` while a
    new one is being worked out; without `solved` there is none to be shown yet."""

    told: Told | None
    digest: str
    solved: Solved | None
    failed: str = ""
    made_at: datetime | None = None
    run: large.Run | None = None


_looks: _Newest[Look] = _Newest(_LOOKS)
_boards: _Newest[Solved] = _Newest(_BOARDS)
_restorations: _Newest[Look] = _Newest(_BOARDS)


def look(actor: Actor, project: Project) -> Look:
    """The board as it is now, from memory where nothing was written since; of a large one the last that a job found."""
    version, sight = data_version(), large.sight_of(actor)  # the version first: never older than the rows
    if not (version and sight):
        return _look(actor, project)
    key = (version, project.pk, sight, timezone.localdate())
    known = _looks.get(key)
    if known is not None and not known.failed:
        return known
    if large.is_large(actor, project):
        found = _shared(actor, project, sight, version)
        return found if found.made_at or found.solved is None else _looks.put(key, found)
    return _looks.put(key, _look(actor, project))


def _shared(actor: Actor, project: Project, sight: str, version: str) -> Look:
    """A large board: what was found last, and what is being done about what was written since."""
    place = large.place_of(project, sight)
    if _is_old(made := large.made(place), version) and not (made and made.rests):
        large.ask(actor, project, sight, version)
        made = large.made(place)  # where jobs run at once
    run = large.run(place)
    if run is not None and run.state == "failed":
        return Look(None, "", None, run.code)
    found = _restored(place, made) if made else None
    if made is None or found is None:
        return Look(None, "", None, run=run)
    return replace(found, made_at=made.at if _is_old(made, version) else None, run=run)


def _is_old(made: large.Made | None, version: str) -> bool:
    return made is None or made.version != version or made.day != timezone.localdate()


def _restored(place: str, made: large.Made) -> Look | None:
    """A board that a job found, proven again here. None where it is there no more."""
    known = _restorations.get((place, made.key))
    if known is None:
        stored = large.stored(place, made)
        if stored is None:
            return None
        solved = Solved(made.digest, Board(stored.problem, stored.answer))
        known = Look(stored.told, made.digest, _boards.put(made.digest, solved))
        _restorations.put((place, made.key), known)
    return known


def work_out(actor: Actor, project: Project, sight: str) -> str:
    """A large board, from the rows to what everyone with this sight shares. What was found last is gone on from, so
    that only what has changed is searched, and of equally good pairs those stay that were seen. Returns what was
    done; what cannot be shown is noted with its code."""
    place, version = large.place_of(project, sight), data_version()
    large.note(place, "reading", version)
    try:
        with large.uncollected():
            told = problem_of(actor, project)
        digest, made = digest_of(told.problem), large.made(place)
        last = large.stored(place, made) if made else None
        if made and last and digest == made.digest and last.told.beside == told.beside:
            large.keep(place, version, made)
            large.done(place)
            return "nothing has changed"
        large.note(place, "solving", version)
        board = Board(told.problem, last.answer if last else None)
    except (Refused, NotOptimal) as failed:
        code = "not_proven" if isinstance(failed, NotOptimal) else failed.code
        log.critical("matching: project %s: no board may be shown: %s (%s)", project.key, code, failed)
        large.note(place, "failed", version, code)
        return code
    large.store(place, version, digest, told, board.answer())
    large.done(place)
    return f"{len(board.people)} persons, {board.totals()[0]} with a tutor"


def kept_board(digest: str) -> Solved | None:
    """The board that someone saw before, if this worker still has it."""
    return _boards.get(digest) if digest else None


def forget() -> None:
    """For tests, and for measuring: as after a restart."""
    for each in (_looks, _boards, _restorations):
        each.clear()


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
