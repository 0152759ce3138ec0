"""Keeping the directory true: the queue, what was asked, links, corrections, feedback, history."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen
from accanto.directory.due import ORDER, corrections_waiting, feedback_waiting, links_open, queue
from accanto.directory.forms.keeping import CheckForm, CorrectionForm, FeedbackFilter, LinkForm
from accanto.directory.history import history_of
from accanto.directory.models import Correction, Feedback, Service, ServiceCapacity
from accanto.directory.operations.check import check_service
from accanto.directory.operations.keeping import (
    COLUMNS,
    IN_WORDS,
    SECRET,
    refuse_correction,
    see_to_feedback,
    send_confirmation_link,
    take_correction,
    withdraw_links,
)
from accanto.directory.operations.parts import free_place, take_place

#: The public page of a link (its view is the portal's), with SECRET where the secret goes.
CONFIRM_PATH = f"/confirm/{SECRET}/"


class CheckListView(ListScreen):
    """What is to be checked: who waits for an answer first, then the longest overdue."""

    model = Service
    capability = "services.edit"
    template_name = "directory/check_list.html"
    title = _("To be checked")
    order = ORDER

    def rows(self, capability: str | None = None) -> QuerySet[Any]:
        return queue(self.actor).select_related("organization")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Each with `correction` and `messages_waiting` that wait, the open `link`, and days `overdue`."""
        today = timezone.localdate()
        corrections, feedback, links = (
            rows_of(self.actor).filter(service__in=rows)
            for rows_of in (corrections_waiting, feedback_waiting, links_open)
        )
        by_service = {row.service_id: row for row in corrections}
        told = list(feedback.values_list("service_id", flat=True))
        sent = {link.service_id: link for link in links}
        for row in rows:
            row.correction, row.messages_waiting = by_service.get(row.pk), told.count(row.pk)
            row.link = sent.get(row.pk)
            row.overdue = (today - row.check_again_by).days if row.check_again_by else None
        return rows


class ServiceCheckView(ActionScreen):
    """Still true: one tap."""

    model = Service
    capability = "services.edit"
    done = _("Noted: checked today.")

    def perform(self, row: Service) -> Service:
        return check_service(self.actor, service=row, said=self.request.POST.get("said", "")[:300])

    def next_url(self, row: Any, result: Any) -> str:
        """From the queue, back to the queue."""
        return reverse("directory:check_list") if "queue" in self.request.POST else self.back_url(row)


class ServiceAskView(FormScreen):
    """What they said when someone asked."""

    model = Service
    capability = "services.edit"
    title = _("What they said")
    form_class = CheckForm
    done = _("Noted.")

    def perform(self, form: ActorForm) -> Service:
        return check_service(self.actor, service=self.row(), **form.values())


class ServiceLinkView(FormScreen):
    """Send the organisation a link with which it confirms or corrects its entry."""

    model = Service
    capability = "services.edit"
    title = _("Ask the organisation by mail")
    form_class = LinkForm
    submit_label = _("Send the link")
    done = _("The link is on its way.")

    def initial(self) -> dict[str, Any]:
        return {"to": self.row().email or self.row().organization.email}

    def perform(self, form: ActorForm) -> Service:
        url = self.request.build_absolute_uri(CONFIRM_PATH)
        send_confirmation_link(self.actor, service=self.row(), confirm_url=url, **form.values())
        found: Service = self.row()
        return found


class ServiceLinkWithdrawView(ActionScreen):
    model = Service
    capability = "services.edit"
    done = _("The link no longer works.")

    def perform(self, row: Service) -> None:
        withdraw_links(self.actor, service=row)


class CorrectionDecideView(FormScreen):
    """What the organisation says beside what the entry says, field by field."""

    model = Correction
    capability = "services.edit"
    title = _("A correction of the organisation")
    form_class = CorrectionForm
    template_name = "directory/correction_decide.html"
    submit_label = _("Decide")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("service__organization")

    def context(self, **more: Any) -> dict[str, Any]:
        correction: Correction = self.row()
        labels = {
            "opening": gettext("opening hours"),
            "address": gettext("address"),
            "phone": gettext("telephone"),
        }
        said = [
            (Service._meta.get_field(name).verbose_name, getattr(correction.service, name), correction.values[name])  # type: ignore[union-attr]
            for name in COLUMNS
            if name in correction.values
        ]  # fmt: skip
        in_words = [(labels[name], correction.values[name]) for name in IN_WORDS if name in correction.values]
        return super().context(said=said, in_words=in_words, **more)

    def perform(self, form: ActorForm) -> Service:
        values = form.values()
        correction: Correction = self.row()
        if values["decision"] == "refuse":
            refuse_correction(self.actor, correction=correction, reason=values["reason"])
        else:
            take_correction(self.actor, correction=correction, fields=values["fields_taken"])
        return correction.service

    def cancel_url(self) -> str:
        return reverse("directory:check_list")


class FeedbackListView(ListScreen):
    """What the public says."""

    model = Feedback
    capability = "services.edit"
    template_name = "directory/feedback_list.html"
    title = _("What the public says")
    filter_form = FeedbackFilter

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("service")


class FeedbackDoneView(ActionScreen):
    model = Feedback
    capability = "services.edit"
    done = _("Seen to.")

    def perform(self, row: Feedback) -> Feedback:
        return see_to_feedback(self.actor, feedback=row)

    def next_url(self, row: Any, result: Any) -> str:
        """From a service's page, back to it."""
        if "page" in self.request.POST:
            return str(row.service.get_absolute_url())
        return reverse("directory:feedback_list") + "?state=waiting"


class ServiceHistoryView(DetailScreen):
    """Who changed what, in words."""

    model = Service
    capability = "services.see"
    template_name = "directory/service_history.html"

    def more(self, row: Service) -> dict[str, Any]:
        return {"title": gettext("History"), "changes": history_of(self.actor, row)}


class PlaceTakeView(ActionScreen):
    """One place less."""

    model = ServiceCapacity
    capability = "services.take_place"
    done = _("One place is taken.")

    def perform(self, row: ServiceCapacity) -> ServiceCapacity:
        return take_place(self.actor, capacity=row)


class PlaceFreeView(ActionScreen):
    """One place more."""

    model = ServiceCapacity
    capability = "services.take_place"
    done = _("One place is free again.")

    def perform(self, row: ServiceCapacity) -> ServiceCapacity:
        return free_place(self.actor, capacity=row)
