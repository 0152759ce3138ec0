"""Reminders by mail: to whose move it is, kind, one a week at most for whoever reads them, never in a pause.

At most once: the row of a reminder is committed before its mail goes. A worker that dies in between leaves a row
"being sent" that nobody sends again; a mail server that refuses leaves one that is tried the next day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.core.site import site_address
from accanto.tutoring.cadence import Standing
from accanto.tutoring.models import CheckIn, Reminder, Tutoring
from accanto.tutoring.monitoring import words
from accanto.tutoring.monitoring.schedule import ASK_AGAIN, GIVEN_UP
from accanto.tutoring.monitoring.words import Answer, Rhythm
from accanto.tutoring.operations.answer import link_of
from accanto.tutoring.operations.recipients import Recipient, Recipients
from accanto.tutoring.operations.rhythm import going_on, stand
from accanto.tutoring.words import Side

_CLOCK = SystemActor("reminders")
_USE = "tutoring.reminder"
#: Hours of the day, in Italy, in which mail may go: not at night, not while people sleep.
EARLIEST, LATEST = 9, 19
#: What is merely due is reminded of in the last days of its period.
_NEAR = timedelta(days=3)
#: So many reminders without a contact or an answer are enough: then it is the organisation's move.
_ENOUGH = 3
_AT_ONCE = 300
#: How long it is kept that someone was reminded.
_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Ask:
    """One mail to be sent: to whom, about which tie and what."""

    tie: Tutoring
    recipient: Recipient
    about: str
    meeting: bool = False
    check_in: CheckIn | None = None
    again: bool = False  # the check-in was asked for before


def remind(now: datetime | None = None) -> int:
    """Send what is to be sent now. Returns how many mails went."""
    local = timezone.localtime(now)
    if not EARLIEST <= local.hour < LATEST:
        return 0
    today = local.date()
    return sum(_send(ask, today) for ask in chain(_check_ins(today), _contacts(today)))


def _check_ins(today: date) -> Iterator[Ask]:
    """Check-ins that wait for an answer: when they open, and once more a week later."""
    rows = CheckIn.objects.visible_to(_CLOCK).filter(
        answered_on=None, due_on__lte=today, due_on__gt=today - GIVEN_UP, account__isnull=False,
        asked_again_on=None, kind=CheckIn.Kind.REGULAR, tutoring__ended_on=None,
        tutoring__tutor__paused=False,
    ).exclude(tutoring__rhythm=Rhythm.RESTING).order_by("pk")  # fmt: skip
    after = None
    while part := list((rows if after is None else rows.filter(pk__gt=after))[:_AT_ONCE]):
        yield from _asks_of(part, today)
        after = part[-1].pk


def _asks_of(check_ins: list[CheckIn], today: date) -> Iterator[Ask]:
    keys = {row.tutoring_id for row in check_ins}
    ties = {tie.pk: tie for tie in _with_parties(going_on().filter(pk__in=keys))}
    known = Recipients(list(ties.values()))
    for row in check_ins:
        tie = ties.get(row.tutoring_id)
        recipient = known.of(tie, Side(row.side)) if tie else None
        if tie is None or recipient is None:
            continue
        told = known.reminded(tie, row.side, row.due_on, Reminder.About.CHECK_IN)
        if not told or told[0] <= today - ASK_AGAIN:
            yield Ask(tie, recipient, Reminder.About.CHECK_IN, check_in=row, again=bool(told))


def _contacts(today: date) -> Iterator[Ask]:
    """Ties of which a contact is late, or due within days."""
    # A tutor who is not to be asked, whatever the reason (a pause, a suspension): nothing is said to either.
    rows, after = going_on().filter(rhythm__gte=Rhythm.DUE, tutor__paused=False), None
    while part := list(_with_parties(rows if after is None else rows.filter(pk__gt=after))[:_AT_ONCE]):
        stood, known = stand(part, today), Recipients(part)
        for tie in part:
            pressing = [rule for rule in stood[tie.pk].due if _presses(rule, today)]
            recipient = _whose_move(tie, known) if pressing else None
            if recipient is not None:
                meeting = all(rule.contact == "meeting" for rule in pressing)
                yield Ask(tie, recipient, Reminder.About.CONTACT, meeting)
        after = part[-1].pk


def _with_parties(rows: Any) -> Any:
    return rows.select_related(
        "case__project", "case__person__account", "case__person__identity", "tutor__account"
    ).order_by("pk")


def _presses(rule: Standing, today: date) -> bool:
    return rule.lapsed > 0 or rule.due <= today + _NEAR


def _whose_move(tie: Tutoring, known: Recipients) -> Recipient | None:
    """The side that did not begin the last contact; where that says nothing, the one not reminded last time,
    at first the tutor. Where that side cannot be reached by mail, the other."""
    if known.unanswered(tie) >= _ENOUGH:
        return None
    begun, reminded = known.began(tie), known.reminded_last(tie)
    last = Side(begun) if begun in Side.values else reminded
    first = last.other if last else Side.TUTOR
    return known.of(tie, first) or known.of(tie, first.other)


def _send(ask: Ask, today: date) -> bool:
    row = _claim(ask, today)
    if row is None:
        return False
    try:
        with translation.override(ask.recipient.language):
            _mail(ask, row)
    except OSError:  # every failure of smtplib is one
        trail.change(_CLOCK, row, "reminder.failed", state=Reminder.State.FAILED)
        return False
    with transaction.atomic():
        trail.change(_CLOCK, row, "reminder.sent", state=Reminder.State.SENT)
        if ask.recipient.from_identity:
            trail.note(_CLOCK, "identity.written_to", ask.tie.case.person)
        if ask.check_in is not None and ask.again:
            trail.change(_CLOCK, ask.check_in, "check_in.asked_again", asked_again_on=today)
    return True


def _claim(ask: Ask, today: date) -> Reminder | None:
    """The row of this week's mail to this reader, committed; None where there is one already."""
    week = today - timedelta(days=today.weekday())
    hashes = [value.hex() for value in keyed_hashes(ask.recipient.address, use=_USE)]
    known = Reminder.objects.visible_to(_CLOCK).filter(recipient__in=hashes, week=week).first()
    if known is not None:
        return _try_again(known, ask)
    row = Reminder(
        tutoring=ask.tie,
        side=ask.recipient.side,
        about=ask.about,
        recipient=keyed_hash(ask.recipient.address, use=_USE).hex(),
        week=week,
    )
    try:
        return trail.create(_CLOCK, row, "reminder.begun")
    except ValidationError:  # another worker was faster
        return None


