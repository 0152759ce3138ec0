"""The directory: list, page, form, and "still true"."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen
from accanto.directory.forms.service import ServiceForm
from accanto.directory.models import Service
from accanto.directory.operations.service import add_service, change_service, check_service
from accanto.directory.reading import with_parts
from accanto.directory.views.finding import FindingScreen


class ServiceListView(FindingScreen):
    capability = "services.see"
    template_name = "directory/service_list.html"
    fragment_template = "directory/_found.html"
    title = _("Directory of services")
    also_closed = True

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(can_edit=self.actor.may("services.edit"), today=timezone.localdate(), **more)


class ServiceDetailView(DetailScreen):
    model = Service
    capability = "services.see"
    template_name = "directory/service_detail.html"

    def more(self, row: Service) -> dict[str, Any]:
        with_parts(self.actor, [row])
        return {"title": row.name, "can_edit": self.actor.may("services.edit")}


class ServiceAddView(FormScreen):
    capability = "services.edit"
    title = _("Add a service")
    form_class = ServiceForm

    def perform(self, form: ActorForm) -> Service:
        return add_service(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("directory:service_list")


class ServiceEditView(FormScreen):
    model = Service
    capability = "services.edit"
    title = _("Change the service")
    form_class = ServiceForm

    def perform(self, form: ActorForm) -> Service:
        return change_service(self.actor, service=self.row(), **form.values())


class ServiceCheckView(ActionScreen):
    """Still true: one tap."""

    model = Service
    capability = "services.edit"
    done = _("Noted: checked today.")

    def perform(self, row: Service) -> Service:
        return check_service(self.actor, service=row, said=self.request.POST.get("said", "")[:300])
