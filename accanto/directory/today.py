"""What is due in the directory, for its editors."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor
from accanto.core.paging import COUNT_LIMIT
from accanto.core.today import TodayItem
from accanto.directory.due import ORDER, corrections_waiting, feedback_waiting, queue

#: Services named one by one; the list has the others.
MOST = 5


def items(actor: Actor) -> Iterator[TodayItem]:
    """Corrections and feedback that wait, and what is longest overdue."""
    if not actor.may("services.edit"):
        return
    for row in corrections_waiting(actor).select_related("service").order_by("created_at")[:MOST]:
        yield TodayItem(
            "correction",
            _("An organisation sent a correction"),
            row.service.name,
            row.get_absolute_url(),
            timezone.localdate(row.created_at),
            "late",
            "it-mail",
        )
    if count := len(feedback_waiting(actor).values_list("pk")[: COUNT_LIMIT + 1]):
        text = ngettext("%(count)s message", "%(count)s messages", count) % {"count": count}
        url = reverse("directory:feedback_list") + "?state=waiting"
        title = _("The public told us of the directory")
        yield TodayItem("feedback", title, text, url, icon="it-comment", count=count)
    due = queue(actor)
    if count := len(due.values_list("pk")[: COUNT_LIMIT + 1]):
        text = ngettext("%(count)s service", "%(count)s services", count) % {"count": count}
        url = reverse("directory:check_list")
        title = _("To be checked in the directory")
        yield TodayItem("check", title, text, url, icon="it-check-circle", count=count)
    for service in due.filter(waiting=0).order_by(*ORDER)[:MOST]:
        yield TodayItem(
            "check_one",
            _("Ask whether it is still true"),
            service.name,
            service.get_absolute_url(),
            service.check_again_by,
            "soon",
            "it-search",
        )