def _try_again(known: Reminder, ask: Ask) -> Reminder | None:
    """A reminder that the mail server refused, of the same tie."""
    with transaction.atomic():
        trail.lock(known)
        if (
            known.state != Reminder.State.FAILED
            or known.tutoring_id != ask.tie.pk
            or known.side != ask.recipient.side
        ):
            return None
        return trail.change(_CLOCK, known, "reminder.begun", state=Reminder.State.SENDING, about=ask.about)


def forget_reminders(today: date | None = None, *, most: int = 2_000) -> int:
    """Reminders of a year ago go. Returns how many."""
    before = (today or timezone.localdate()) - _KEPT
    rows = list(Reminder.objects.visible_to(_CLOCK).filter(week__lt=before).order_by("week", "id")[:most])
    trail.remove_all(_CLOCK, rows, "reminder.forgotten")
    return len(rows)


_ONE_TAP: Final = (Answer.NOT_THIS_WEEK, Answer.PAUSE, Answer.ORGANISATION)


def _mail(ask: Ask, row: Reminder) -> None:
    site, language = site_address(), ask.recipient.language
    context: dict[str, Any] = {
        "meeting": ask.meeting,
        "stop": (Answer.STOP.label, link_of(row, Answer.STOP, site, language)),
    }
    if ask.check_in is not None:
        subject, template = words.CHECK_IN_SUBJECT, "tutoring/parties/check_in.txt"
        context["link"] = site + ask.check_in.get_absolute_url()
    else:
        subject = words.MEETING_SUBJECT if ask.meeting else words.REMINDER_SUBJECT
        template = "tutoring/parties/reminder.txt"
        first = (Answer.MET,) if ask.meeting else (Answer.TALKED, Answer.MET)
        answers = (*first, *_ONE_TAP)
        context["answers"] = [(answer.label, link_of(row, answer, site, language)) for answer in answers]
    EmailMessage(
        str(subject),
        render_to_string(template, context),
        settings.DEFAULT_FROM_EMAIL,
        [ask.recipient.address],
        headers={"List-Unsubscribe": f"<{context['stop'][1]}>"},  # RFC 2369
    ).send()
