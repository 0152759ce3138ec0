"""Puts the actor on each request, and sends to the second factor those whose roles need one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.held import held_by
from accanto.accounts.models import User
from accanto.accounts.roles import SECOND_FACTOR_ROLES, Role
from accanto.core.actor import Actor, Nobody


def actor_of(user: Any) -> Actor:
    """The actor of a user: the memberships that hold today. Someone not signed in is Nobody.

    Someone who is shut out keeps no role of a tutor, and of their other roles nothing that reaches their own.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Nobody()
    assert isinstance(user, User)
    grants = tuple(
        Grant(Role(row.role), row.organisation, row.project, row.territory, not row.shut_out, row.shared)
        for row in held_by(user.pk, timezone.localdate())
        if not (row.shut_out and row.role == Role.TUTOR)
    )
    return UserActor(user_id=user.pk, label=user.email, grants=grants)


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends to the sign-in whoever is not signed in; afterwards back to a page that can be looked at.

    Someone whose session ended taps a button: its address takes no GET, so they come back to the page it stood on.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        before = urlsplit(request.headers.get("referer", ""))
        here = before.netloc == request.get_host() and before.path.startswith("/")
        path = before.path if here else reverse("today")
        return redirect_to_login(
            path, str(self.get_login_url(view_func)), self.get_redirect_field_name(view_func)
        )


class ActorMiddleware:
    """Adds `request.actor`; made when first asked for, once a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Someone whose role can open identities sees nothing before they have a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "capability", ""):
            return None  # allauth's own pages, where the second factor is set up
        if view.capability in ("public", "signed_in") or not self._needs_one(request):
            return None
        messages.info(request, _("Your role can open people's identities: first set up a second factor."))
        return redirect(reverse("mfa_index"))

    def _needs_one(self, request: HttpRequest) -> bool:
        actor: Any = request.actor  # type: ignore[attr-defined]
        roles = {grant.role for grant in getattr(actor, "grants", ())}
        if not roles & SECOND_FACTOR_ROLES:
            return False
        if request.session.get("has_second_factor"):
            return False
        enabled = is_mfa_enabled(request.user)
        request.session["has_second_factor"] = enabled
        return not enabled


def second_factor_removed(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Each session has learnt that there is a second factor: the others end, this one asks anew."""
    request.session.pop("has_second_factor", None)
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
