"""Whether the user proved who they are a short while ago (asked for exports and role changes)."""

from __future__ import annotations

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accanto.core.words import NEW_LINK_FIRST

#: Key of a session: when someone who has no password came in by a link.
PROVED_AT = "proved_at"


def recently_signed_in(request: HttpRequest) -> bool:
    """Signed in, or proved it again, within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds."""
    if not request.user.is_authenticated:
        return False
    times = [record["at"] for record in get_authentication_records(request, request.user)]
    times += [request.session[PROVED_AT]] if PROVED_AT in request.session else []
    return bool(times) and time.time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the password (or second factor) again, and back here after; who came by a link has
    none of these, and asks for a new link."""
    if request.session.get("by_link"):
        messages.info(request, NEW_LINK_FIRST)
        return redirect("accounts:link_ask")
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "/")
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")
