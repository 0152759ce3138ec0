"""The sections of a service's page, each with its form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen
from accanto.directory.forms import capacity, hours, parts, place
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Service
from accanto.directory.operations import parts as operations
from accanto.directory.operations.places import set_places
from accanto.directory.operations.service import change_capacity, change_languages, change_terms


class PartScreen(FormScreen):
    """One section; `operation` takes the form's values. "Add a row" shows what was typed with a row more."""

    model = Service
    capability = "services.edit"
    operation: ClassVar[Any]

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return "directory/rows_form.html" if issubclass(self.form_class, RowsForm) else "ui/form_page.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "add" in request.POST and issubclass(self.form_class, RowsForm):
            form = self.form_class(
                actor=self.actor, row=self.row(), initial=self.initial(), data=request.POST, extra=1
            )
            form.unjudged()
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def perform(self, form: ActorForm) -> Any:
        return type(self).operation(self.actor, service=self.row(), **form.values())


class ServiceTermsView(PartScreen):
    title = _("What it helps with, and for whom")
    form_class = parts.TermsForm
    operation = change_terms


class ServicePlacesView(PartScreen):
    title = _("Places")
    form_class = place.PlacesForm
    operation = set_places


class ServiceHoursView(PartScreen):
    title = _("Opening hours")
    form_class = hours.HoursForm
    operation = operations.set_schedules


class ServiceExceptionsView(PartScreen):
    title = _("Days with other hours")
    form_class = hours.ExceptionsForm
    operation = operations.set_schedules


class ServicePricesView(PartScreen):
    title = _("Prices")
    form_class = parts.PricesForm
    operation = operations.set_prices


class ServiceDocumentsView(PartScreen):
    title = _("Documents to bring")
    form_class = parts.DocumentsForm
    operation = operations.set_documents


class ServiceLanguagesView(PartScreen):
    title = _("Languages spoken")
    form_class = parts.LanguagesForm
    operation = change_languages


class ServicePhonesView(PartScreen):
    title = _("Telephones")
    form_class = parts.PhonesForm
    operation = operations.set_phones


class ServiceContactsView(PartScreen):
    title = _("Contacts")
    form_class = parts.ContactsForm
    operation = operations.set_contacts


class ServiceWebsitesView(PartScreen):
    title = _("Other websites")
    form_class = parts.WebsitesForm
    operation = operations.set_websites


class ServiceCapacityView(PartScreen):
    title = _("Opportunity: dates and places left")
    form_class = capacity.CapacityForm
    operation = change_capacity
