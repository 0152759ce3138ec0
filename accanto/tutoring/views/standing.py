"""A tutor beside the way: pause, goodbye, suspension; and the return."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen
from accanto.tutoring.forms.activation import LeaveForm, PauseForm, SuspendForm, SuspensionEndForm
from accanto.tutoring.models import Tutor
from accanto.tutoring.operations.standing import (
    end_after_suspension,
    end_pause,
    let_go,
    lift_suspension,
    pause_tutor,
    suspend_tutor,
    take_back,
)
from accanto.tutoring.views.activation import OfTutor


class TutorPauseView(OfTutor):
    form_class = PauseForm
    title = _("A pause")
    done = _("They are not asked until they are back.")

    def perform(self, form: ActorForm) -> Any:
        return pause_tutor(self.actor, tutor=self.row(), **form.values())


class TutorBackView(ActionScreen):
    """The pause is over."""

    model = Tutor
    capability = "tutors.edit"
    done = _("Welcome back.")

    def perform(self, row: Any) -> Any:
        return end_pause(self.actor, tutor=row)


class TutorLeaveView(OfTutor):
    form_class = LeaveForm
    title = _("No tutor any more")
    submit_label = _("Let them go")
    done = _("Noted. What they did stays.")

    def perform(self, form: ActorForm) -> Any:
        return let_go(self.actor, tutor=self.row(), **form.values())


class TutorReturnView(ActionScreen):
    """Someone who had left offers themselves again."""

    model = Tutor
    capability = "tutors.edit"
    done = _("They are on the way again.")

    def perform(self, row: Any) -> Any:
        return take_back(self.actor, tutor=row)


class TutorSuspendView(OfTutor):
    capability = "tutors.suspend"
    form_class = SuspendForm
    title = _("Suspend the tutor")
    submit_label = _("Suspend at once")
    done = _("Suspended. They are signed out, and their tutorings are on hold.")

    def perform(self, form: ActorForm) -> Any:
        return suspend_tutor(self.actor, tutor=self.row(), **form.values())


class TutorLiftView(ActionScreen):
    model = Tutor
    capability = "tutors.suspend"
    done = _("The suspension is lifted: the tutorings go on.")

    def perform(self, row: Any) -> Any:
        return lift_suspension(self.actor, tutor=row)


class SuspensionEndView(OfTutor):
    capability = "tutors.suspend"
    form_class = SuspensionEndForm
    title = _("End after the suspension")
    submit_label = _("End every tutoring and let them go")
    done = _("Ended. What was stays.")

    def perform(self, form: ActorForm) -> Any:
        return end_after_suspension(self.actor, tutor=self.row(), **form.values())
