"""Puts the actor on each request, and sends to the second factor those whose roles need one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db.models import BooleanField, Case, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.models import Membership, User
from accanto.accounts.roles import SECOND_FACTOR_ROLES, Role
from accanto.core.actor import Actor, Nobody

#: Conditions on a membership whose user is shut out of what is their own: each a function that makes one.
_shut_out: list[Callable[[], Any]] = []


def register_shut_out(condition: Callable[[], Any]) -> None:
    """Called by a room's AppConfig.ready(): whose own reach ends at once (a tutor who is suspended).

    The condition is asked of the user's memberships in the query that makes the actor, so that it holds from
    the next request on, of a page, a token or a job, and costs no query.
    """
    if condition not in _shut_out:
        _shut_out.append(condition)


#: Conditions on a membership with which something of another organisation is shared, likewise.
_shared: list[Callable[[], Any]] = []


def register_shared(condition: Callable[[], Any]) -> None:
    """Called by a room's AppConfig.ready(): with whom its rows are shared one by one. Asked in the same query as
    `register_shut_out`, so that a scope costs nothing for those with whom nothing is shared."""
    if condition not in _shared:
        _shared.append(condition)


@lru_cache(maxsize=4)
def _any_of(conditions: tuple[Callable[[], Any], ...], _today: date) -> Any:
    """Made once a day: it asks the same of every user, and each request asks it."""
    found: Any = Value(False)
    for condition in conditions:
        found = Case(When(condition(), then=Value(True)), default=found, output_field=BooleanField())
    return found


def actor_of(user: Any) -> Actor:
    """The actor of a user: the memberships that hold today. Someone not signed in is Nobody.

    Someone who is shut out keeps no role of a tutor, and of their other roles nothing that reaches their own.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Nobody()
    assert isinstance(user, User)
    today = timezone.localdate()
    held = (
        Membership.objects.unscoped("the actor is made from memberships")
        .filter(Q(until__isnull=True) | Q(until__gte=today), user=user, since__lte=today)
        .annotate(shut_out=_any_of(tuple(_shut_out), today), shared=_any_of(tuple(_shared), today))
        .values_list("role", "organisation_id", "project_id", "territory_id", "shut_out", "shared")
    )
    grants = tuple(
        Grant(Role(role), organisation, project, territory, not shut_out, shared)
        for role, organisation, project, territory, shut_out, shared in held
        if not (shut_out and role == Role.TUTOR)
    )
    return UserActor(user_id=user.pk, label=user.email, grants=grants)


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
