"""One tap in a reminder: a signed link for one answer. Opening it changes nothing; the button of its page does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.tutoring.models import Alert, Reminder, ReminderStop, Tutoring
from accanto.tutoring.monitoring import words
from accanto.tutoring.monitoring.words import Answer
from accanto.tutoring.operations.alert import raise_alert
from accanto.tutoring.operations.pause import begin_pause
from accanto.tutoring.operations.tutoring import log_contact
from accanto.tutoring.words import Side

_LINK = SystemActor("reminder link")
_SALT = "accanto.tutoring.reminder"
#: How long a link can be used: the week it is about, and two more.
VALID = timedelta(days=21)
#: How long the pause is that one tap asks for.
PAUSE = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Tap:
    """What a link says: which reminder, which answer."""

    reminder: Reminder
    answer: Answer


def link_of(reminder: Reminder, answer: Answer, site: str, language: str) -> str:
    """The address of the page for one answer. It holds no name, and nothing of the tie but a signed key."""
    secret = signing.dumps([reminder.pk.hex, str(answer)], salt=_SALT)
    return f"{site}{reverse('tutoring:reminder_answer', args=[secret])}?lang={language}"


def find_tap(secret: str) -> Tap | None:
    """What a link says, while it works: forged, expired, of a tie that has ended, of a tutor shut out look alike."""
    try:
        key, answer = signing.loads(secret, salt=_SALT, max_age=VALID)
        reminder = Reminder.objects.visible_to(_LINK).select_related("tutoring__tutor").filter(pk=key).first()
        tap = Tap(reminder, Answer(answer)) if reminder is not None else None
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return tap if tap is not None and _works(tap) else None


def _works(tap: Tap) -> bool:
    """Whether the answer still makes sense: not of a tie that has ended, nor by a tutor who is not to be asked."""
    tie = tap.reminder.tutoring
    if tap.answer is Answer.STOP:
        return True
    if tie.ended_on is not None:
        return False
    shut_out = tap.reminder.side == Side.TUTOR and tie.tutor.paused
    return not shut_out or tap.answer is Answer.ORGANISATION


@transaction.atomic
def take_answer(secret: str) -> Answer:
    """Do what the link says, once: tapped again it only says thank you again.

    Raises ValidationError for a link that does not work.
    """
    tap = find_tap(secret)
    if tap is None:
        raise ValidationError(words.LINK_GONE)
    reminder, answer = tap.reminder, tap.answer
    trail.lock(reminder)
    if answer not in reminder.answers:
        _do(reminder.tutoring, reminder.side, answer)
        trail.change(_LINK, reminder, "reminder.answered", answers=[*reminder.answers, str(answer)])
    return answer


def _do(tie: Tutoring, side: str, answer: Answer) -> None:
    today = timezone.localdate()
    if answer in (Answer.TALKED, Answer.MET):
        kind = "telephone" if answer is Answer.TALKED else "meeting"
        log_contact(_LINK, tutoring=tie, kind=kind, on=today, said_by=Side(side))
    elif answer is Answer.NOT_THIS_WEEK:
        monday = today - timedelta(days=today.weekday())
        begin_pause(_LINK, tutoring=tie, starts_on=monday, ends_on=monday + timedelta(days=7))
    elif answer is Answer.PAUSE:
        begin_pause(_LINK, tutoring=tie, starts_on=today, ends_on=today + PAUSE)
    elif answer is Answer.ORGANISATION:
        raise_alert(tutoring=tie, side=side, why=Alert.Why.TALK)
    else:
        stopped = ReminderStop.objects.visible_to(_LINK).filter(tutoring=tie, side=side)
        if not stopped.exists():
            trail.create(_LINK, ReminderStop(tutoring=tie, side=side), "reminder.stopped")
