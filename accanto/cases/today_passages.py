"""What is due where cases change hands: nobody falls between two organisations or two colleagues.

Either side of an offer is told with the days that it has waited; after the project's own number of days it is
late, and the sender's managers are told too. So are they of referrals without an answer, and of cases whose
operator no longer works there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accanto.cases.models import (
    Case,
    CaseShare,
    Handover,
    IncomingTransfer,
    Transfer,
    TransferState,
)
from accanto.cases.operations.case import colleagues_of, operators_today
from accanto.cases.operations.share import lately_shared
from accanto.cases.scopes import live_shares
from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits

#: Without a number of the project's own, an offer waits so many days before it is late …
OFFER_DAYS = 7
#: … and a referral so many before the managers are told.
REFERRAL_DAYS = 21
#: What is over is still told for so long.
NEWS_FOR = timedelta(days=7)
#: A share that ends so soon is said.
ENDS_SOON = timedelta(days=7)


def with_answer_days(rows: Any) -> Any:
    """The rows of cases, each with what `answer_days` reads, without the rest of its project's definition."""
    return rows.annotate(project_waits=F("case__project__definition__paths__answer_days"))


def answer_days(row: Any, otherwise: int) -> int:
    """After how many days without an answer it is late, and the managers are told: the project's definition says.
    `row` comes from `with_answer_days`."""
    return int(row.project_waits or otherwise)


def items(actor: Actor) -> Iterator[TodayItem | Waits]:
    """Offers on either side, handovers, answers, shares that end; for managers, what colleagues wait for."""
    if actor.user_id is None or not actor.may("transfers.see"):
        return
    yield from _offered_to_us(actor)
    yield from _offered(actor)
    yield from _handed_to_me(actor)
    yield from _shared_with_me(actor)
    yield from _shares_ending(actor)
    if actor.may("openings.review"):
        yield from _followed_by_nobody(actor)


def _is_late(transfer: Transfer) -> bool:
    return transfer.days_waited > answer_days(transfer, OFFER_DAYS)


def _offered_to_us(actor: Actor) -> Iterator[Waits]:
    waiting = IncomingTransfer.objects.visible_to(actor, "transfers.answer").filter(
        state=TransferState.OFFERED
    )
    rows = with_answer_days(waiting).select_related("case", "sender").order_by("offered_on", "id")
    yield Waits([waiting], lambda: map(_of_incoming, rows[:MOST]), reverse("cases:transfer_in_list"))


def _of_incoming(row: IncomingTransfer) -> TodayItem:
    title = _("%(code)s: %(who)s offers you this case") % {"code": row.case.code, "who": row.sender}
    return _waiting("transfer_in", title, row, _is_late(row), "now")


def _offered(actor: Actor) -> Iterator[Waits]:
    """One's own offers: those that wait, those declined until another way is found, those taken on lately. Of a
    colleague's, for who manages, those that have waited too long."""
    later = Transfer.objects.visible_to(actor).filter(
        case=OuterRef("case"), created_at__gt=OuterRef("created_at")
    )
    mine = Q(offered_by=actor.user_id)
    declined = Q(state=TransferState.DECLINED, case__closed_on=None, case__organisation=F("sender"))
    lately = Q(answered_on__gte=timezone.localdate() - NEWS_FOR)
    told = (
        Q(state=TransferState.OFFERED) | (mine & declined) | (mine & lately & Q(state=TransferState.ACCEPTED))
    )
    rows = Transfer.objects.visible_to(actor).filter(told, ~Exists(later))
    related = with_answer_days(rows).select_related("case", "receiver").order_by("offered_on", "id")
    yield Waits([rows], lambda: _of_offers(actor, related[: 3 * MOST]))


def _of_offers(actor: Actor, rows: Iterable[Transfer]) -> Iterator[TodayItem]:
    for row in rows:
        names = {"code": row.case.code, "who": row.receiver}
        if row.state == TransferState.OFFERED:
            yield from _offer_that_waits(actor, row, _("%(code)s: %(who)s has not answered yet") % names)
        elif row.state == TransferState.DECLINED:
            text = _("Read why, and offer it elsewhere or go on with it.")
            yield _answered("declined", _("%(code)s: %(who)s declined") % names, text, row, "now")
        else:
            yield _answered("accepted", _("%(code)s: %(who)s has taken it on") % names, "", row, "info")


