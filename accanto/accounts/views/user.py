"""Who works where: the list of roles, a user's page, giving and ending roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import CloseForm, EndRoleForm, InviteForm, RolePlaceForm, UserFilterForm
from accanto.accounts.jobs import mail_invitation
from accanto.accounts.models import Invitation, Membership, User
from accanto.accounts.operations.invitation import invite_user, withdraw_invitation
from accanto.accounts.operations.membership import end_role, give_role, may_close, set_active
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen, ListScreen, Screen


class UserListView(ListScreen):
    """Roles that hold today, with the invitations that wait for an answer."""

    model = Membership
    capability = "users.see"
    template_name = "accounts/user_list.html"
    title = _("Users and roles")
    filter_form = UserFilterForm
    order: ClassVar = ("-created_at", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(until=None).select_related("user", "organisation", "project", "territory")

    def context(self, **more: Any) -> dict[str, Any]:
        waiting = Invitation.objects.visible_to(self.actor).filter(accepted_at=None, withdrawn_at=None)
        return super().context(
            invitations=waiting.select_related("organisation").order_by("-created_at")[:20],
            may_invite=self.actor.may("users.invite"),
            **more,
        )


class UserDetailView(Screen):
    """One user: roles now and before."""

    model = User
    capability = "users.see"
    template_name = "accounts/user_detail.html"
    title = _("User")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        seen = Membership.objects.visible_to(self.actor).values("user_id")
        return rows.filter(pk__in=seen)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        user = self.get_row()
        held = Membership.objects.visible_to(self.actor).filter(user=user)
        roles = held.select_related("organisation", "project", "territory").order_by("until", "-since", "id")
        return self.page(
            row=user,
            roles=roles,
            may_change=self.actor.may("users.change_roles"),
            may_close=may_close(self.actor, user),
        )


class UserInviteView(FormScreen):
    """Invite someone to a role."""

    capability = "users.invite"
    needs_recent_sign_in = True
    form_class = InviteForm
    title = _("Invite a user")
    submit_label = _("Send the invitation")
    done = _("The invitation is on its way.")

    def perform(self, form: ActorForm) -> Invitation:
        link = self.request.build_absolute_uri(reverse("accounts:invitation_accept", args=["SECRET"]))
        with transaction.atomic():  # an invitation never stands there without its job
            invitation = invite_user(self.actor, **form.values())
            mail_invitation.enqueue(str(invitation.pk), link)
        return invitation

    def cancel_url(self) -> str:
        return reverse("accounts:user_list")


class RoleGiveView(FormScreen):
    """Give a user one more role."""

    model = User
    capability = "users.change_roles"
    needs_recent_sign_in = True
    form_class = RolePlaceForm
    title = _("Give a role")
    done = _("The role holds from now on.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Membership.objects.visible_to(self.actor).values("user_id"))

    def perform(self, form: ActorForm) -> Membership:
        return give_role(self.actor, user=self.row(), **form.values())

    def cancel_url(self) -> str:
        return reverse("accounts:user_detail", args=[self.row().pk])


class RoleEndView(FormScreen):
    """End a role."""

    model = Membership
    capability = "users.change_roles"
    needs_recent_sign_in = True
    form_class = EndRoleForm
    title = _("End this role")
    submit_label = _("End the role")
    done = _("The role has ended.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(until=None)

    def perform(self, form: ActorForm) -> Membership:
        return end_role(self.actor, membership=self.row(), reason=form.values()["reason"])

    def next_url(self, result: Any) -> str:
        return reverse("accounts:user_list")


class _UserStateView(FormScreen):
    """What closing an account and opening it again share."""

    model = User
    capability = "users.close"
    needs_recent_sign_in = True
    form_class = CloseForm
    active: ClassVar[bool]

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        seen = Membership.objects.visible_to(self.actor, "users.close").values("user_id")
        return rows.filter(pk__in=seen)

    def perform(self, form: ActorForm) -> User:
        return set_active(self.actor, user=self.row(), active=self.active, reason=form.values()["reason"])

    def next_url(self, result: Any) -> str:
        return reverse("accounts:user_detail", args=[result.pk])

    def cancel_url(self) -> str:
        return reverse("accounts:user_detail", args=[self.row().pk])


class UserCloseView(_UserStateView):
    """Someone who left, or whose account is in wrong hands: out at once, everywhere."""

    active = False
    title = _("Close this account")
    submit_label = _("Close the account")
    done = _("The account is closed: they are signed out everywhere.")


class UserReopenView(_UserStateView):
    """They come back with the roles that were not ended."""

    active = True
    title = _("Open this account again")
    submit_label = _("Open again")
    done = _("The account is open again.")


class InvitationWithdrawView(ActionScreen):
    """Take an invitation back."""

    model = Invitation
    capability = "users.invite"
    done = _("The invitation no longer works.")

    def perform(self, row: Any) -> Any:
        if not row.is_open:
            raise Http404
        return withdraw_invitation(self.actor, invitation=row)
