"""Today of who follows a case: documents whose last day comes near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Document
from accanto.cases.models.document import STEPS
from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits


def items(actor: Actor) -> Iterator[Waits]:
    """From 90 days before; more pressing at 60 and at 30; late once it has ended, until someone has seen to it."""
    if not actor.may("documents.edit") or actor.user_id is None:
        return
    today = timezone.localdate()
    near = Document.objects.visible_to(actor, "documents.edit").filter(
        settled=False,
        expires_on__lte=today + timedelta(days=STEPS[0]),
        case__operator=actor.user_id,
        case__closed_on=None,
    )
    yield Waits([near], lambda: map(_item, near.select_related("case").order_by("expires_on", "id")[:MOST]))


def _item(row: Document) -> TodayItem:
    left = row.days_left or 0
    urgency: Urgency = (
        "late" if left < 0 else "now" if left <= STEPS[2] else "soon" if left <= STEPS[1] else "info"
    )
    title = _("%(code)s: a document has ended") if left < 0 else _("%(code)s: a document ends soon")
    return TodayItem(
        "document",
        title % {"code": row.case.code},
        row.kind_words,
        row.get_absolute_url(),
        row.expires_on,
        urgency,
        "it-file",
    )