def _offer_that_waits(actor: Actor, row: Transfer, title: Any) -> Iterator[TodayItem]:
    late = _is_late(row)
    if actor.user_id in (row.offered_by_id, row.case.operator_id) or (late and actor.may("openings.review")):
        yield _waiting("transfer_out", title, row, late, "soon")


def _answered(kind: str, title: Any, text: Any, row: Transfer, urgency: Any) -> TodayItem:
    return TodayItem(kind, title, text, row.get_absolute_url(), row.answered_on, urgency, "it-folder")


def _waiting(kind: str, title: Any, row: Transfer, late: bool, otherwise: Any) -> TodayItem:
    due = row.offered_on + timedelta(days=answer_days(row, OFFER_DAYS))
    urgency: Any = "late" if late else otherwise
    text = ngettext_lazy("%(days)d day waited", "%(days)d days waited", "days") % {"days": row.days_waited}
    return TodayItem(kind, title, text, row.get_absolute_url(), due, urgency, "it-folder")


def _handed_to_me(actor: Actor) -> Iterator[Waits]:
    since = timezone.localdate() - NEWS_FOR
    rows = Handover.objects.visible_to(actor).filter(
        after=actor.user_id, case__operator=actor.user_id, case__closed_on=None, on__gte=since
    )
    rows = rows.exclude(by=actor.user_id)
    latest = rows.select_related("case", "by").order_by("-on", "-id")
    yield Waits([rows], lambda: map(_of_handover, latest[:MOST]))


def _of_handover(row: Handover) -> TodayItem:
    title = _("%(code)s: handed to you by %(who)s") % {"code": row.case.code, "who": row.by.name}
    return TodayItem("handover", title, row.note, row.get_absolute_url(), row.on, "now", "it-folder")


def _shared_with_me(actor: Actor) -> Iterator[TodayItem]:
    for share in lately_shared(actor, timezone.localdate() - NEWS_FOR):
        names = {"code": share.case.code, "who": share.case.organisation}
        title = _("%(code)s: %(who)s shares this case with you") % names
        yield TodayItem("lent", title, share.words, share.get_absolute_url(), share.until, "info", "it-user")


def _shares_ending(actor: Actor) -> Iterator[Waits]:
    until = timezone.localdate() + ENDS_SOON
    mine = CaseShare.objects.visible_to(actor).filter(
        live_shares(), until__lte=until, shared_by=actor.user_id
    )
    rows = mine.select_related("case", "organisation", "user").order_by("until", "id")
    yield Waits([mine], lambda: map(_of_share, rows[:MOST]))


def _of_share(share: CaseShare) -> TodayItem:
    who = share.user.name if share.user else share.organisation
    title = _("%(code)s: the share with %(who)s ends") % {"code": share.case.code, "who": who}
    text = _("Share it again if they need it longer.")
    return TodayItem("share", title, text, share.get_absolute_url(), share.until, "info", "it-user")


def _followed_by_nobody(actor: Actor) -> Iterator[Waits]:
    """Open cases of somebody who no longer works there. Asked from those who left, who are few."""
    gone = colleagues_of(actor).exclude(pk__in=operators_today())
    yield Waits([gone], lambda: _left_behind(actor, list(gone.values_list("pk", flat=True))))


def _left_behind(actor: Actor, gone: list[Any]) -> Iterator[TodayItem]:
    cases = Case.objects.visible_to(actor, "cases.edit").filter(closed_on=None, operator__in=gone)
    left = cases.order_by().values("operator", "operator__name").annotate(cases=Count("pk"))
    for row in left.order_by("operator"):
        title = _("%(who)s no longer works here") % {"who": row["operator__name"]}
        text = ngettext_lazy("%(count)d case to hand over", "%(count)d cases to hand over", "count")
        url = (
            f"{reverse('cases:case_hand_over_many')}?{urlencode({'all': 'operator=' + str(row['operator'])})}"
        )
        said, count = text % {"count": row["cases"]}, row["cases"]
        yield TodayItem("left", title, said, url, None, "late", "it-folder", count=count)
