"""What is due of referrals: no answer yet, an answer by a link; for managers, what colleagues have waited for too long.

Asked together: the three are of one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Referral, ReferralLink, ReferralOutcome
from accanto.cases.today_passages import NEWS_FOR, REFERRAL_DAYS, answer_days, with_answer_days
from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.core.today import MOST, TodayItem, Waits
from accanto.core.together import together


def items(actor: Actor) -> Iterator[Waits]:
    """Of the cases that the actor follows; for who manages, of their colleagues'."""
    if actor.user_id is None or not actor.may("cases.edit"):
        return
    today = timezone.localdate()
    rows = Referral.objects.visible_to(actor, "cases.edit")
    mine, open_ones = (
        rows.filter(case__operator=actor.user_id),
        {"outcome": ReferralOutcome.WAITING, "case__closed_on": None},
    )
    used = ReferralLink.objects.visible_to(actor).filter(referral=OuterRef("pk"), used_on__isnull=False)
    waiting = mine.filter(**open_ones)
    answered = mine.filter(Exists(used), outcome_on__gte=today - NEWS_FOR)
    asked = {
        "waiting": waiting.order_by("made_on", "id")[:MOST],
        "answered": answered.order_by("-outcome_on", "-id")[:MOST],
    }
    parts = [waiting, answered]
    if actor.may("openings.review"):
        others = rows.filter(made_on__lt=today, **open_ones).exclude(case__operator=actor.user_id)
        asked["colleagues"] = others.order_by("made_on", "id")[: 4 * MOST]
        parts.append(others)
    yield Waits(parts, lambda: _of_referrals(asked))


def _of_referrals(asked: Mapping[str, ScopedQuerySet]) -> Iterator[TodayItem]:
    found = together(asked, lambda each: with_answer_days(each).select_related("case__operator", "service"))
    yield from map(_waits, found["waiting"])
    yield from map(_answered, found["answered"])
    yield from _late(found.get("colleagues", ()))


def _waits(referral: Referral) -> TodayItem:
    title = _("%(code)s: no answer from a service yet") % {"code": referral.case.code}
    return waiting_item("referral", title, referral.service.name, referral.get_absolute_url(), referral)


def _answered(row: Referral) -> TodayItem:
    """What a service said by its link."""
    title = _("%(code)s: %(service)s has answered") % {"code": row.case.code, "service": row.service}
    text, url = row.get_outcome_display(), row.get_absolute_url()
    return TodayItem("answer", title, text, url, row.outcome_on, "info", "it-external-link")


def _late(rows: Iterable[Referral]) -> Iterator[TodayItem]:
    """Those that have waited longer than their project says, the longest first."""
    late = 0
    for row in sorted(rows, key=lambda each: (each.made_on, each.pk)):
        due = row.made_on + timedelta(days=answer_days(row, REFERRAL_DAYS))
        if due >= timezone.localdate() or late == MOST:
            continue
        late += 1
        title = _("%(code)s: no answer from a service yet") % {"code": row.case.code}
        text = _("%(service)s; followed by %(who)s") % {"service": row.service, "who": row.case.operator.name}
        yield TodayItem("referral_late", title, text, row.get_absolute_url(), due, "late", "it-external-link")


def waiting_item(kind: str, title: Any, text: Any, url: str, referral: Referral) -> TodayItem:
    """Shown with the day by which an answer is expected, for either side and the managers the same; late after it."""
    due = referral.made_on + timedelta(days=answer_days(referral, REFERRAL_DAYS))
    late = due < timezone.localdate()
    return TodayItem(kind, title, text, url, due, "late" if late else "soon", "it-external-link")
