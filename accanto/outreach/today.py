"""What is due in outreach: the next steps one wrote down, and people with a name but no case yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import TodayItem, Waits
from accanto.core.words import words_of_day
from accanto.outreach.models import Encounter

#: An encounter older than this is no longer on anyone's list.
WITHIN = timedelta(days=30)
MOST = 30


def items(actor: Actor) -> Iterator[Waits]:
    """Only of the encounters that the actor had, as long as no case has taken them up."""
    if not actor.may("encounters.add") or actor.user_id is None:
        return
    since = timezone.localdate() - WITHIN
    mine = Encounter.objects.visible_to(actor, "encounters.add").filter(
        operator=actor.user_id, case=None, on__gte=since
    )
    rows = mine.select_related("visit__place").only("on", "person", "next_step", "visit__place__name")
    yield Waits([mine], lambda: _of_encounters(rows.order_by("-on", "-id")[:MOST]))


def _of_encounters(rows: Iterable[Encounter]) -> Iterator[TodayItem]:
    for met in rows:
        where = {"place": met.visit.place, "day": words_of_day(met.on)}
        if met.next_step:
            title = _("Next step: %(place)s, %(day)s") % where
            yield TodayItem(
                "next", title, met.next_step, met.get_absolute_url(), None, "now", "it-map-marker"
            )
        elif met.person_id:
            title = _("Someone with a name and no case: %(place)s, %(day)s") % where
            text = _("If they want to be followed, open a case from the encounter.")
            yield TodayItem("named", title, text, met.get_absolute_url(), None, "soon", "it-map-marker")
