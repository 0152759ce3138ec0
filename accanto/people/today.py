"""What is due in people: identities that colleagues opened by giving a reason, not yet looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.people.models import IdentityOpening


def items(actor: Actor) -> Iterator[Waits]:
    """For whoever reviews them; their own are for someone else."""
    if not actor.may("openings.review"):
        return
    waiting = IdentityOpening.objects.visible_to(actor).filter(reviewed_at=None)
    waiting = waiting.exclude(opened_by=actor.user_id).select_related("person", "opened_by")
    yield Waits([waiting], lambda: map(_of_opening, waiting.order_by("created_at")[:MOST]))


def _of_opening(opening: IdentityOpening) -> TodayItem:
    title = _("%(code)s: an identity was opened") % {"code": opening.person.code}
    text = _("%(who)s gave this reason: %(reason)s") % {
        "who": opening.opened_by.name,
        "reason": opening.reason,
    }
    url, day = reverse("people:opening_review", args=[opening.pk]), timezone.localdate(opening.created_at)
    return TodayItem("opening", title, text, url, day, "now", "it-unlocked")
