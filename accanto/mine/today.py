"""Today of who follows a person: what they wrote; of who answers for the data: what was asked, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits
from accanto.mine.models import DataRequest, Message
from accanto.mine.words import RequestKind, RequestState

#: Days before the last one from which a request presses.
_NEAR = timedelta(days=10)


def items(actor: Actor) -> Iterator[Waits]:
    if actor.user_id is None:
        return
    if actor.may("messages.answer"):
        yield from _messages(actor)
    if actor.may("requests.answer"):
        yield from _requests(actor)


def _messages(actor: Actor) -> Iterator[Waits]:
    """Unread ones of the cases that the actor follows, a line for each case."""
    unread = Message.objects.visible_to(actor, "messages.answer").filter(
        by_person=True, seen_at=None, case__operator=actor.user_id
    )
    yield Waits([unread], lambda: _by_case(unread))


def _by_case(unread: Any) -> Iterator[TodayItem]:
    by_case = (
        unread.order_by().values("case", "case__code").annotate(count=Count("pk"), first=Min("created_at"))
    )
    for row in by_case.order_by("first", "case")[:MOST]:
        title = _("%(code)s: the person wrote to you") % {"code": row["case__code"]}
        text = ngettext("%(count)s message", "%(count)s messages", row["count"]) % {"count": row["count"]}
        url = reverse("mine:case_messages", args=[row["case"]])
        yield TodayItem("message", title, text, url, timezone.localdate(row["first"]), "now", "it-comment")


def _requests(actor: Actor) -> Iterator[Waits]:
    """Of one's own cases; who decides sees those to stop and to delete of all the organisation's."""
    rows = DataRequest.objects.visible_to(actor, "requests.answer").filter(state=RequestState.OPEN)
    decides = actor.may("requests.decide")
    kinds = (RequestKind.STOP, RequestKind.ERASE)
    mine = rows.filter(kind__in=kinds) if decides else rows.none()
    mine = mine | rows.filter(case__operator=actor.user_id)
    yield Waits([mine], lambda: map(_of_request, mine.select_related("case").order_by("due_on", "id")[:MOST]))


def _of_request(row: DataRequest) -> TodayItem:
    today = timezone.localdate()
    urgency: Urgency = "late" if row.due_on < today else "now" if row.due_on <= today + _NEAR else "soon"
    title = _("%(code)s asks: %(what)s") % {"code": row.case.code, "what": row.get_kind_display()}
    text = _("The law gives a month.")
    return TodayItem("data_request", title, text, row.get_absolute_url(), row.due_on, urgency, "it-locked")
