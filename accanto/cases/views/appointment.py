"""Appointments and tasks: the calendar of a case and one's own, planning, moving, what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.cases.agenda import agenda, asked
from accanto.cases.forms.appointment import (
    AppointmentEditForm,
    AppointmentForm,
    AppointmentMoveForm,
    TaskForm,
)
from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.cases.operations.appointment import (
    add_task,
    at_the_same_time,
    change_appointment,
    move_appointment,
    plan_appointment,
    record_appointment,
    tasks_done,
)
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, PageScreen, allowed_on

#: The ways to look at a calendar; a list is the first, for it fits a telephone.
VIEWS = (("list", _("List")), ("week", _("Week")), ("month", _("Month")))


class AgendaView(PageScreen):
    """One's own: of all cases that one follows, and where one goes along."""

    capability = "appointments.edit"
    template_name = "cases/agenda.html"
    title = _("My calendar")

    def context(self, **more: Any) -> dict[str, Any]:
        shown, day = asked(self.request.GET)
        own = agenda(self.actor, None, shown, day)
        return super().context(agenda=own, day=day, views=VIEWS, may_edit=True, **more)


class CaseAgendaView(DetailScreen):
    model = Case
    capability = "appointments.see"
    template_name = "cases/agenda.html"
    title = _("Calendar of the case")

    def more(self, row: Case) -> dict[str, Any]:
        shown, day = asked(self.request.GET)
        may_edit = allowed_on(self.actor, "appointments.edit", row)
        its = agenda(self.actor, row, shown, day)
        return {"agenda": its, "day": day, "views": VIEWS, "may_edit": may_edit}


class _Planning(FormScreen):
    """Says after saving what is at the same time: that may be as wished, so it is never refused."""

    def done_message(self, result: Any) -> Any:
        for other in at_the_same_time(self.actor, result):
            said = {"code": other.case.code, "day": date_format(other.on, "j M"), "at": f"{other.at:%H:%M}"}
            messages.warning(self.request, gettext("At the same time: %(code)s, %(day)s at %(at)s.") % said)
        return self.done


class AppointmentAddView(_Planning):
    model = Case
    capability = "appointments.edit"
    form_class = AppointmentForm
    title = _("An appointment")
    done = _("The appointment is in the calendar.")

    def perform(self, form: ActorForm) -> Any:
        return plan_appointment(self.actor, case=self.row(), **form.values())


class AppointmentEditView(_Planning):
    model = Appointment
    capability = "appointments.edit"
    form_class = AppointmentEditForm
    title = _("Correct the appointment")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case")

    def perform(self, form: ActorForm) -> Any:
        return change_appointment(self.actor, appointment=self.row(), **form.values())


class AppointmentMoveView(_Planning):
    """The one before stays in the calendar, as moved."""

    model = Appointment
    capability = "appointments.edit"
    form_class = AppointmentMoveForm
    title = _("Move the appointment")
    submit_label = _("Move it")
    done = _("The appointment is moved.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case")

    def perform(self, form: ActorForm) -> Any:
        return move_appointment(self.actor, appointment=self.row(), **form.values())


class AppointmentOutcomeView(ActionScreen):
    """What came of it, in one tap."""

    model = Appointment
    capability = "appointments.edit"
    done = _("Noted.")
    _SAID = (
        AppointmentOutcome.CAME,
        AppointmentOutcome.ABSENT,
        AppointmentOutcome.CANCELLED,
        AppointmentOutcome.WAITING,
    )

    def perform(self, row: Any) -> Any:
        if self.kwargs["outcome"] not in self._SAID:
            raise Http404
        return record_appointment(self.actor, appointment=row, outcome=self.kwargs["outcome"])


class TaskAddView(FormScreen):
    model = Case
    capability = "appointments.edit"
    form_class = TaskForm
    title = _("A task")

    def perform(self, form: ActorForm) -> Any:
        return add_task(self.actor, case=self.row(), **form.values())


class TasksDoneView(ActionScreen):
    """Those that were ticked, several at once. What is no task in sight is passed over."""

    capability = "appointments.edit"
    done = _("Done.")

    def perform(self, row: Any) -> Any:
        wanted = [key for word in self.request.POST.getlist("tasks")[:500] if (key := _uuid(word))]
        tasks = Task.objects.visible_to(self.actor, "appointments.edit").filter(pk__in=wanted, done_on=None)
        return tasks_done(self.actor, tasks=list(tasks.select_related("case")))

    def back_url(self, row: Any) -> str:
        key = _uuid(self.request.POST.get("case", ""))
        return reverse("cases:case_agenda", args=[key]) if key else reverse("cases:agenda")


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
