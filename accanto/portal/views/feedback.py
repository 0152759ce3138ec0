"""What the public says of an entry: closed, moved, wrong hours. Without an account."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.core.screens import DetailScreen, FormScreen
from accanto.directory.models import Service
from accanto.directory.operations.keeping import give_feedback
from accanto.directory.telling import tell
from accanto.portal.forms import FeedbackForm
from accanto.portal.views.public import PublicScreen

#: Messages from one address within an hour.
_MOST, _HOUR = 5, 3600


class FeedbackView(PublicScreen, FormScreen):
    """Something wrong?"""

    model = Service
    form_class = FeedbackForm
    template_name = "portal/feedback.html"
    title = _("Something wrong?")
    submit_label = _("Send")
    done = None
    keeps = False
    listed = False

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(status=Service.Status.DEFUNCT)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if not within_limit(request, "feedback", most=_MOST, seconds=_HOUR):
            form.add_error(None, str(_("You have sent many messages. Please try again in one hour.")))
            return self.show(form, status=429)
        return super().post(request, *args, **kwargs)

    def perform(self, form: ActorForm) -> Any:
        values = form.values()
        if not values.pop("website"):  # a machine filled in what nobody sees: thanked, and forgotten
            give_feedback(service=self.row(), language=(get_language() or "it")[:2], **values)
        return self.row()

    def context(self, **more: Any) -> dict[str, Any]:
        tell(self.actor, [self.row()])
        return super().context(told=self.row().told, **more)

    def next_url(self, result: Any) -> str:
        return reverse("portal:feedback_thanks", args=[result.pk])

    def cancel_url(self) -> str:
        return reverse("portal:service_detail", args=[self.row().pk])


class FeedbackThanksView(PublicScreen, DetailScreen):
    """It was received, and what happens now."""

    model = Service
    template_name = "portal/feedback_thanks.html"
    keeps = False
    listed = False

    def more(self, row: Any) -> dict[str, Any]:
        tell(self.actor, [row])
        return {"title": str(_("Thank you")), "told": row.told}
