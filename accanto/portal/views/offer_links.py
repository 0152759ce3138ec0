"""The links of the mail: confirm an offer, take it back. A link is opened by mail programs too: only the
button does it. The pages name nobody, for a link may be forwarded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.limits import within_limit
from accanto.portal.views.public import PublicScreen
from accanto.tutoring.models import TutorApplication
from accanto.tutoring.operations.application import (
    confirm_application,
    find_confirming,
    find_withdrawing,
    withdraw_application,
)

#: Links that one address may try within an hour.
_MOST, _HOUR = 60, 3600


class _ByLink(PublicScreen):
    """Shows the offer's state; the button changes it."""

    keeps = False
    listed = False

    def find(self, token: str) -> TutorApplication | None:
        """The offer of the link."""
        raise NotImplementedError

    def act(self, application: TutorApplication) -> TutorApplication:
        """What the button does. Raises ValidationError where it is too late."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = within_limit(request, "offer-link", most=_MOST, seconds=_HOUR)
        self.application = self.find(kwargs["secret"]) if asked else None
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"  # the address holds the secret
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.application is None:
            self.template_name = "portal/offer_gone.html"  # type: ignore[misc]
            return self.page(status=404, title=_("This link no longer works"))
        return self.page(application=self.application, organisation=self.application.organisation)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.application is not None:
            try:
                self.application = self.act(self.application)
            except ValidationError:  # answered meanwhile: the page says so
                self.application.refresh_from_db()
        return self.get(request, *args, **kwargs)


class OfferConfirmView(_ByLink):
    template_name = "portal/offer_confirm.html"
    title = _("Do you want to stand beside someone?")

    def find(self, token: str) -> TutorApplication | None:
        return find_confirming(token)

    def act(self, application: TutorApplication) -> TutorApplication:
        return confirm_application(application)


class OfferWithdrawView(_ByLink):
    template_name = "portal/offer_withdraw.html"
    title = _("Take back your offer")

    def find(self, token: str) -> TutorApplication | None:
        return find_withdrawing(token)

    def act(self, application: TutorApplication) -> TutorApplication:
        return withdraw_application(application)
