"""Who comes in by a link: the session that it makes, and what is asked again at each request.

A session of this kind lasts only while its account may enter by link: the roles it holds (accounts/roles.py), the
access that is open, the phone that is not ended, and a reason that a higher room gives (a tutoring that goes on).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import LinkAccess, RememberedDevice, User
from accanto.accounts.operations.device import IDLE, end_device, remember_device, renew_device
from accanto.accounts.operations.door import KEEPER
from accanto.accounts.roles import may_enter_by_link
from accanto.core.actor import Actor
from accanto.core.signin import PROVED_AT

COOKIE = "accanto_device"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

Reason = Callable[[Actor], bool]
_reasons: list[Reason] = []


def register_reason(reason: Reason) -> None:
    """Called by a room's AppConfig.ready(): whether someone has a reason to come in by link."""
    if reason not in _reasons:
        _reasons.append(reason)


def has_reason_beside(reason: Reason, user: User) -> bool:
    """Whether another room than the one that asks has a reason to let someone in by a link."""
    actor = actor_of(user)
    return any(other(actor) for other in _reasons if other is not reason)


def may_enter(user: User) -> bool:
    """Whether an account may be entered by a link, now."""
    if not user.is_active:
        return False
    actor: Any = actor_of(user)
    if not may_enter_by_link({grant.role for grant in actor.grants}):
        return False
    if not LinkAccess.objects.visible_to(KEEPER).filter(user=user, ended_at=None).exists():
        return False
    return any(reason(actor) for reason in _reasons)


def reads_by_secret(user: User) -> bool:
    """Whether what an account reads without signing in, by a secret address, still opens: who came in by a link
    reads it as long as a link may let them in."""
    by_link = LinkAccess.objects.visible_to(KEEPER).filter(user=user).exists()
    return not by_link or user.has_usable_password() or may_enter(user)


def come_in(request: HttpRequest, user: User, *, shared: bool) -> None:
    """Sign this browser in: for good on one's own phone, until some minutes of rest on one that others use too."""
    device, token = None, ""
    if not shared:
        device, token = remember_device(user, agent=request.META.get("HTTP_USER_AGENT", ""))
    _begin(request, user, device)
    if shared:
        request.session["shared"] = True
        request.session.set_expiry(settings.ACCANTO_SHARED_MINUTES * 60)
    request.session[PROVED_AT] = time.time()  # a phone that comes back by itself proves nothing
    request.device_cookie = token  # type: ignore[attr-defined]


def _begin(request: HttpRequest, user: User, device: RememberedDevice | None) -> None:
    login(request, user, backend=_BACKEND)
    request.session["by_link"] = True
    if device is not None:
        request.session["device"] = str(device.pk)
    UserSession.objects.create_from_request(request)


def forget_phone(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Whoever signs out, by whatever button, is out: the phone is not remembered any more."""
    if request is None or not request.session.get("by_link"):
        return
    request.device_cookie = ""  # type: ignore[attr-defined]
    device = request.session.get("device")
    for each in RememberedDevice.objects.visible_to(KEEPER).filter(pk=device) if device and user else ():
        end_device(actor_of(user), device=each)


class LinkSessions:
    """Middleware. A phone that is remembered is signed in anew; a session by link that lost its ground ends.

    Works in `process_view`, after the check of the form's token: signing in changes that token, and a form that
    was open when the session ended must still arrive.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        token = getattr(request, "device_cookie", None)
        if token:
            response.set_cookie(
                COOKIE, token, max_age=IDLE, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
        elif token == "":  # noqa: S105  no token: the cookie goes
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            if request.COOKIES.get(COOKIE):
                self._come_back(request, request.COOKIES[COOKIE])
        elif request.session.get("by_link") and not _holds(request):
            logout(request)
        elif request.session.get("shared"):
            request.session.modified = True  # its minutes begin again: what ends it is rest
        if request.user.is_authenticated and request.session.get("by_link") and _would_outlast(request, view):
            return redirect("accounts:account")
        return None

    def _come_back(self, request: HttpRequest, token: str) -> None:
        device = renew_device(token)
        if device is None or not may_enter(device.user):
            request.device_cookie = ""  # type: ignore[attr-defined]
            return
        _begin(request, device.user, device)
        request.device_cookie = device.fresh_token  # type: ignore[attr-defined]


def _would_outlast(request: HttpRequest, view: Any) -> bool:
    """Pages on which a password or a key is made: it would let them in when the link no longer does."""
    match = request.resolver_match
    name = match.url_name if match is not None else ""
    return str(getattr(view, "__module__", "")).startswith("allauth.") and name != "account_logout"


def _holds(request: HttpRequest) -> bool:
    """Whether a session by link still has its ground."""
    assert isinstance(request.user, User)
    device = request.session.get("device")
    if device:
        devices = RememberedDevice.objects.visible_to(KEEPER).filter(pk=device, ended_at=None)
        if not devices.filter(last_used_at__gt=timezone.now() - IDLE).exists():
            return False
    return may_enter(request.user)
