"""A tutor beside the way: a pause, a goodbye, a suspension, and the return from each."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.accounts.operations.account import end_sessions
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Interview, Tutor, TutoringPause, TutorLeft, TutorPause
from accanto.tutoring.operations.tutoring import close_tie, open_ties, who_is_beside
from accanto.tutoring.words import TutoringEnd


@transaction.atomic
def pause_tutor(actor: Actor, *, tutor: Tutor, until: date | None = None) -> Tutor:
    """Not to be asked for a while. On the day `until` they come back by themselves."""
    _require(actor, "tutors.edit", tutor)
    today = timezone.localdate()
    if until is not None and until <= today:
        raise ValidationError({"until": _("A pause ends on a day to come.")})
    trail.lock(tutor)
    if tutor.left_on or tutor.suspended_on:
        raise ValidationError(_("This tutor is suspended or no tutor any more."))
    if not _pause_now(tutor):
        trail.create(actor, TutorPause(tutor=tutor, starts_on=today), "tutor.pause_begun")
    return trail.change(actor, tutor, "tutor.paused", paused=True, paused_until=until)


@transaction.atomic
def end_pause(actor: Actor, *, tutor: Tutor, on: date | None = None) -> Tutor:
    """They are there again, from today or from the day that was told."""
    _require(actor, "tutors.edit", tutor)
    trail.lock(tutor)
    pause = _pause_now(tutor)
    if pause is not None:
        day = max(pause.starts_on, on or timezone.localdate())
        trail.change(actor, pause, "tutor.pause_ended", ends_on=day)
    kept_out = bool(tutor.left_on or tutor.suspended_on)
    return trail.change(actor, tutor, "tutor.came_back", paused=kept_out, paused_until=None)


def end_pauses_due(actor: Actor, today: date) -> int:
    """Each night: pauses whose last day is over. Returns how many."""
    due = Tutor.objects.visible_to(actor, "tutors.edit").filter(paused_until__lte=today)
    rows = list(due.filter(suspended_on=None, left_on=None))
    for tutor in rows:
        end_pause(actor, tutor=tutor, on=tutor.paused_until)
    return len(rows)


@transaction.atomic
def let_go(actor: Actor, *, tutor: Tutor, because: str, words: str = "") -> Tutor:
    """No tutor any more: they stepped back, or it does not fit. What was stays.

    Raises ValidationError while they stand beside someone: those ties are ended first, each with its reason.
    """
    _require(actor, "tutors.edit", tutor)
    trail.lock(tutor)
    if tutor.left_on:
        raise ValidationError(_("This tutor has left already."))
    if open_ties(tutor):
        raise ValidationError(
            _("They still stand beside %(who)s: first end that.") % {"who": who_is_beside(actor, tutor)}
        )
    return _leave(actor, tutor, because, words)


def _leave(actor: Actor, tutor: Tutor, because: str, words: str) -> Tutor:
    today = timezone.localdate()
    pause = _pause_now(tutor)
    if pause is not None:
        trail.change(actor, pause, "tutor.pause_ended", ends_on=max(pause.starts_on, today))
    for talk in Interview.objects.visible_to(actor).filter(tutor=tutor, outcome=""):
        trail.remove(actor, talk, "interview.dropped")
    return trail.change(
        actor,
        tutor,
        "tutor.left",
        left_on=today,
        left_because=because,
        left_words=words,
        paused=True,
        paused_until=None,
        suspended_on=None,
    )


def take_back(actor: Actor, *, tutor: Tutor) -> Tutor:
    """Someone who had left offers themselves again; talk and training stand as they were.

    After a suspension, or where it did not fit, that is the manager's to say.
    """
    serious = tutor.left_because in (TutorLeft.SUSPENDED, TutorLeft.NOT_SUITABLE)
    _require(actor, "tutors.suspend" if serious else "tutors.edit", tutor)
    if not tutor.left_on:
        raise ValidationError(_("This tutor has not left."))
    return trail.change(
        actor,
        tutor,
        "tutor.taken_back",
        left_on=None,
        left_because="",
        paused=False,
        available_on=timezone.localdate(),
    )


@transaction.atomic
def suspend_tutor(actor: Actor, *, tutor: Tutor, why: str) -> Tutor:
    """At once, everywhere: no reach, no session, no new pair; the ties are on hold.

    The actor of the tutor's account (and of the members of a group) loses what is its own with this
    transaction: see `tutoring.shut_out`. Raises ValidationError without a reason.
    """
    _require(actor, "tutors.suspend", tutor)
    trail.lock(tutor)
    if tutor.suspended_on:
        raise ValidationError(_("This tutor is suspended already."))
    if tutor.left_on:
        raise ValidationError(_("This tutor has left already."))
    if not why.strip():
        raise ValidationError({"why": _("Say why: it is kept sealed.")})
    today = timezone.localdate()
    trail.change(actor, tutor, "tutor.suspended", suspended_on=today, suspension_why=why, paused=True)
    who = User.objects.filter(pk=actor.user_id).first()
    for tie in open_ties(tutor):
        row = TutoringPause(
            tutoring=tie, starts_on=max(today, tie.started_on), by_suspension=True, asked_by=who
        )
        trail.create(actor, row, "tutoring.held")
    accounts = [tutor.account, *(each.account for each in tutor.members.select_related("account"))]
    for user in accounts:
        if user is not None:
            end_sessions(user)
    return tutor


@transaction.atomic
def lift_suspension(actor: Actor, *, tutor: Tutor) -> Tutor:
    """They are a tutor again as before: the ties go on; a pause that lasts, lasts."""
    _require(actor, "tutors.suspend", tutor)
    trail.lock(tutor)
    if not tutor.suspended_on:
        raise ValidationError(_("This tutor is not suspended."))
    _release(actor, tutor)
    still = _pause_now(tutor) is not None
    return trail.change(actor, tutor, "tutor.suspension_lifted", suspended_on=None, paused=still)


@transaction.atomic
def end_after_suspension(actor: Actor, *, tutor: Tutor, words: str = "") -> Tutor:
    """The suspension becomes an end: every tie ends today, and the tutor is none any more."""
    _require(actor, "tutors.suspend", tutor)
    trail.lock(tutor)
    if not tutor.suspended_on:
        raise ValidationError(_("This tutor is not suspended."))
    _release(actor, tutor)
    today = timezone.localdate()
    for tie in open_ties(tutor):
        close_tie(actor, tie, ended_on=max(today, tie.started_on), end=TutoringEnd.TUTOR)
    return _leave(actor, tutor, TutorLeft.SUSPENDED, words)


def _release(actor: Actor, tutor: Tutor) -> None:
    today = timezone.localdate()
    for tie in open_ties(tutor):
        for pause in tie.pauses.filter(by_suspension=True, ends_on=None):
            trail.change(actor, pause, "tutoring.released", ends_on=max(today, pause.starts_on))


def _pause_now(tutor: Tutor) -> TutorPause | None:
    found: TutorPause | None = tutor.pauses.filter(ends_on=None).first()
    return found


def _require(actor: Actor, capability: str, tutor: Tutor) -> None:
    if not allowed_on(actor, capability, tutor):
        raise NotAllowed
