"""The coordination group: constituted, its members, its meetings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.network.forms.project import ConstituteForm, MeetingForm, MemberForm
from accanto.network.models import CoordinationMember, Project
from accanto.network.operations.coordination import add_meeting, add_member, constitute_group, remove_member


class _GroupForm(FormScreen):
    model = Project
    capability = "coordination.edit"

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class GroupConstituteView(_GroupForm):
    title = _("The group was constituted")
    form_class = ConstituteForm

    def perform(self, form: ActorForm) -> Any:
        return constitute_group(self.actor, project=self.row(), **form.values())


class MemberAddView(_GroupForm):
    title = _("Add a member of the group")
    form_class = MemberForm

    def perform(self, form: ActorForm) -> Any:
        return add_member(self.actor, project=self.row(), **form.values())


class MeetingAddView(_GroupForm):
    title = _("Add a meeting")
    form_class = MeetingForm

    def perform(self, form: ActorForm) -> Any:
        return add_meeting(self.actor, project=self.row(), **form.values())


class MemberRemoveView(ActionScreen):
    """A seat taken away."""

    model = CoordinationMember
    capability = "coordination.edit"

    def perform(self, row: CoordinationMember) -> Project:
        self.project = row.group.project
        return remove_member(self.actor, member=row)

    def back_url(self, row: Any) -> str:
        return str(self.project.get_absolute_url())
