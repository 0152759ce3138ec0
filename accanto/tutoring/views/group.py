"""Members of a group, who of it stands beside whom, and another tutor for the same person."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.tutoring.forms.group import (
    BesideForm,
    MemberAccountForm,
    MemberAddForm,
    MemberLeaveForm,
    TutorChangeForm,
)
from accanto.tutoring.models import Tutoring, TutorMember
from accanto.tutoring.operations.group import add_member, give_member_account, member_leaves, put_beside
from accanto.tutoring.operations.tutoring import change_of_tutor
from accanto.tutoring.views.activation import OfTutor


class MemberAddView(OfTutor):
    form_class = MemberAddForm
    title = _("Someone of the group")

    def perform(self, form: ActorForm) -> Any:
        return add_member(self.actor, tutor=self.row(), **form.values())


class _OfMember(OfTutor):
    model = TutorMember

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("tutor")


class MemberLeaveView(_OfMember):
    form_class = MemberLeaveForm
    title = _("Left the group")

    def perform(self, form: ActorForm) -> Any:
        return member_leaves(self.actor, member=self.row(), **form.values())


class MemberAccountView(_OfMember):
    form_class = MemberAccountForm
    title = _("Account of a member")

    def perform(self, form: ActorForm) -> Any:
        return give_member_account(self.actor, member=self.row(), **form.values())


class MemberBesideView(OfTutor):
    model = Tutoring
    capability = "tutoring.edit"
    form_class = BesideForm
    title = _("Who of the group is beside")

    def perform(self, form: ActorForm) -> Any:
        return put_beside(self.actor, tutoring=self.row(), **form.values())


class TutoringChangeView(OfTutor):
    """The case keeps its line: who was beside, who comes."""

    model = Tutoring
    capability = "tutoring.edit"
    form_class = TutorChangeForm
    title = _("Another tutor")
    submit_label = _("Change the tutor")
    done = _("The tutor has changed; what was stays.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "tutor")

    def perform(self, form: ActorForm) -> Tutoring:
        return change_of_tutor(self.actor, tutoring=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return str(result.get_absolute_url())
