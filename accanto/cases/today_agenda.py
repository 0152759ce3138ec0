"""Today: one's appointments of today and tomorrow, those of which nobody said what came of them, one's tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits

#: How far back it is asked what came of an appointment; how far ahead a task shows.
_BACK, _AHEAD = timedelta(days=30), timedelta(days=3)


def items(actor: Actor) -> Iterator[Waits]:
    """For who follows the case, and for a colleague who goes along or has the task."""
    if not actor.may("appointments.edit") or actor.user_id is None:
        return
    today = timezone.localdate()
    followed = Case.objects.visible_to(actor).filter(operator=actor.user_id, closed_on=None)
    planned = Appointment.objects.visible_to(actor, "appointments.edit").filter(
        Q(case__in=followed.order_by().values("pk")) | Q(along_user=actor.user_id),
        outcome=AppointmentOutcome.WAITING,
        on__range=(today - _BACK, today + timedelta(days=1)),
    )
    in_order = planned.select_related("case").order_by("on", "at", "id")
    yield Waits([planned], lambda: map(_of_appointment, in_order[:MOST]), reverse("cases:agenda"))
    tasks = Task.objects.visible_to(actor, "appointments.edit").filter(
        who=actor.user_id, done_on=None, due__lte=today + _AHEAD
    )
    by_day = tasks.select_related("case").order_by("due", "id")
    yield Waits([tasks], lambda: map(_of_task, by_day[:MOST]), reverse("cases:agenda"))


def _of_task(task: Task) -> TodayItem:
    today = timezone.localdate()
    urgency: Urgency = "late" if task.due < today else "now" if task.due == today else "soon"
    title = _("%(code)s: a task") % {"code": task.case.code}
    return TodayItem("task", title, task.what[:120], task.get_absolute_url(), task.due, urgency, "it-check")


def _of_appointment(row: Appointment) -> TodayItem:
    asks = row.is_over
    title = _("%(code)s: what came of the appointment?") if asks else _("%(code)s: an appointment")
    said = f"{row.at:%H:%M} · {row.get_kind_display()}" if row.at else row.get_kind_display()
    urgency: Urgency = "now" if asks or row.on == timezone.localdate() else "soon"
    url = row.get_absolute_url()
    return TodayItem(
        "appointment", title % {"code": row.case.code}, said, url, row.on, urgency, "it-calendar"
    )
