"""What someone reads who is signed in and may do nothing here: suspended, or no longer part of it. Kind, in their
language, with whom to turn to; why, it does not say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.defaults import permission_denied

from accanto.accounts.models import Membership
from accanto.accounts.models.user import User
from accanto.network.models import Organisation

#: Organisations that are named.
_MOST = 5


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The site's answer to what is not allowed: to whom has some role here, that this is not theirs to do."""
    user: Any = request.user
    actor: Any = getattr(request, "actor", None)
    if not user.is_authenticated or getattr(actor, "grants", None):
        return permission_denied(request, exception)
    with translation.override(user.language):
        told = {"organisations": _organisations_of(user), "LANGUAGE_CODE": user.language}
        return render(request, "accounts/parties/no_way_in.html", told, status=403)


def _organisations_of(user: User) -> list[Organisation]:
    """Where they have, or had, a role: the last first."""
    held = Membership.objects.unscoped("whom someone may turn to who has no reach any more").filter(user=user)
    rows = held.exclude(organisation=None).select_related("organisation").order_by("-since", "-id")
    return list(dict.fromkeys(row.organisation for row in rows))[:_MOST]
