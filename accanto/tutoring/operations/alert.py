"""What the organisation must know at once: words that worry, and someone who asks to talk."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed, SystemActor
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Alert, CheckIn, Tutoring
from accanto.tutoring.monitoring.alarm import alarm_in

_WATCH = SystemActor("watch over words")


def watch_words(*, tutoring: Tutoring, side: str, text: str, check_in: CheckIn | None = None) -> Alert | None:
    """Tell the organisation where a text of one side worries. Anything that the two write may be passed here.

    Neither of the two is told. The words themselves are neither copied nor mailed.
    """
    topics = alarm_in(text)
    if not topics:
        return None
    return raise_alert(
        tutoring=tutoring, side=side, why=Alert.Why.WORDS, topics=",".join(sorted(topics)), check_in=check_in
    )


def raise_alert(
    *, tutoring: Tutoring, side: str, why: str, topics: str = "", check_in: CheckIn | None = None
) -> Alert:
    """On Today at once, and by mail to who follows the case. Asked twice before anyone looked: told once."""
    from accanto.tutoring.jobs import mail_alert

    waiting = Alert.objects.visible_to(_WATCH).filter(tutoring=tutoring, side=side, why=why, seen_on=None)
    known: Alert | None = waiting.first() if why == Alert.Why.TALK else None
    if known is not None:
        return known
    row = Alert(
        tutoring=tutoring, side=side, why=why, on=timezone.localdate(), topics=topics, check_in=check_in
    )
    with transaction.atomic():
        trail.create(_WATCH, row, "alert.raised")
        transaction.on_commit(lambda: mail_alert.enqueue(str(row.pk)))
    return row


@transaction.atomic
def see_to_alert(actor: Actor, *, alert: Alert, note: str = "") -> Alert:
    """Someone of the organisation has looked, and says what was done. Raises ValidationError if one has already."""
    if not allowed_on(actor, "tutoring.edit", alert):
        raise NotAllowed
    trail.lock(alert)
    if alert.seen_on is not None:
        raise ValidationError(_("A colleague has seen to this already."))
    user = User.objects.filter(pk=actor.user_id).first()
    return trail.change(
        actor, alert, "alert.seen_to", seen_on=timezone.localdate(), seen_by=user, note=note.strip()
    )
