"""Messages between a person and those who follow them: written, read, answered."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.mine.models import Message, OwnCase
from accanto.mine.words import CASE_CLOSED, MESSAGES_ENOUGH

#: Messages that one person may send in a day: nobody reads more.
MOST = 20


@transaction.atomic
def write_message(actor: Actor, *, case: OwnCase, text: str) -> Message:
    """A person writes to those who follow them. Raises ValidationError where nobody would read it."""
    if not allowed_on(actor, "own.ask", case):
        raise NotAllowed
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(CASE_CLOSED)
    since = timezone.now() - timedelta(days=1)
    mine = Message.objects.visible_to(actor).filter(case=case.pk, by_person=True, created_at__gt=since)
    if mine.count() >= MOST:
        raise ValidationError({"text": MESSAGES_ENOUGH})
    return _write(actor, case, text, by_person=True)


@transaction.atomic
def answer_message(actor: Actor, *, case: Case, text: str) -> Message:
    """Someone of the organisation answers; what the person wrote before is read by then."""
    if not allowed_on(actor, "messages.answer", case):
        raise NotAllowed
    mark_read(actor, case=case)
    return _write(actor, case, text, by_person=False)


def mark_read(actor: Actor, *, case: Case) -> int:
    """What the other side wrote was read now. Returns how many were new."""
    own = isinstance(case, OwnCase)
    if not allowed_on(actor, "own.see" if own else "messages.answer", case):
        raise NotAllowed
    rows = Message.objects.visible_to(actor).filter(case=case.pk, by_person=not own, seen_at=None)
    new = list(rows.select_related("case"))
    for row in new:
        trail.change(actor, row, "message.read", seen_at=timezone.now())
    return len(new)


def _write(actor: Actor, case: Case, text: str, *, by_person: bool) -> Message:
    author = User.objects.filter(pk=actor.user_id).first()
    row = Message(case=case, by_person=by_person, author=author, text=text.strip())
    return trail.create(actor, row, "message.written")
