"""The weekly mail to managers: tutors who are stuck, by their codes. Nothing is sent where nothing is.

At most once a week to each, however often the job runs: the week is kept before the mail goes. One that the mail
server did not take is tried again, on the days of that week too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.tutoring.funnel import Row, waiting
from accanto.tutoring.models import LetterChoice

#: Codes in one mail: the rest is on the page.
MOST = 40
_CLOCK = SystemActor("weekly mail")


def wants_letter(actor: Actor) -> bool:
    return not LetterChoice.objects.visible_to(actor).filter(user=actor.user_id, off=True).exists()


def switch_letter(actor: Actor) -> LetterChoice:
    """On, where it was off; off, where it was on. For the actor alone."""
    actor.require("tutors.rules")
    choice = LetterChoice.objects.filter(user=actor.user_id).visible_to(actor).first()
    if choice is None:
        user = User.objects.get(pk=actor.user_id)
        return trail.create(actor, LetterChoice(user=user, off=True), "letter.switched")
    return trail.change(actor, choice, "letter.switched", off=not choice.off)


def send_letters(today: date) -> tuple[int, int]:
    """One mail to each manager in whose reach someone is stuck, in their language: on Mondays, and on the days
    after it to whom it could not be sent.

    Returns how many were sent, and how many the mail server did not take: one does not keep the others.
    """
    week = today - timedelta(days=today.weekday())
    sent = failed = 0
    for user in _managers(today):
        choice = LetterChoice.objects.visible_to(_CLOCK).filter(user=user).first()
        if not _is_due(choice, week, today):
            continue
        stuck = [row for row in waiting(actor_of(user), "tutors.edit") if row.wait.is_stuck]
        claimed = _claim(user, week) if stuck else None
        if claimed is None:
            continue
        try:
            _send(user, stuck)
        except OSError:  # smtplib's errors are OSErrors
            trail.change(_CLOCK, claimed, "letter.failed", state=LetterChoice.State.FAILED)
            failed += 1
        else:
            trail.change(_CLOCK, claimed, "letter.sent", state=LetterChoice.State.SENT)
            sent += 1
    return sent, failed


def _managers(today: date) -> Iterable[User]:
    held = Membership.objects.unscoped("managers get the weekly mail of their own organisation").filter(
        Q(until=None) | Q(until__gte=today), role=Role.MANAGER, since__lte=today, user__is_active=True
    )
    return User.objects.filter(memberships__in=held.values("pk")).distinct().order_by("email")


def _is_due(choice: LetterChoice | None, week: date, today: date) -> bool:
    """Whether this week's mail may still go to someone: wanted, and not gone."""
    if choice is None or choice.week != week:
        return today == week and not (choice and choice.off)
    return not choice.off and choice.state == LetterChoice.State.FAILED


def _claim(user: User, week: date) -> LetterChoice | None:
    """The row that says this week's mail is being sent, committed; None where another job was faster."""
    sending: dict[str, Any] = {"week": week, "state": LetterChoice.State.SENDING}
    with transaction.atomic():
        choice = LetterChoice.objects.visible_to(_CLOCK).filter(user=user).first()
        if choice is not None:
            trail.lock(choice)
            if not _is_due(choice, week, week):
                return None
            return trail.change(_CLOCK, choice, "letter.begun", **sending)
    try:
        return trail.create(_CLOCK, LetterChoice(user=user, **sending), "letter.begun")
    except ValidationError:
        return None


def _send(user: User, stuck: list[Row]) -> None:
    with translation.override(user.language):
        text = render_to_string(
            "tutoring/mail/weekly.txt",
            {"user": user, "rows": stuck[:MOST], "count": len(stuck), "more": max(0, len(stuck) - MOST)},
        )
        send_mail(_("Tutors who wait"), text, settings.DEFAULT_FROM_EMAIL, [user.email])
