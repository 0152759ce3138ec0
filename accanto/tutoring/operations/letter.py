"""The weekly mail to managers: tutors who are stuck, by their codes. Nothing is sent where nothing is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.tutoring.funnel import Row, waiting
from accanto.tutoring.models import LetterChoice

#: Codes in one mail: the rest is on the page.
MOST = 40


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
    """One mail to each manager in whose reach someone is stuck, in their language.

    Returns how many were sent, and how many the mail server did not take: one does not keep the others.
    """
    held = Membership.objects.unscoped("managers get the weekly mail of their own organisation").filter(
        Q(until=None) | Q(until__gte=today), role=Role.MANAGER, since__lte=today, user__is_active=True
    )
    sent = failed = 0
    for user in User.objects.filter(memberships__in=held.values("pk")).distinct().order_by("email"):
        actor = actor_of(user)
        if not wants_letter(actor):
            continue
        stuck = [row for row in waiting(actor, "tutors.edit") if row.wait.is_stuck]
        if not stuck:
            continue
        try:
            _send(user, stuck)
            sent += 1
        except OSError:  # smtplib's errors are OSErrors
            failed += 1
    return sent, failed


def _send(user: User, stuck: list[Row]) -> None:
    with translation.override(user.language):
        text = render_to_string(
            "tutoring/mail/weekly.txt",
            {"user": user, "rows": stuck[:MOST], "count": len(stuck), "more": max(0, len(stuck) - MOST)},
        )
        send_mail(_("Tutors who wait"), text, settings.DEFAULT_FROM_EMAIL, [user.email])
