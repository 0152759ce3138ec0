"""What is due in cases: new ones, urgent needs, a first picture, referrals without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, IncomingReferral, Need, Referral, ReferralOutcome
from accanto.core.actor import Actor
from accanto.core.today import TodayItem

#: A referral that waited so long is asked about.
ANSWER_WITHIN = timedelta(days=21)
#: A case opened by someone else is new for so long.
NEW_FOR = timedelta(days=7)
#: An urgent need still open after so long is shown to the manager too.
URGENT_FOR = timedelta(days=7)
MOST = 15


def items(actor: Actor) -> Iterator[TodayItem]:
    """Of the cases that the actor follows; and what was referred to their organisation's services."""
    if actor.may("cases.edit") and actor.user_id is not None:
        yield from _new(actor)
        yield from _urgent(actor)
        yield from _without_picture(actor)
        yield from _unanswered(actor)
    if actor.may("cases.edit") and actor.may("openings.review"):
        yield from _of_colleagues(actor)
    if actor.may("referrals.in"):
        yield from _incoming(actor)


def _followed(actor: Actor) -> QuerySet[Case]:
    mine: QuerySet[Case] = Case.objects.visible_to(actor, "cases.edit").filter(
        operator=actor.user_id, closed_on=None
    )
    return mine


def _new(actor: Actor) -> Iterator[TodayItem]:
    """Opened for the actor by someone else, and not yet touched: no picture, no plan begun by them."""
    since = timezone.localdate() - NEW_FOR
    opened = _followed(actor).filter(opened_on__gte=since).exclude(opened_by=actor.user_id)
    for case in opened.select_related("opened_by").order_by("-opened_on", "-id")[:MOST]:
        title = _("%(code)s: a new case for you") % {"code": case.code}
        who = case.opened_by.name if case.opened_by else ""
        text = _("Opened by %(who)s.") % {"who": who} if who else ""
        yield TodayItem("case", title, text, case.get_absolute_url(), case.opened_on, "now", "it-folder")


def _urgent(actor: Actor) -> Iterator[TodayItem]:
    needs = Need.objects.visible_to(actor, "cases.edit").filter(
        status=Need.Status.OPEN, urgency="now", case__operator=actor.user_id, case__closed_on=None
    )
    for need in needs.select_related("case").order_by("noted_on")[:MOST]:
        title = _("%(code)s: urgent need") % {"code": need.case.code}
        yield TodayItem(
            "need", title, need.get_area_display(), need.get_absolute_url(), icon="it-warning-circle"
        )


def _without_picture(actor: Actor) -> Iterator[TodayItem]:
    for case in _followed(actor).filter(situations=None).order_by("opened_on", "id")[:MOST]:
        title = _("%(code)s: where does the person stand?") % {"code": case.code}
        text = _("The picture at the beginning is missing: without it nobody can say what changed.")
        url = reverse("cases:situation_add", args=[case.pk])
        yield TodayItem("picture", title, text, url, None, "soon", "it-camera")


def _unanswered(actor: Actor) -> Iterator[TodayItem]:
    waiting = Referral.objects.visible_to(actor, "cases.edit").filter(
        outcome=ReferralOutcome.WAITING, case__operator=actor.user_id, case__closed_on=None
    )
    for referral in waiting.select_related("case", "service").order_by("made_on")[:MOST]:
        title = _("%(code)s: no answer from a service yet") % {"code": referral.case.code}
        url = referral.get_absolute_url()
        yield _waiting("referral", title, referral.service.name, url, referral)


def _of_colleagues(actor: Actor) -> Iterator[TodayItem]:
    """For who manages: urgent needs that have stood open for a week with a colleague."""
    before = timezone.localdate() - URGENT_FOR
    needs = Need.objects.visible_to(actor, "cases.edit").filter(
        status=Need.Status.OPEN, urgency="now", noted_on__lte=before, case__closed_on=None
    )
    others = needs.exclude(case__operator=actor.user_id).select_related("case__operator")
    for need in others.order_by("noted_on", "id")[:MOST]:
        title = _("%(code)s: urgent need, open for a week or more") % {"code": need.case.code}
        text = _("%(area)s; followed by %(who)s") % {
            "area": need.get_area_display(),
            "who": need.case.operator.name,
        }
        yield TodayItem(
            "urgent", title, text, need.get_absolute_url(), need.noted_on, "late", "it-warning-circle"
        )


def _incoming(actor: Actor) -> Iterator[TodayItem]:
    waiting = IncomingReferral.objects.visible_to(actor).filter(outcome=ReferralOutcome.WAITING)
    for referral in waiting.select_related("service", "need").order_by("made_on", "id")[:MOST]:
        area = referral.need.get_area_display() if referral.need else referral.service.name
        title = _("%(code)s: someone was sent to you") % {"code": referral.code}
        yield _waiting("referral_in", title, area, referral.get_absolute_url(), referral)


def _waiting(kind: str, title: Any, text: Any, url: str, referral: Referral) -> TodayItem:
    """Shown with the day by which an answer is expected; late after it."""
    due = referral.made_on + ANSWER_WITHIN
    late = due < timezone.localdate()
    return TodayItem(kind, title, text, url, due, "late" if late else "soon", "it-external-link")
