"""What is due in people: identities that colleagues opened by giving a reason, persons to be erased, guardians."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.core.words import words_of_day
from accanto.people.models import STAND_IN_LAW, Erasure, Guardianship, IdentityOpening

#: How long before a guardianship ends it is said; and the age at which that of a minor does.
AHEAD, OF_AGE = timedelta(days=60), 18


def items(actor: Actor) -> Iterator[Waits]:
    yield from _openings(actor)
    yield from _erasures(actor)
    yield from _coming_of_age(actor)


def _coming_of_age(actor: Actor) -> Iterator[Waits]:
    """For who follows the person: guardianships that end soon, most of them on the day a minor turns 18."""
    if not actor.may("identities.open"):
        return
    today = timezone.localdate()
    ending = Guardianship.objects.visible_to(actor, "identities.open").filter(
        until__range=(today, today + AHEAD), kind__in=[kind.value for kind in STAND_IN_LAW]
    )
    yield Waits(
        [ending], lambda: map(_of_guardianship, ending.select_related("person").order_by("until")[:MOST])
    )


def _of_guardianship(row: Guardianship) -> TodayItem:
    assert row.until is not None  # it ends within the days ahead
    known = {"code": row.person.code, "day": words_of_day(row.until)}
    if row.person.age_on(row.until) == OF_AGE:
        title = _("%(code)s turns 18 on %(day)s") % known
    else:
        title = _("%(code)s: the guardianship ends on %(day)s") % known
    text = _("From then on they sign for themselves: consents, the plan, the tutor.")
    return TodayItem("guardian", title, text, row.get_absolute_url(), row.until, "soon", "it-calendar")


def _erasures(actor: Actor) -> Iterator[Waits]:
    """For who can carry them out: those that a colleague or the person asked for, from the day on that was said."""
    if not actor.may("erasures.do"):
        return
    waiting = Erasure.objects.visible_to(actor, "erasures.do").filter(done_at=None, called_back_at=None)
    due = waiting.filter(not_before__lte=timezone.localdate()).exclude(asked_by=actor.user_id)
    yield Waits([due], lambda: map(_of_erasure, due.select_related("person").order_by("not_before")[:MOST]))


def _of_erasure(row: Erasure) -> TodayItem:
    title = _("%(code)s: to be erased") % {"code": row.person.code}
    text = _("The days to think again are over.")
    return TodayItem("erasure", title, text, row.get_absolute_url(), row.not_before, "now", "it-delete")


def _openings(actor: Actor) -> Iterator[Waits]:
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
