"""What this room says itself of those who live in a household: guardians, school."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor
from accanto.core.words import words_of_day
from accanto.people.families import Line
from accanto.people.models import Guardianship, SchoolYear


def tell(actor: Actor, persons: Collection[UUID]) -> Iterator[tuple[UUID, Line]]:
    """Guardians who hold today, without their name; of each pupil the newest school year, and what is next."""
    today = timezone.localdate()
    for row in Guardianship.objects.visible_to(actor).filter(person__in=persons):
        if row.holds_on(today):
            until = _("until %(day)s") % {"day": words_of_day(row.until)} if row.until else ""
            yield row.person_id, Line(row.get_kind_display(), until)
    years = SchoolYear.objects.visible_to(actor).filter(person__in=persons).prefetch_related("steps")
    told: set[UUID] = set()
    for year in years.order_by("-begins", "-id"):
        if year.person_id not in told:
            told.add(year.person_id)
            yield year.person_id, _of_year(year)


def _of_year(year: SchoolYear) -> Line:
    waiting = [step for step in year.steps.all() if step.ended_on is None]
    due = min((step.due_on for step in waiting if step.due_on), default=None)
    following = ngettext("%(count)s thing to do", "%(count)s things to do", len(waiting)) % {
        "count": len(waiting)
    }
    if due is not None:
        following = _("%(what)s, by %(day)s") % {"what": following, "day": words_of_day(due)}
    title = _("School %(year)s") % {"year": year.words}
    return Line(title, year.get_kind_display(), year.get_absolute_url(), following if waiting else "")
