"""One's own account, and the invited who make theirs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import AcceptForm, ProfileForm
from accanto.accounts.models import User
from accanto.accounts.operations.account import change_profile
from accanto.accounts.operations.invitation import accept_invitation, find_invitation
from accanto.accounts.operations.token import may_give
from accanto.core.forms import ActorForm
from accanto.core.screens import PUBLIC, SIGNED_IN, FormScreen, PageScreen


class AccountView(PageScreen):
    """One's own account: profile, password, second factor, sessions."""

    capability = SIGNED_IN
    template_name = "accounts/account.html"
    title = _("My account")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_give=may_give(self.actor), **more)


class ProfileView(FormScreen):
    """One's own name and language."""

    capability = SIGNED_IN
    form_class = ProfileForm
    title = _("Name and language")

    def initial(self) -> dict[str, Any]:
        user = self.request.user
        return {"name": user.name, "language": user.language}  # type: ignore[union-attr]

    def perform(self, form: ActorForm) -> Any:
        assert isinstance(self.request.user, User)
        return change_profile(self.actor, user=self.request.user, **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("accounts:account")

    def cancel_url(self) -> str:
        return reverse("accounts:account")


class InvitationAcceptView(FormScreen):
    """The page of an invitation's link."""

    capability = PUBLIC
    form_class = AcceptForm
    template_name = "accounts/invitation_accept.html"
    title = _("Welcome")
    submit_label = _("Make my account")
    done = _("Your account is ready.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.invitation = find_invitation(kwargs["secret"])
        if self.invitation is None:
            self.request = request  # type: ignore[assignment]
            return self.gone()
        return super().dispatch(request, *args, **kwargs)

    def gone(self) -> HttpResponse:
        return render(self.request, "accounts/invitation_gone.html", self.context(), status=410)

    def initial(self) -> dict[str, Any]:
        return {"name": self.invitation.name if self.invitation else ""}

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(invitation=self.invitation, **more)

    def perform(self, form: ActorForm) -> User:
        assert self.invitation is not None
        user = accept_invitation(invitation=self.invitation, **form.values())
        login(self.request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return user

    def next_url(self, result: Any) -> str:
        return "/"
