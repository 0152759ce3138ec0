"""Tutors on Today: who waits, whose checks lapse, who is suspended. Nobody rests silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits
from accanto.tutoring.checks import WARNED_BEFORE, lapsing, name_of
from accanto.tutoring.funnel import Row, waiting
from accanto.tutoring.models import TutorCheck
from accanto.tutoring.steps import Mover, Step


def items(actor: Actor) -> Iterator[TodayItem | Waits]:
    if not actor.may("tutors.edit"):
        return
    shown = [row for row in waiting(actor, "tutors.edit") if _comes_up(row)]
    for row in shown[:MOST]:
        urgency: Urgency = "late" if row.wait.is_stuck else "now"
        title = _("%(code)s: %(next)s") % {"code": row.tutor.code, "next": row.next.label}
        yield TodayItem("tutor", title, _since(row), row.next.url, row.wait.since, urgency, "it-user")
    checks = lapsing(actor, timezone.localdate() + WARNED_BEFORE)
    yield Waits([checks], lambda: map(_of_check, checks[:MOST]))


def _comes_up(row: Row) -> bool:
    """Who is stuck; and what the operator has to do anyway: fix a talk, tell how one went."""
    at_once = row.step in (Step.AVAILABILITY, Step.INTERVIEW) and row.wait.on == Mover.OPERATOR
    return row.wait.is_stuck or at_once


def _since(row: Row) -> Any:
    told = ngettext(
        "%(step)s: %(who)s for %(days)s day.", "%(step)s: %(who)s for %(days)s days.", row.wait.days
    )
    return told % {"step": row.step.label, "who": Mover(row.wait.on).label, "days": row.wait.days}


def _of_check(check: TutorCheck) -> TodayItem:
    over = check.valid_until is not None and check.valid_until < timezone.localdate()
    title = _("%(code)s: a check is no longer valid") if over else _("%(code)s: a check lapses soon")
    return TodayItem(
        "tutor_check",
        title % {"code": check.tutor.code},
        name_of(check.key),
        check.tutor.get_absolute_url(),
        check.valid_until,
        "late" if over else "now",
        "it-file",
    )
