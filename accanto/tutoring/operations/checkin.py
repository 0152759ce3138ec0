"""Check-ins: opened for both sides by the night, answered by each for themselves, read by the organisation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.tutoring.models import CheckIn, Tutoring
from accanto.tutoring.monitoring import words
from accanto.tutoring.monitoring.schedule import purposes_of, schedule_of
from accanto.tutoring.operations.alert import watch_words
from accanto.tutoring.operations.rhythm import going_on
from accanto.tutoring.words import Side

_CLOCK = SystemActor("check-ins")
#: Longest answer in own words.
LONGEST = 1_000


def open_check_ins(today: date | None = None) -> int:
    """Each night: the check-in that it is time for, for both sides of each tie. Returns how many ties.

    In a pause nobody is asked: it waits for the pause to end. Of several that were never opened (a tie that
    was recorded late) the last alone is.
    """
    day = today or timezone.localdate()
    in_pause = Q(pauses__starts_on__lte=day) & (Q(pauses__ends_on=None) | Q(pauses__ends_on__gt=day))
    paused = set(going_on().filter(in_pause).order_by().values_list("pk", flat=True))
    ties = going_on().select_related("case__project", "case__person", "tutor")
    opened = 0
    for tie in ties.annotate(last=Max("check_ins__number")).order_by("pk").iterator(chunk_size=500):
        schedule = schedule_of(tie.case.project.definition)
        number = schedule.number(tie.started_on, day)
        if number > (tie.last or 0) and tie.pk not in paused:
            _open(_CLOCK, tie, number, day, CheckIn.Kind.REGULAR)
            opened += 1
    _follow_accounts()
    return opened


@transaction.atomic
def _open(actor: Actor, tie: Tutoring, number: int, day: date, kind: str) -> None:
    for side in Side:
        account = tie.tutor.account_id if side is Side.TUTOR else tie.case.person.account_id
        row = CheckIn(tutoring=tie, side=side, kind=kind, number=number, due_on=day, account_id=account)
        trail.create(actor, row, "check_in.opened")


def _follow_accounts() -> None:
    """Who was given an account after they were asked answers with it."""
    waiting = CheckIn.objects.visible_to(_CLOCK).filter(answered_on=None, account=None)
    late = Q(side=Side.TUTOR, tutoring__tutor__account__isnull=False) | Q(
        side=Side.PERSON, tutoring__case__person__account__isnull=False
    )
    for row in waiting.filter(late).select_related(
        "tutoring__tutor__account", "tutoring__case__person__account"
    ):
        tie = row.tutoring
        account = tie.tutor.account if row.side == Side.TUTOR else tie.case.person.account
        trail.change(_CLOCK, row, "check_in.account_given", account=account)


def ask_for_last_word(actor: Actor, *, tutoring: Tutoring) -> None:
    """At the end of a tie each side may say what remains with them, and answer once more. Nobody is asked again."""
    rows = CheckIn.objects.visible_to(_CLOCK).filter(tutoring=tutoring)
    if not rows.filter(kind=CheckIn.Kind.LAST).exists():
        number = rows.aggregate(last=Max("number"))["last"] or 0
        _open(actor, tutoring, number + 1, timezone.localdate(), CheckIn.Kind.LAST)


@transaction.atomic
def answer_check_in(
    actor: Actor, *, check_in: CheckIn, answers: Mapping[str, int], words_said: str = ""
) -> CheckIn:
    """One side's answers, kept sealed: purpose -> 1 to 5, or 0 for "I would rather not say"; what is not
    there is not said either. Words that worry reach the operator at once.

    Raises ValidationError for one that was answered already, for nothing said at all, for what is no answer.
    """
    if not allowed_on(actor, "checkins.answer", check_in):
        raise NotAllowed
    trail.lock(check_in)
    if check_in.answered_on is not None:
        raise ValidationError(words.CHECK_IN_CLOSED)
    asked = {key for key, _text in purposes_of(check_in.tutoring.case.project)}
    if not set(answers) <= asked or any(value not in range(6) for value in answers.values()):
        raise ValidationError(_("This is not an answer."))
    text = words_said.strip()
    if not answers and not text:
        raise ValidationError(words.CHECK_IN_EMPTY)
    values: dict[str, Any] = {
        "answers": json.dumps(dict(answers), sort_keys=True) if answers else "",
        "words": text,
        "answered_on": timezone.localdate(),
        "answered_by": User.objects.filter(pk=actor.user_id).first(),
    }
    trail.change(actor, check_in, "check_in.answered", **values)
    watch_words(tutoring=check_in.tutoring, side=check_in.side, text=text, check_in=check_in)
    return check_in


def note_check_in(actor: Actor, *, check_in: CheckIn, note: str) -> CheckIn:
    """What the organisation notes beside an answer; neither of the two reads it."""
    if not allowed_on(actor, "tutoring.edit", check_in.tutoring):
        raise NotAllowed
    return trail.change(actor, check_in, "check_in.noted", note=note.strip())
