"""The first talk, the hours of training, the checks of a tutor."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.tutoring.forms.activation import (
    AskedForm,
    CheckForm,
    DatesForm,
    HoursForm,
    TalkForm,
    TalkMoveForm,
    TalkRecordForm,
)
from accanto.tutoring.models import Interview, TrainingHours, Tutor
from accanto.tutoring.operations.activation import (
    add_hours,
    ask_for_checks,
    correct_dates,
    fix_talk,
    move_talk,
    note_check,
    record_talk,
    remove_hours,
)


class OfTutor(FormScreen):
    """A form on a tutor's page: it goes back there."""

    model: ClassVar[type[models.Model] | None] = Tutor
    capability = "tutors.edit"

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class InterviewFixView(OfTutor):
    form_class = TalkForm
    title = _("Fix the first talk")
    done = _("The talk is fixed.")

    def perform(self, form: ActorForm) -> Any:
        return fix_talk(self.actor, tutor=self.row(), **form.values())


class InterviewMoveView(OfTutor):
    model = Interview
    form_class = TalkMoveForm
    title = _("Move the first talk")
    done = _("The talk is moved.")

    def perform(self, form: ActorForm) -> Any:
        return move_talk(self.actor, interview=self.row(), **form.values())


class InterviewRecordView(OfTutor):
    model = Interview
    form_class = TalkRecordForm
    title = _("How the first talk went")

    def perform(self, form: ActorForm) -> Any:
        return record_talk(self.actor, interview=self.row(), **form.values())


class TrainingAddView(OfTutor):
    form_class = HoursForm
    title = _("Hours of training")

    def perform(self, form: ActorForm) -> Any:
        return add_hours(self.actor, tutor=self.row(), **form.values())


class TrainingRemoveView(ActionScreen):
    model = TrainingHours
    capability = "tutors.edit"
    done = _("The hours are taken back.")

    def perform(self, row: Any) -> Any:
        return remove_hours(self.actor, training=row)


class TutorDatesView(OfTutor):
    form_class = DatesForm
    title = _("Correct the dates")

    def perform(self, form: ActorForm) -> Any:
        return correct_dates(self.actor, tutor=self.row(), **form.values())


class CheckAddView(OfTutor):
    form_class = CheckForm
    title = _("A check")
    done = _("Noted. The document itself is not kept.")

    def perform(self, form: ActorForm) -> Any:
        return note_check(self.actor, tutor=self.row(), **form.values())


class ChecksAskedView(FormScreen):
    """What the organisation asks of its tutors."""

    capability = "tutors.rules"
    form_class = AskedForm
    title = _("What we ask of tutors")

    def perform(self, form: ActorForm) -> Any:
        values = form.values()
        keys = [*values["known"], *values["others"]]
        return ask_for_checks(self.actor, organisation=values["organisation"], keys=keys)

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return reverse("tutoring:activation")
