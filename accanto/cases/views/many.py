"""Acts on many cases, chosen in their list: handed over, called to an appointment; and on many tasks."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.forms.many import AppointmentManyForm, HandOverManyForm, TasksMoveForm
from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.cases.operations.appointment import move_task, plan_appointment, record_appointment
from accanto.cases.operations.case import change_operator
from accanto.cases.views.case import CaseListView
from accanto.core.bulk import MOST, BulkScreen
from accanto.core.forms import ActorForm
from accanto.core.words import words_of_day


class _OfCases(BulkScreen):
    model = Case
    list_screen = CaseListView
    list_name = "cases:case_list"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("operator", "organisation", "project", "territory", "person")

    def label_of(self, row: Case) -> str:
        return f"{row.code} · {row.operator.name}"

    def why_not(self, row: Case) -> str:
        return "" if row.is_open else gettext("This case is closed.")


class CaseHandOverManyView(_OfCases):
    """To a colleague, with a word of why; taken back, each goes to who followed it before."""

    capability = "cases.edit"
    form_class = HandOverManyForm
    title = _("Hand cases over")
    submit_label = _("Hand over")
    undo_label = _("Hand them back")

    def build_form(self, **bound: Any) -> ActorForm:
        form = super().build_form(**bound)
        assert isinstance(form, HandOverManyForm)
        form.offer(self.chosen()[:MOST])
        return form

    def act(self, row: Case, values: dict[str, Any]) -> Any:
        before = str(row.operator_id)
        change_operator(self.actor, case=row, **values)
        return {"before": before, "after": str(values["operator"].pk)}

    def undo(self, row: Case, kept: Any) -> None:
        if str(row.operator_id) != kept["after"]:
            raise ValidationError(gettext("A colleague has changed it meanwhile."))
        before = User.objects.get(pk=UUID(kept["before"]))
        change_operator(self.actor, case=row, operator=before, note=gettext("Taken back."))


class AppointmentAddManyView(_OfCases):
    """The same day and hour for each person; taken back, the appointments are called off."""

    capability = "appointments.edit"
    form_class = AppointmentManyForm
    title = _("An appointment for each")
    submit_label = _("Put it in their calendars")
    undo_label = _("Call them all off")

    def act(self, row: Case, values: dict[str, Any]) -> Any:
        return str(plan_appointment(self.actor, case=row, **values).pk)

    def undo(self, row: Case, kept: Any) -> None:
        made = Appointment.objects.visible_to(self.actor).filter(pk=UUID(kept)).select_related("case").first()
        if made is None or made.outcome != AppointmentOutcome.WAITING:
            raise ValidationError(gettext("A colleague has changed it meanwhile."))
        record_appointment(self.actor, appointment=made, outcome=AppointmentOutcome.CANCELLED)


class TasksMoveView(BulkScreen):
    """To another day; taken back, each to the day it had."""

    model = Task
    capability = "appointments.edit"
    form_class = TasksMoveForm
    title = _("Move tasks to another day")
    submit_label = _("Move them")
    undo_label = _("Back to the days they had")
    list_name = "cases:agenda"
    field = "tasks"
    order: ClassVar = ("due", "id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "who")

    def label_of(self, row: Task) -> str:
        return f"{words_of_day(row.due)} · {row.case.code} · {row.what[:80]}"

    def why_not(self, row: Task) -> str:
        return "" if row.done_on is None else gettext("It is done.")

    def act(self, row: Task, values: dict[str, Any]) -> Any:
        before = row.due.isoformat()
        move_task(self.actor, task=row, due=values["due"])
        return {"before": before, "after": values["due"].isoformat()}

    def undo(self, row: Task, kept: Any) -> None:
        if row.due.isoformat() != kept["after"]:
            raise ValidationError(gettext("A colleague has changed it meanwhile."))
        move_task(self.actor, task=row, due=date.fromisoformat(kept["before"]))
