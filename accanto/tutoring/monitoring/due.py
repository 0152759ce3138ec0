"""What monitoring puts on Today: to each of the two their own questions; to the operator what worries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.tutoring.models import Alert, CheckIn
from accanto.tutoring.monitoring.schedule import GIVEN_UP, TELL
from accanto.tutoring.monitoring.words import TODAY_CHECK_IN, TODAY_LAST_WORD, TODAY_PRIVATE


def monitoring(actor: Actor) -> Iterator[Waits]:
    """Check-ins that wait for the actor's own answer, and what the organisation must look at."""
    if actor.user_id is None:
        return
    if actor.may("tutoring.sign"):  # the roles of the two
        yield from _to_answer(actor)
    if actor.may("tutoring.edit"):
        yield from _alerts(actor)
        yield from _unanswered(actor)


def _to_answer(actor: Actor) -> Iterator[Waits]:
    since = timezone.localdate() - GIVEN_UP
    mine = CheckIn.objects.visible_to(actor, "checkins.answer").filter(account=actor.user_id)
    going_on = Q(tutoring__ended_on=None) | Q(kind=CheckIn.Kind.LAST)
    asked = mine.filter(going_on, answered_on=None, due_on__gte=since)
    yield Waits([asked], lambda: map(_of_check_in, asked.order_by("-due_on", "id")[:MOST]))


def _of_check_in(row: CheckIn) -> TodayItem:
    title = TODAY_LAST_WORD if row.kind == CheckIn.Kind.LAST else TODAY_CHECK_IN
    return TodayItem(
        "check_in", title, TODAY_PRIVATE, row.get_absolute_url(), row.due_on, "now", "it-comment"
    )


def _alerts(actor: Actor) -> Iterator[Waits]:
    rows = Alert.objects.visible_to(actor).filter(seen_on=None).select_related("tutoring__case")
    yield Waits([rows], lambda: map(_of_alert, rows.order_by("on", "id")[:MOST]))


def _of_alert(row: Alert) -> TodayItem:
    title = _("%(code)s: %(why)s") % {"code": row.tutoring.case.code, "why": row.get_why_display()}
    text = _("Please look at it today. The other side does not see this.")
    url = row.get_absolute_url()
    return TodayItem("alert", title, text, url, row.on, "late", "it-warning-circle", first=True)


def _unanswered(actor: Actor) -> Iterator[Waits]:
    """Asked twice, not answered: better to call."""
    today = timezone.localdate()
    rows = CheckIn.objects.visible_to(actor, "tutoring.edit").filter(
        answered_on=None,
        kind=CheckIn.Kind.REGULAR,
        due_on__lte=today - TELL,
        due_on__gte=today - GIVEN_UP - timedelta(days=15),
        tutoring__ended_on=None,
    )
    in_order = rows.select_related("tutoring__case").order_by("due_on", "id")
    yield Waits([rows], lambda: map(_of_silence, in_order[:MOST]))


def _of_silence(row: CheckIn) -> TodayItem:
    title = _("%(code)s: %(side)s has not answered the check-in") % {
        "code": row.tutoring.case.code,
        "side": row.get_side_display(),
    }
    text = _("Asked twice. A call may be easier.")
    url = row.tutoring.get_absolute_url()
    return TodayItem("unanswered", title, text, url, row.due_on, "soon", "it-telephone")
