"""Between a person's wish to be erased and the erasure itself, which is the work of `people`.

The request is the person's side of it, the erasure the organisation's: asked together, taken back together, and what
is still asked is settled when the erasure is done. One that staff call back leaves the request open: the person is
owed an answer in words (GDPR, article 12(4)).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accanto.accounts.models import User
from accanto.accounts.operations.door import KEEPER
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.mine.models import DataRequest, OwnPerson
from accanto.mine.words import RequestKind, RequestState
from accanto.people.erasing import Part
from accanto.people.models import Erasure
from accanto.people.operations.erasure import ask_erasure, call_back_erasure, own_erasures


def erasure_of(request: DataRequest) -> Erasure | None:
    """The erasure that a request to be erased led to: the one that waits, else the newest since it was asked."""
    if request.kind != RequestKind.ERASE:
        return None
    rows = Erasure.objects.visible_to(KEEPER).filter(
        person=request.person_id, organisation=request.organisation_id
    )
    newest = rows.order_by("-created_at", "-id").first()
    if newest is None or not newest.is_waiting and newest.created_at < request.created_at:
        return None
    return newest


def is_awaited() -> Q:
    """Of requests: those that an erasure which waits for its day will settle."""
    same = {"person": OuterRef("person"), "organisation": OuterRef("organisation")}
    waiting = Erasure.objects.visible_to(KEEPER).filter(**same, done_at=None, called_back_at=None)
    return Q(Exists(waiting.order_by()), kind=RequestKind.ERASE)


def ask_with(actor: Actor, person: OwnPerson, request: DataRequest) -> None:
    """The person's request asks for the erasure too, of what that organisation holds."""
    waiting = erasure_of(request)
    if waiting is not None and waiting.is_waiting:
        return  # a colleague of theirs asked for it before the person did
    if person.involvements.filter(organisation=request.organisation_id).exists():
        ask_erasure(actor, person=person, because=request.wrong, of=[request.organisation_id])


def call_back_with(actor: Actor, request: DataRequest) -> None:
    """Nothing is deleted: the person took it back, or was told why not."""
    erasure = erasure_of(request)
    if erasure is not None and erasure.is_waiting:
        call_back_erasure(actor, erasure=erasure)


def settle(actor: Actor, part: Part) -> None:
    """Whatever the person still asked of these organisations is done with when all of it is erased."""
    rows = DataRequest.objects.visible_to(KEEPER).filter(
        person__in=part.persons, organisation__in=part.organisations, state=RequestState.OPEN
    )
    values: dict[str, Any] = {
        "state": RequestState.DONE,
        "answered_on": timezone.localdate(),
        "answered_by": User.objects.filter(pk=actor.user_id).first(),
    }
    for row in rows:
        trail.change(actor, row, "data_request.answered", **values)


def with_erasures(actor: Actor, person: OwnPerson, requests: Iterable[DataRequest]) -> list[Any]:
    """The person's requests; each open one to be erased has its waiting `erasure`."""
    rows: list[Any] = list(requests)
    asked = [row for row in rows if row.is_open and row.kind == RequestKind.ERASE]
    found = own_erasures(actor, person=person) if asked else []
    waiting = {each.organisation_id: each for each in found if each.is_waiting}
    for row in asked:
        row.erasure = waiting.get(row.organisation_id)
    return rows
