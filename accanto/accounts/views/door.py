"""Coming in by a link: asked for by mail, opened once; phones that stay signed in; the quick way out."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accanto.accounts.doors import come_in, may_enter
from accanto.accounts.forms import LinkAskForm, PhoneForm
from accanto.accounts.jobs import link_soon
from accanto.accounts.models import RememberedDevice
from accanto.accounts.operations.device import IDLE, end_device
from accanto.accounts.operations.door import VALID, digest, find_asked_link, use_asked_link
from accanto.accounts.words import (
    ASK_SUBMIT,
    ASK_TITLE,
    DEVICE_ENDED,
    DEVICES,
    OPEN_TITLE,
    TOO_MANY,
)
from accanto.core.limits import within_limit
from accanto.core.screens import PUBLIC, SIGNED_IN, ActionScreen, FormScreen, PageScreen, Screen

#: Marks the browser that asked, so that the link opens nowhere else.
ASKED_COOKIE = "accanto_asked"
#: How often one connection may ask within an hour.
_MOST, _HOUR = 8, 3600


class SecretScreen(Screen):
    """A page whose address holds a secret: kept nowhere, told to no other page, ours or another's.

    Not `no-referrer`: with it a browser says `Origin: null` when the form is sent, which no form of ours survives.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response


class LinkAskView(SecretScreen, FormScreen):
    """The answer is the same, and takes as long, for an address that nobody has."""

    capability = PUBLIC
    form_class = LinkAskForm
    template_name = "accounts/parties/link_ask.html"
    title = ASK_TITLE
    submit_label = ASK_SUBMIT

    def cancel_url(self) -> str:
        return "/"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if not within_limit(request, "link", most=_MOST, seconds=_HOUR):
            form.add_error(None, TOO_MANY)
            return self.show(form, status=429)
        browser = request.COOKIES.get(ASKED_COOKIE) or secrets.token_urlsafe(24)
        site = f"{request.scheme}://{request.get_host()}"
        link_soon(form.values()["email"], site=site, browser_hash=digest(browser))
        self.template_name = "accounts/parties/link_sent.html"  # type: ignore[misc]
        response = self.page(minutes=int(VALID.total_seconds() // 60))
        response.set_cookie(
            ASKED_COOKIE, browser, max_age=VALID, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
        return response


class LinkOpenView(SecretScreen, FormScreen):
    """The link from the mail. Looking at it (a preview does) uses nothing up; the button does."""

    capability = PUBLIC
    form_class = PhoneForm
    template_name = "accounts/parties/link_open.html"
    title = OPEN_TITLE
    submit_label = OPEN_TITLE
    done = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if find_asked_link(kwargs["secret"], self._browser) is None:
            return self._gone()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        link = find_asked_link(kwargs["secret"], self._browser)
        if link is None or not may_enter(link.user):
            return self._gone()
        if not form.is_valid():
            return self.show(form, status=422)
        user = use_asked_link(secret=kwargs["secret"], browser=self._browser)
        if user is None:
            return self._gone()
        come_in(request, user, shared=form.values()["phone"] == "shared")
        response = redirect("today")
        response.delete_cookie(ASKED_COOKIE, samesite="Lax")
        return response

    @property
    def _browser(self) -> str:
        return self.request.COOKIES.get(ASKED_COOKIE, "")

    def _gone(self) -> HttpResponse:
        self.template_name = "accounts/parties/link_gone.html"  # type: ignore[misc]
        return self.page(status=410)


class DeviceListView(PageScreen):
    """One's own phones that stay signed in."""

    capability = SIGNED_IN
    template_name = "accounts/parties/device_list.html"
    title = DEVICES

    def context(self, **more: Any) -> dict[str, Any]:
        mine = RememberedDevice.objects.visible_to(self.actor).filter(user_id=self.actor.user_id)
        kept = mine.filter(ended_at=None, last_used_at__gt=timezone.now() - IDLE)
        return super().context(
            devices=kept,
            here=self.request.session.get("device", ""),
            shared=self.request.session.get("shared", False),
            days=IDLE.days,
            **more,
        )


class DeviceEndView(ActionScreen):
    """A phone that was lost, sold, or is somebody else's now."""

    model: ClassVar = RememberedDevice
    capability = SIGNED_IN
    done = DEVICE_ENDED

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(user_id=self.actor.user_id)

    def perform(self, row: RememberedDevice) -> RememberedDevice:
        return end_device(self.actor, device=row)


class LeaveView(ActionScreen):
    """Out at once, on this phone; whoever looks next sees a list of services, as anyone might, and no word of this."""

    capability = SIGNED_IN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        logout(request)
        response = redirect("portal:service_list")
        response["Clear-Site-Data"] = '"cache"'  # pages that the browser held for its button Back
        return response
