"""What is due in cases: new ones, urgent needs, a first picture, referrals without an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, IncomingReferral, Need, ReferralOutcome
from accanto.cases.today_passages import with_answer_days
from accanto.cases.today_referrals import waiting_item
from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.core.today import MOST, TodayItem, Waits
from accanto.core.together import together

#: A case opened by someone else is new for so long.
NEW_FOR = timedelta(days=7)
#: An urgent need still open after so long is shown to the manager too.
URGENT_FOR = timedelta(days=7)


def items(actor: Actor) -> Iterator[Waits]:
    """Of the cases that the actor follows; and what was referred to their organisation's services."""
    if actor.may("cases.edit") and actor.user_id is not None:
        yield from _cases(actor)
        yield from _needs(actor)
    if actor.may("referrals.in"):
        yield from _incoming(actor)


def _followed(actor: Actor) -> ScopedQuerySet:
    mine: ScopedQuerySet = Case.objects.visible_to(actor, "cases.edit").filter(
        operator=actor.user_id, closed_on=None
    )
    return mine


def _cases(actor: Actor) -> Iterator[Waits]:
    """Opened for the actor by someone else, and not yet touched: no picture, no plan begun by them. And those whose
    first picture is missing."""
    since = timezone.localdate() - NEW_FOR
    followed = _followed(actor)
    new = followed.filter(opened_on__gte=since).exclude(opened_by=actor.user_id)
    bare = followed.filter(situations=None)
    asked = {
        "new": new.order_by("-opened_on", "-id")[:MOST],
        "bare": bare.order_by("opened_on", "id")[:MOST],
    }
    yield Waits((new, bare), lambda: _of_cases(asked), f"{reverse('cases:case_list')}?mine=on")


def _of_cases(asked: Mapping[str, ScopedQuerySet]) -> Iterator[TodayItem]:
    found = together(asked, lambda cases: cases.select_related("opened_by"))
    yield from map(_new, found["new"])
    yield from map(_without_picture, found["bare"])


def _new(case: Case) -> TodayItem:
    title = _("%(code)s: a new case for you") % {"code": case.code}
    who = case.opened_by.name if case.opened_by else ""
    text = _("Opened by %(who)s.") % {"who": who} if who else ""
    return TodayItem("case", title, text, case.get_absolute_url(), case.opened_on, "now", "it-folder")


def _without_picture(case: Case) -> TodayItem:
    title = _("%(code)s: where does the person stand?") % {"code": case.code}
    text = _("The picture at the beginning is missing: without it nobody can say what changed.")
    url = reverse("cases:situation_add", args=[case.pk])
    return TodayItem("picture", title, text, url, None, "soon", "it-camera")


def _needs(actor: Actor) -> Iterator[Waits]:
    """Urgent ones: the actor's own; for who manages, those that have stood open for a week with a colleague."""
    urgent = Need.objects.visible_to(actor, "cases.edit").filter(
        status=Need.Status.OPEN, urgency="now", case__closed_on=None
    )
    parts = {"own": urgent.filter(case__operator=actor.user_id)}
    if actor.may("openings.review"):
        long = urgent.filter(noted_on__lte=timezone.localdate() - URGENT_FOR)
        parts["others"] = long.exclude(case__operator=actor.user_id)
    yield Waits(list(parts.values()), lambda: _of_needs(parts))


def _of_needs(parts: Mapping[str, ScopedQuerySet]) -> Iterator[TodayItem]:
    asked = {name: rows.order_by("noted_on", "id")[:MOST] for name, rows in parts.items()}
    found = together(asked, lambda needs: needs.select_related("case__operator"))
    yield from map(_urgent, found["own"])
    yield from map(_of_a_colleague, found.get("others", ()))


def _urgent(need: Need) -> TodayItem:
    title = _("%(code)s: urgent need") % {"code": need.case.code}
    text, url = need.get_area_display(), need.get_absolute_url()
    return TodayItem("need", title, text, url, icon="it-warning-circle")


def _of_a_colleague(need: Need) -> TodayItem:
    title = _("%(code)s: urgent need, open for a week or more") % {"code": need.case.code}
    who = {"area": need.get_area_display(), "who": need.case.operator.name}
    text = _("%(area)s; followed by %(who)s") % who
    url = need.get_absolute_url()
    return TodayItem("urgent", title, text, url, need.noted_on, "late", "it-warning-circle")


def _incoming(actor: Actor) -> Iterator[Waits]:
    waiting = IncomingReferral.objects.visible_to(actor).filter(outcome=ReferralOutcome.WAITING)
    rows = with_answer_days(waiting).select_related("service", "need").order_by("made_on", "id")
    yield Waits([waiting], lambda: map(_sent_to_us, rows[:MOST]), reverse("cases:referral_in_list"))


def _sent_to_us(referral: IncomingReferral) -> TodayItem:
    area = referral.need.get_area_display() if referral.need else referral.service.name
    title = _("%(code)s: someone was sent to you") % {"code": referral.code}
    return waiting_item("referral_in", title, area, referral.get_absolute_url(), referral)
