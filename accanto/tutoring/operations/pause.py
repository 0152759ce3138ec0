"""A time in which nothing is asked of the two. Nobody need say why."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Tutoring, TutoringPause
from accanto.tutoring.operations.rhythm import renew


@transaction.atomic
def begin_pause(
    actor: Actor, *, tutoring: Tutoring, starts_on: date, ends_on: date | None = None
) -> TutoringPause:
    """Nothing is asked from a day on, up to another or until someone says so.

    Where a pause covers the first day already, it is made longer rather than doubled. Raises ValidationError
    with the field at fault.
    """
    if not allowed_on(actor, "tutoring.contact", tutoring):
        raise NotAllowed
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(_("This tutoring has ended already."))
    now = pause_of(tutoring, starts_on)
    if now is None:
        user = User.objects.filter(pk=actor.user_id).first()
        row = TutoringPause(tutoring=tutoring, starts_on=starts_on, ends_on=ends_on, asked_by=user)
        now = trail.create(actor, row, "pause.begun")
    elif now.ends_on is not None and (ends_on is None or ends_on > now.ends_on):
        now = trail.change(actor, now, "pause.changed", ends_on=ends_on)
    renew(tutoring)
    return now


@transaction.atomic
def end_pause(actor: Actor, *, tutoring: Tutoring, on: date) -> None:
    """The two are in touch again from this day on."""
    if not allowed_on(actor, "tutoring.contact", tutoring):
        raise NotAllowed
    trail.lock(tutoring)
    now = pause_of(tutoring, on)
    if now is not None:
        trail.change(actor, now, "pause.changed", ends_on=on)
    renew(tutoring)


def pause_of(tutoring: Tutoring, day: date, *, to_come: bool = False) -> TutoringPause | None:
    """The pause that a day lies in; with `to_come`, else the one that begins after it."""
    for row in tutoring.pauses.all():
        if (row.ends_on is None or row.ends_on > day) and (to_come or row.starts_on <= day):
            return row
    return None
