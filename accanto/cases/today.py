"""What is due in cases: urgent needs, referrals without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Need, Referral, ReferralOutcome
from accanto.core.actor import Actor
from accanto.core.today import TodayItem

#: A referral that waited so long is asked about.
ANSWER_WITHIN = timedelta(days=21)
MOST = 15


def items(actor: Actor) -> Iterator[TodayItem]:
    """Only of the cases that the actor follows."""
    if not actor.may("cases.edit"):
        return
    needs = Need.objects.visible_to(actor, "cases.edit").filter(
        status=Need.Status.OPEN, urgency="now", case__operator=actor.user_id, case__closed_on=None
    )
    for need in needs.select_related("case").order_by("noted_on")[:MOST]:
        title = _("%(code)s: urgent need") % {"code": need.case.code}
        yield TodayItem(
            "need", title, need.get_area_display(), need.get_absolute_url(), icon="it-warning-circle"
        )
    waiting = Referral.objects.visible_to(actor, "cases.edit").filter(
        outcome=ReferralOutcome.WAITING, case__operator=actor.user_id, case__closed_on=None
    )
    for referral in waiting.select_related("case", "service").order_by("made_on")[:MOST]:
        due = referral.made_on + ANSWER_WITHIN
        title = _("%(code)s: no answer from a service yet") % {"code": referral.case.code}
        late = due < timezone.localdate()
        yield TodayItem(
            "referral",
            title,
            referral.service.name,
            referral.get_absolute_url(),
            due,
            "late" if late else "soon",
            "it-external-link",
        )
