"""The group that tutors, on its own page: who of it comes in, who is invited, who leaves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen
from accanto.portal.forms.group import GroupLeaveForm
from accanto.portal.views.beside import OfTheTwo, Writing
from accanto.tutoring.beside import names_of, readers_of
from accanto.tutoring.forms.pact import MemberInviteForm
from accanto.tutoring.models import Tutoring
from accanto.tutoring.operations.group import leave_group, member_of
from accanto.tutoring.operations.party import Told, invite_member, is_contact_person
from accanto.tutoring.views.party import Inviting
from accanto.tutoring.words import Side, TutorKind


class OfTheGroup(OfTheTwo):
    """Pages of the tutor's side, where that is a group."""

    model = Tutoring

    def get_row(self) -> Any:
        row = super().get_row()
        if self.side != Side.TUTOR or not TutorKind(row.tutor.kind).is_group:
            raise Http404
        return row


class GroupView(OfTheGroup, DetailScreen):
    template_name = "portal/beside/group.html"
    title = _("Our group")

    def more(self, row: Tutoring) -> dict[str, Any]:
        readers = {member.pk for member in readers_of(row)}
        members = list(row.tutor.members.filter(left_on=None))
        for member in members:
            member.reads = member.pk in readers  # type: ignore[attr-defined]
        me = member_of(row, self.actor)
        return {
            "members": members,
            "me_pk": me.pk if me else None,
            "may_invite": row.ended_on is None and is_contact_person(self.actor, row),
            "other": names_of(row)[Side.PERSON],
            "has_ended": row.ended_on is not None,
        }


class GroupInviteView(OfTheGroup, Inviting):
    """The contact person of the group lets someone of it in."""

    form_class = MemberInviteForm
    template_name = "portal/beside/form.html"
    shown_template = "portal/beside/invited.html"
    title = _("Invite someone of the group")
    submit_label = _("Make the invitation")

    def get_row(self) -> Any:
        row = super().get_row()
        if not is_contact_person(self.actor, row):
            raise PermissionDenied
        return row

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"other": names_of(self.row())[Side.PERSON], **more})

    def proposed(self) -> dict[str, Any]:
        return {"language": "it", "member": self.request.GET.get("member", "")}

    def cancel_url(self) -> str:
        return reverse("portal:group", args=[self.row().pk])

    def invite(self, form: ActorForm) -> Told:
        return invite_member(self.actor, tutoring=self.row(), **form.values())


class GroupLeaveView(OfTheGroup, Writing):
    """Someone of the group goes: from now they read nothing of it."""

    form_class = GroupLeaveForm
    title = _("Leave the group")
    submit_label = _("Leave the group")
    done = _("You have left the group. Thank you for what you did.")
    hint = _(
        "That is all right. You need not say why. From now you do not see this page any more; the group goes on."
    )

    def get_row(self) -> Any:
        row = super().get_row()
        if member_of(row, self.actor) is None:
            raise PermissionDenied
        return row

    def perform(self, form: ActorForm) -> Any:
        return leave_group(self.actor, tutoring=self.row())

    def next_url(self, result: Any) -> str:
        return reverse("portal:home")
