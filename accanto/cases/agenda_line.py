"""What is next, on a case's page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.core.actor import Actor
from accanto.core.panels import Panel

_SHOWN = 4


def panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """The next appointments and the open tasks, those that are behind first."""
    if not actor.may("appointments.see"):
        return
    today = timezone.localdate()
    planned = Appointment.objects.visible_to(actor).filter(case=case, outcome=AppointmentOutcome.WAITING)
    tasks = Task.objects.visible_to(actor).filter(case=case, done_on=None).select_related("who")
    context = {
        "appointments": planned.filter(on__gte=today).order_by("on", "at", "id")[:_SHOWN],
        "tasks": tasks.order_by("due", "id")[:_SHOWN],
        "today": today,
        "may_plan": case.is_open and actor.may("appointments.edit"),
    }
    yield Panel("cases/_agenda_panel.html", context, order=15)
