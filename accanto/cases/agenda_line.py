"""What is next, on a case's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.together import holds

_SHOWN = 4


def of_case(actor: Actor, case: Case) -> dict[str, Any]:
    """Appointments to come, and those of which nobody has said what came of them; open tasks."""
    waiting = Appointment.objects.visible_to(actor).filter(case=case, outcome=AppointmentOutcome.WAITING)
    return {
        "appointments": waiting,
        "tasks": Task.objects.visible_to(actor).filter(case=case, done_on=None),
    }


def panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """The next appointments and the open tasks, those that are behind first."""
    if not actor.may("appointments.see"):
        return
    planned, tasks = of_case(actor, case).values()
    context = {
        "appointments": planned.order_by("on", "at", "id")[:_SHOWN] if holds(case, "appointments") else [],
        "tasks": tasks.select_related("who").order_by("due", "id")[:_SHOWN] if holds(case, "tasks") else [],
        "today": timezone.localdate(),
        "may_plan": case.is_open and actor.may("appointments.edit"),
    }
    yield Panel("cases/_agenda_panel.html", context, order=15)
