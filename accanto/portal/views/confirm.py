"""An organization confirms or corrects its own entry: by the link that was sent to it, without an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import SystemActor
from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.core.screens import FormScreen
from accanto.directory.models import ConfirmationLink, Service
from accanto.directory.operations.keeping import COLUMNS, confirm_by_link, correct_by_link, find_link
from accanto.directory.telling import tell
from accanto.portal.forms import ConfirmationForm
from accanto.portal.views.public import PublicPage, PublicScreen

#: Secrets that one address may try within an hour.
_MOST, _HOUR = 60, 3600
#: Whose eyes the page is read with: the secret is the right to see the entry, a hidden one too.
_LINK = SystemActor("confirmation link")


class _ByLink(PublicScreen):
    """A page that opens with the secret of a link."""

    keeps = False
    listed = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = within_limit(request, "confirm", most=_MOST, seconds=_HOUR)
        self.link: ConfirmationLink | None = find_link(kwargs["secret"]) if asked else None
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"  # the address holds the secret
        return response

    def gone(self) -> HttpResponse:
        self.template_name = "portal/confirm_gone.html"  # type: ignore[misc]
        return self.page(status=404, title=str(_("This link no longer works")))


class ConfirmView(_ByLink, FormScreen):
    """The entry as it is; one tap says that it is true, the form says what is not."""

    form_class = ConfirmationForm
    template_name = "portal/confirm.html"
    title = _("Is this still true?")
    submit_label = _("Send the corrections")
    done = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.link else self.gone()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.link else self.gone()

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self._service, name) for name in COLUMNS}

    def perform(self, form: ActorForm) -> Any:
        values = form.values()
        note = values.pop("note")
        return correct_by_link(self.kwargs["secret"], values, note)

    def context(self, **more: Any) -> dict[str, Any]:
        if self.link is None:
            return super().context(**more)
        service = self._service
        tell(_LINK, [service])
        true_url = reverse("portal:confirm_true", args=[self.kwargs["secret"]])
        return super().context(
            service=service,
            told=service.told,  # type: ignore[attr-defined]
            true_url=true_url,
            reader=get_language(),
            **more,
        )

    @property
    def _service(self) -> Service:
        assert self.link is not None
        return self.link.service

    def next_url(self, result: Any) -> str:
        return reverse("portal:confirm_thanks")


class ConfirmTrueView(_ByLink):
    """All is still true: one tap."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.link is None:
            return self.gone()
        try:
            confirm_by_link(kwargs["secret"])
        except ValidationError:  # someone else was faster
            return self.gone()
        return redirect("portal:confirm_thanks")


class ConfirmThanksView(PublicPage):
    """It was received."""

    template_name = "portal/confirm_thanks.html"
    title = _("Thank you")
    keeps = False
    listed = False
