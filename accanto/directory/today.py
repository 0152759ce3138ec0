"""What is due in the directory: services that nobody has checked within the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import TodayItem
from accanto.directory.models import Service

MOST = 15
SOON = timedelta(days=30)


def items(actor: Actor) -> Iterator[TodayItem]:
    """For those who keep the directory: the most overdue first, those never checked before all."""
    if not actor.may("services.edit"):
        return
    today = timezone.localdate()
    open_ones = Service.objects.exclude(status=Service.Status.DEFUNCT).select_related("municipality")
    never = open_ones.filter(check_again_by=None)
    due = open_ones.filter(check_again_by__lte=today + SOON)
    for service in never.order_by("name", "id")[:MOST]:
        text = _("Nobody has checked it yet.")
        yield TodayItem("service", service.name, text, service.get_absolute_url(), None, "late", "it-search")
    for service in due.order_by(F("check_again_by").asc(), "id")[:MOST]:
        late = service.check_again_by is not None and service.check_again_by < today
        text = _("Ask whether it is still true, then tap “Still true”.")
        yield TodayItem(
            "service",
            service.name,
            text,
            service.get_absolute_url(),
            service.check_again_by,
            "late" if late else "soon",
            "it-search",
        )
