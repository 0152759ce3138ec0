"""The link by which a service answers a referral: made by the operator, used by the service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms.passages import ReferralAnswerForm, ReferralLinkForm
from accanto.cases.models import Referral, ReferralLink
from accanto.cases.operations.referral_link import (
    SECRET,
    answer_by_link,
    find_referral_link,
    make_referral_link,
    name_to_tell,
    revoke_referral_links,
)
from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.core.screens import PUBLIC, ActionScreen, FormScreen, PageScreen

#: Secrets that one address may try within an hour.
_MOST, _HOUR = 60, 3600


class ReferralLinkView(FormScreen):
    """Make the link. It is shown on the next page and never again."""

    model = Referral
    capability = "cases.edit"
    form_class = ReferralLinkForm
    title = _("A link for the service's answer")
    submit_label = _("Make the link")
    done = None

    def initial(self) -> dict[str, Any]:
        service = self.row().service
        return {"to": service.email or service.organization.email}

    def perform(self, form: ActorForm) -> Any:
        address = reverse("cases:referral_answer", args=[SECRET])
        return make_referral_link(
            self.actor,
            referral=self.row(),
            answer_url=self.request.build_absolute_uri(address),
            **form.values(),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._made: tuple[ReferralLink, str] | None = None
        response = super().post(request, *args, **kwargs)
        if self._made is None:
            return response
        link, url = self._made
        context = self.context(link=link, url=url, row=self.row(), title=_("The link is made"))
        page = render(request, "cases/referral_link_made.html", context)
        page["Cache-Control"] = "no-store"
        return page

    def next_url(self, result: Any) -> str:
        self._made = result
        return str(self.row().get_absolute_url())


class ReferralLinkRevokeView(ActionScreen):
    """The links of a referral stop working."""

    model = Referral
    capability = "cases.edit"
    done = _("The link no longer works.")

    def perform(self, row: Any) -> Any:
        revoke_referral_links(self.actor, referral=row)


class ReferralAnswerView(FormScreen):
    """The service's page: a code, what is asked, and four answers. Once."""

    capability = PUBLIC
    form_class = ReferralAnswerForm
    template_name = "cases/referral_answer.html"
    title = _("What came of it?")
    submit_label = _("Send the answer")
    done = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = within_limit(request, "referral_answer", most=_MOST, seconds=_HOUR)
        self.link: ReferralLink | None = find_referral_link(kwargs["secret"]) if asked else None
        response = super().dispatch(request, *args, **kwargs) if self.link else self._gone()
        response["Cache-Control"] = "no-store"  # the address holds the secret
        return response

    def _gone(self) -> HttpResponse:
        return render(
            self.request,
            "cases/referral_answer_gone.html",
            {"title": _("This link no longer works")},
            status=404,
        )

    def context(self, **more: Any) -> dict[str, Any]:
        assert self.link is not None
        referral = self.link.referral
        return super().context(
            code=referral.code,
            area=referral.need.get_area_display() if referral.need else "",
            service=referral.service,
            sender=referral.case.organisation,
            asked=self.link.asked,
            name=name_to_tell(self.link),
            until=self.link.expires_on,
            **more,
        )

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        """Somebody who was faster used the link up: then it shows nothing to the slower one either."""
        return super().show(form, status) if find_referral_link(self.kwargs["secret"]) else self._gone()

    def perform(self, form: ActorForm) -> Any:
        return answer_by_link(self.kwargs["secret"], **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("cases:referral_answered")


class ReferralAnsweredView(PageScreen):
    """It was received."""

    capability = PUBLIC
    template_name = "cases/referral_answered.html"
    title = _("Thank you")
