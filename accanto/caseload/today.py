"""What is due in caseload: persons who were taken in and have not been given the notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from accanto.caseload.models import CaseloadRow
from accanto.caseload.told import untold
from accanto.core.actor import Actor
from accanto.core.today import TodayItem, Waits

MOST = 5


def items(actor: Actor) -> Iterator[Waits]:
    """For whoever takes cases in, one line an import."""
    if not actor.may("caseload.import"):
        return
    rows = untold(actor, CaseloadRow.objects.visible_to(actor)).order_by()
    yield Waits([rows], lambda: _by_import(rows))


def _by_import(rows: Any) -> Iterator[TodayItem]:
    counted = rows.values("batch", "batch__created_at").annotate(untold=Count("pk"))
    for each in counted.order_by("batch__created_at")[:MOST]:
        title = ngettext(
            "%(count)d person taken in from a spreadsheet has not been given the notice",
            "%(count)d persons taken in from a spreadsheet have not been given the notice",
            each["untold"],
        ) % {"count": each["untold"]}
        url = reverse("caseload:caseload_detail", args=[each["batch"]]) + "?fate=untold"
        yield TodayItem("notice", title, "", url, each["batch__created_at"].date(), "soon", "it-user")
