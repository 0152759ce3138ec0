"""What monitoring puts on Today: to each of the two their own questions; to the operator what worries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import TodayItem
from accanto.tutoring.models import Alert, CheckIn
from accanto.tutoring.monitoring.schedule import GIVEN_UP, TELL
from accanto.tutoring.monitoring.words import TODAY_CHECK_IN, TODAY_LAST_WORD, TODAY_PRIVATE

_MOST = 15


def monitoring(actor: Actor) -> Iterator[TodayItem]:
    """Check-ins that wait for the actor's own answer, and what the organisation must look at."""
    if actor.user_id is None:
        return
    if actor.may("tutoring.sign"):  # the roles of the two
        yield from _to_answer(actor)
    if actor.may("tutoring.edit"):
        yield from _alerts(actor)
        yield from _unanswered(actor)


def _to_answer(actor: Actor) -> Iterator[TodayItem]:
    since = timezone.localdate() - GIVEN_UP
    mine = CheckIn.objects.visible_to(actor, "checkins.answer").filter(account=actor.user_id)
    going_on = Q(tutoring__ended_on=None) | Q(kind=CheckIn.Kind.LAST)
    for row in mine.filter(going_on, answered_on=None, due_on__gte=since).order_by("-due_on", "id")[:_MOST]:
        title = TODAY_LAST_WORD if row.kind == CheckIn.Kind.LAST else TODAY_CHECK_IN
        yield TodayItem(
            "check_in", title, TODAY_PRIVATE, row.get_absolute_url(), row.due_on, "now", "it-comment"
        )


def _alerts(actor: Actor) -> Iterator[TodayItem]:
    rows = Alert.objects.visible_to(actor).filter(seen_on=None).select_related("tutoring__case")
    for row in rows.order_by("on", "id")[:_MOST]:
        title = _("%(code)s: %(why)s") % {"code": row.tutoring.case.code, "why": row.get_why_display()}
        text = _("Please look at it today. The other side does not see this.")
        url = row.get_absolute_url()
        yield TodayItem("alert", title, text, url, row.on, "late", "it-warning-circle", first=True)


def _unanswered(actor: Actor) -> Iterator[TodayItem]:
    """Asked twice, not answered: better to call."""
    today = timezone.localdate()
    rows = CheckIn.objects.visible_to(actor, "tutoring.edit").filter(
        answered_on=None,
        kind=CheckIn.Kind.REGULAR,
        due_on__lte=today - TELL,
        due_on__gte=today - GIVEN_UP - timedelta(days=15),
        tutoring__ended_on=None,
    )
    for row in rows.select_related("tutoring__case").order_by("due_on", "id")[:_MOST]:
        title = _("%(code)s: %(side)s has not answered the check-in") % {
            "code": row.tutoring.case.code,
            "side": row.get_side_display(),
        }
        text = _("Asked twice. A call may be easier.")
        url = row.tutoring.get_absolute_url()
        yield TodayItem("unanswered", title, text, url, row.due_on, "soon", "it-telephone")
