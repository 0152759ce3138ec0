"""Boards that are too large to be worked out while someone waits: a job does it, and everyone who sees the same rows
shares what it found.

For each project and each sight of its rows, the site's cache (one for all workers) holds the last board that was
proven: the problem and its answer, sealed, for a day; and, while it is being worked out, how far that is. A cache may
forget: then it is worked out again.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.utils import timezone

from accanto.cases.models import Need
from accanto.core.actor import Actor, reach_of
from accanto.core.ids import uuid7
from accanto.core.models import Record
from accanto.core.sealed import SealBroken, seal, unseal
from accanto.network.models import Project
from accanto.people.models import Consent, LanguageSkill
from accanto.tutoring.matching.plain import plain, problem_from
from accanto.tutoring.matching.problem import Problem
from accanto.tutoring.matching.resume import Answer
from accanto.tutoring.models import Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.problem_of import Told, waiting_requests

#: Up to so many who wait, the pairs are worked out within the page.
AT_ONCE = 1_500
#: A board is kept for so long. A run of which nothing was heard for so long is lost.
_KEPT, _LOST = timedelta(days=1), timedelta(minutes=10)
#: A run that nobody has begun after so long has no worker.
_BEGUN_WITHIN = timedelta(minutes=1)
#: After a board was worked out, so long passes before the next is, however much is written.
_REST = timedelta(seconds=20)
#: What decides who is on a board: the tables that `problem_of` reads, and the capability it reads them by.
_READ: tuple[tuple[type[Record], str | None], ...] = (
    (TutorRequest, "matching.see"), (Match, "matching.see"), (Tutor, "tutors.see"), (Consent, None), (Tutoring, None),
    (LanguageSkill, None), (Need, None),
)  # fmt: skip
#: Sights that this worker worked out, by reach and day.
_sights: dict[Any, str] = {}
_MOST_SIGHTS = 200


@dataclass(frozen=True)
class Run:
    """How far a board is: "asked", "reading", "solving", or "failed" with the code of why. `version` is that of the
    data when it was asked for."""

    state: str
    version: str
    since: datetime
    code: str = ""

    @property
    def late(self) -> bool:
        """Asked for a while ago, and nobody began: no worker runs."""
        return self.state == "asked" and timezone.now() - self.since > _BEGUN_WITHIN


@dataclass(frozen=True)
class Made:
    """When a board was worked out, and of which data; where it lies (`key`), and its digest."""

    version: str
    day: date
    at: datetime
    key: str
    digest: str

    @property
    def rests(self) -> bool:
        return timezone.now() - self.at < _REST


@dataclass(frozen=True)
class Stored:
    """The last board that was proven."""

    problem: Problem
    answer: Answer
    told: Told


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for cycles: among hundreds of thousands of new rows, none of which is in a cycle, it
    takes three times as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def is_large(actor: Actor, project: Project) -> bool:
    return waiting_requests(actor, project).order_by().count() > AT_ONCE


def sight_of(actor: Actor) -> str:
    """The same for two who see the same rows of all that a board is made of; "" for one whose sight is not told by
    their roles alone."""
    reach = reach_of(actor)
    if reach is None:
        return ""
    key = (repr(reach), timezone.localdate())
    if key not in _sights:
        while len(_sights) >= _MOST_SIGHTS:
            _sights.pop(next(iter(_sights)), None)
        said = [_condition(model, actor, capability) for model, capability in _READ]
        _sights[key] = hashlib.sha256(repr(said).encode()).hexdigest()[:32]
    return _sights[key]


def _condition(model: type[Record], actor: Actor, capability: str | None) -> str:
    """What the database is asked for, with its values: a condition's own words would hold addresses in memory."""
    try:
        return str(model.objects.visible_to(actor, capability).order_by().only("pk").query)
    except EmptyResultSet:
        return ""


def place_of(project: Project, sight: str) -> str:
    return f"board:{project.pk}:{sight}"


def made(place: str) -> Made | None:
    found: Made | None = cache.get(f"{place}:made")
    return found


def stored(place: str, known: Made) -> Stored | None:
    """The board itself. None where the cache forgot it, or it does not open."""
    token = cache.get(f"{place}:{known.key}")
    if not token:
        return None
    try:
        plain_text = zlib.decompress(base64.b64decode(unseal(token, place=place)))
    except SealBroken:
        return None
    with uncollected():
        said = json.loads(plain_text)
        problem = problem_from(said["problem"])
    told = Told(problem, tuple(said["without_consent"]), said["broken"])
    return Stored(problem, Answer(**said["answer"]), told)


def store(place: str, version: str, digest: str, told: Told, answer: Answer) -> None:
    said = {
        "problem": plain(told.problem),
        "answer": asdict(answer),
        "without_consent": [str(key) for key in told.without_consent],
        "broken": {key: str(match) for key, match in told.broken.items()},
    }
    token = seal(base64.b64encode(zlib.compress(json.dumps(said).encode(), 1)).decode(), place=place)
    before, key = made(place), uuid7().hex
    cache.set(f"{place}:{key}", token, int(_KEPT.total_seconds()))
    _say(place, version, key, digest)
    if before is not None:
        cache.delete(f"{place}:{before.key}")


def keep(place: str, version: str, known: Made) -> None:
    """What is stored is the board of this version too: nothing of it has changed."""
    _say(place, version, known.key, known.digest)


def _say(place: str, version: str, key: str, digest: str) -> None:
    now = Made(version, timezone.localdate(), timezone.now(), key, digest)
    cache.set(f"{place}:made", now, int(_KEPT.total_seconds()))


def run(place: str) -> Run | None:
    found: Run | None = cache.get(f"{place}:run")
    return found


def note(place: str, state: str, version: str, code: str = "") -> None:
    cache.set(f"{place}:run", Run(state, version, timezone.now(), code), int(_LOST.total_seconds()))


def done(place: str) -> None:
    cache.delete(f"{place}:run")


def ask(actor: Actor, project: Project, sight: str, version: str) -> None:
    """Have a board worked out, unless someone asked for it already."""
    place = place_of(project, sight)
    if not cache.add(f"{place}:run", Run("asked", version, timezone.now()), int(_LOST.total_seconds())):
        known = run(place)
        if known is None or known.state != "failed" or known.version == version:
            return
        note(place, "asked", version)
    enqueue(str(project.pk), str(actor.user_id), sight)


def enqueue(project: str, user: str, sight: str) -> Any:
    from accanto.tutoring.jobs import solve_board

    return solve_board.enqueue(project, user, sight)
