"""One's own account, and the invited who make theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import AcceptForm, ProfileForm
from accanto.accounts.models import User
from accanto.accounts.operations.account import change_profile
from accanto.accounts.operations.invitation import (
    accept_invitation,
    accept_role,
    find_invitation,
    is_known,
)
from accanto.accounts.operations.token import may_give
from accanto.accounts.words import LANGUAGE_TITLE, MY_ACCOUNT
from accanto.core.forms import ActorForm
from accanto.core.screens import PUBLIC, SIGNED_IN, FormScreen, PageScreen


def comes_by_link(request: HttpRequest) -> bool:
    """Whether someone came in by a link: their account is a language and phones, in all the languages of the public."""
    return bool(request.session.get("by_link"))


class AccountView(PageScreen):
    """One's own account: profile, password, second factor, sessions."""

    capability = SIGNED_IN
    template_name = "accounts/account.html"
    title = MY_ACCOUNT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if comes_by_link(request):
            self.template_name = "accounts/parties/account.html"  # type: ignore[misc]
        return super().get(request, *args, **kwargs)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_give=may_give(self.actor), **more)


class ProfileView(FormScreen):
    """One's own name and language."""

    capability = SIGNED_IN
    form_class = ProfileForm
    title = _("Name and language")

    def context(self, **more: Any) -> dict[str, Any]:
        title = LANGUAGE_TITLE if comes_by_link(self.request) else self.title
        return super().context(**{"title": title, **more})

    def initial(self) -> dict[str, Any]:
        user = self.request.user
        return {"name": user.name, "language": user.language}  # type: ignore[union-attr]

    def build_form(self, **bound: Any) -> ActorForm:
        form = super().build_form(**bound)
        if comes_by_link(self.request):  # their account bears a code: a name would stand in the trail
            del form.fields["name"]
        return form

    def perform(self, form: ActorForm) -> Any:
        user = self.request.user
        assert isinstance(user, User)
        return change_profile(self.actor, user=user, **{"name": user.name, **form.values()})

    def next_url(self, result: Any) -> str:
        chosen = f"?lang={result.language}" if comes_by_link(self.request) else ""
        return reverse("accounts:account") + chosen

    def cancel_url(self) -> str:
        return reverse("accounts:account")


class InvitationAcceptView(FormScreen):
    """The page of an invitation's link: a new account, or a yes of who has one already."""

    capability = PUBLIC
    form_class = AcceptForm
    template_name = "accounts/invitation_accept.html"
    title = _("Welcome")
    submit_label = _("Make my account")
    done = _("Your account is ready.")

    def done_message(self, result: Any) -> Any:
        return _("The role holds from now on.") if self.known else self.done

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.invitation = find_invitation(kwargs["secret"])
        if self.invitation is None:
            self.request = request  # type: ignore[assignment]
            return self.gone()
        self.known = is_known(self.invitation)
        if self.known and not self._is_theirs(request):
            messages.info(
                request, _("There is an account with this address already: sign in with it to say yes.")
            )
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return super().dispatch(request, *args, **kwargs)

    def _is_theirs(self, request: HttpRequest) -> bool:
        assert self.invitation is not None
        email = getattr(request.user, "email", "")
        return bool(request.user.is_authenticated and email.lower() == self.invitation.email.lower())

    def build_form(self, **bound: Any) -> ActorForm:
        return ActorForm(actor=self.actor, **bound) if self.known else super().build_form(**bound)

    def gone(self) -> HttpResponse:
        return render(self.request, "accounts/invitation_gone.html", self.context(), status=410)

    def initial(self) -> dict[str, Any]:
        return {"name": self.invitation.name if self.invitation else ""}

    def context(self, **more: Any) -> dict[str, Any]:
        label = _("Take this role") if getattr(self, "known", False) else self.submit_label
        return super().context(**{"invitation": self.invitation, **more, "submit_label": label})

    def perform(self, form: ActorForm) -> User:
        assert self.invitation is not None
        if self.known:
            return accept_role(self.actor, invitation=self.invitation)
        user = accept_invitation(invitation=self.invitation, **form.values())
        login(self.request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return user

    def next_url(self, result: Any) -> str:
        return "/"
