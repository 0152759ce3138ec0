"""The sections of a page of the directory, each with its form: of a service, an organization, a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen
from accanto.directory.forms import capacity, hours, parts, place
from accanto.directory.forms.rows import RowsForm
from accanto.directory.models import Location, Organization, Service
from accanto.directory.operations import entry
from accanto.directory.operations import parts as operations
from accanto.directory.operations.places import set_places
from accanto.directory.operations.service import change_capacity, change_languages, change_terms


@dataclass(frozen=True)
class Part:
    """A section. `operation(actor, service=…)`, or `entry=…` where it is not of services alone, takes the
    form's values."""

    title: Any
    form_class: type[ActorForm]
    operation: Callable[..., Any]


class PartScreen(FormScreen):
    """One section of a row. "Add a row" shows what was typed with a row more."""

    capability = "services.edit"
    #: The sections by name; each has an address of its own, `<stem>_<name>`.
    parts: ClassVar[dict[str, Part]] = {}
    #: The operation's name for the row.
    keyword: ClassVar[str] = "entry"
    #: Which of them, said by the address.
    part: str = ""

    @classmethod
    def addresses(cls, route: str, stem: str) -> list[URLPattern]:
        """One address for each section, below a row's own."""
        return [
            path(f"{route}/<uuid:pk>/edit/{name}/", cls.as_view(part=name), name=f"{stem}_{name}")
            for name in cls.parts
        ]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.said = self.parts[self.part]
        self.title, self.form_class = self.said.title, self.said.form_class  # type: ignore[misc]

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
        return self.said.operation(self.actor, **{self.keyword: self.row()}, **form.values())


class ServicePartView(PartScreen):
    model = Service
    keyword = "service"
    parts: ClassVar = {
        "terms": Part(_("What it helps with, and for whom"), parts.TermsForm, change_terms),
        "places": Part(_("Places"), place.PlacesForm, set_places),
        "hours": Part(_("Opening hours"), hours.HoursForm, operations.set_schedules),
        "exceptions": Part(_("Days with other hours"), hours.ExceptionsForm, operations.set_schedules),
        "prices": Part(_("Prices"), parts.PricesForm, operations.set_prices),
        "documents": Part(_("Documents to bring"), parts.DocumentsForm, operations.set_documents),
        "languages": Part(_("Languages spoken"), parts.LanguagesForm, change_languages),
        "phones": Part(_("Telephones"), parts.PhonesForm, operations.set_phones),
        "contacts": Part(_("Contacts"), parts.ContactsForm, operations.set_contacts),
        "websites": Part(_("Other websites"), parts.WebsitesForm, operations.set_websites),
        "capacity": Part(_("Opportunity: dates and places left"), capacity.CapacityForm, change_capacity),
    }


_PHONES = Part(_("Telephones"), parts.PhonesForm, entry.set_entry_phones)
_CONTACTS = Part(_("Contacts"), parts.ContactsForm, entry.set_entry_contacts)


class OrganizationPartView(PartScreen):
    model = Organization
    parts: ClassVar = {
        "phones": _PHONES,
        "contacts": _CONTACTS,
        "websites": Part(_("Other websites"), parts.WebsitesForm, entry.set_entry_websites),
    }


class LocationPartView(PartScreen):
    model = Location
    parts: ClassVar = {"phones": _PHONES, "contacts": _CONTACTS}
