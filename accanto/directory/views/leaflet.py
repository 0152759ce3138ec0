"""Leaflets: list, page, form, print; copies handed out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core import trail
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, ListScreen, Screen, allowed_on
from accanto.directory.forms.leaflet import (
    DistributionForm,
    LeafletEditForm,
    LeafletForm,
    LeafletServicesForm,
)
from accanto.directory.forms.search import SearchForm
from accanto.directory.models import Distribution, Leaflet, Service
from accanto.directory.operations.leaflet import (
    add_leaflet,
    change_leaflet,
    pick_services,
    record_distribution,
    remove_distribution,
)
from accanto.directory.printed import MOST, PUBLIC, leaflet_pdf, most_services, services_of
from accanto.directory.search import Question, find


class LeafletListView(ListScreen):
    """Leaflets, the newest first, with the copies handed out."""

    model = Leaflet
    capability = "leaflets.see"
    template_name = "directory/leaflet_list.html"
    title = _("Leaflets")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("project", "municipality")

    def prepare(self, rows: list[Any]) -> list[Any]:
        given = Distribution.objects.visible_to(self.actor).filter(leaflet__in=rows).order_by()
        copies = dict(given.values_list("leaflet").annotate(Sum("copies")))
        for row in rows:
            row.copies = copies.get(row.pk, 0)
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_edit=self.actor.may("leaflets.edit"), **more)


class LeafletDetailView(DetailScreen):
    """One leaflet: what will be printed, and where copies went."""

    model = Leaflet
    capability = "leaflets.see"
    template_name = "directory/leaflet_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("project", "municipality", "organisation")

    def more(self, row: Leaflet) -> dict[str, Any]:
        given = Distribution.objects.visible_to(self.actor).filter(leaflet=row)
        return {
            "title": row.title,
            "services": services_of(row),
            "most": most_services(row),
            "given": given.select_related("operator", "municipality")[:100],
            "copies": given.aggregate(n=Sum("copies"))["n"] or 0,
            "may_edit": allowed_on(self.actor, "leaflets.edit", row),
            "may_hand_out": allowed_on(self.actor, "leaflets.hand_out", row),
        }


class LeafletAddView(FormScreen):
    capability = "leaflets.edit"
    form_class = LeafletForm
    title = _("New leaflet")
    done = None

    def initial(self) -> dict[str, Any]:
        """From a search (`?search=` holds its address): its area and municipality are the leaflet's."""
        asked = self._asked(self.request.GET.get("search", ""))
        found = {"area": asked.area, "municipality": asked.municipality}
        return {**super().initial(), **{name: value for name, value in found.items() if value}}

    def perform(self, form: ActorForm) -> Leaflet:
        values = form.values()
        return add_leaflet(self.actor, found=self._found(self._asked(values.pop("search"))), **values)

    def _asked(self, query: str) -> Question:
        return SearchForm(QueryDict(query), actor=self.actor).question()

    def _found(self, asked: Question) -> list[Service]:
        """What everyone finds by the search; nothing where it asks for an area and municipality alone, since a
        leaflet has those of the day of printing."""
        if replace(asked, area="", municipality=None) == Question():
            return []
        return find(PUBLIC, asked, get_language() or "it").services(MOST)

    def next_url(self, result: Any) -> str:
        return reverse("directory:leaflet_services", args=[result.pk])

    def cancel_url(self) -> str:
        return reverse("directory:leaflet_list")


class LeafletEditView(FormScreen):
    model = Leaflet
    capability = "leaflets.edit"
    form_class = LeafletEditForm
    title = _("Change the leaflet")

    def perform(self, form: ActorForm) -> Leaflet:
        return change_leaflet(self.actor, leaflet=self.row(), **form.values())


class LeafletServicesView(FormScreen):
    """Which services it has."""

    model = Leaflet
    capability = "leaflets.edit"
    form_class = LeafletServicesForm
    title = _("Services of the leaflet")

    def perform(self, form: ActorForm) -> Leaflet:
        return pick_services(self.actor, leaflet=self.row(), services=list(form.values()["services"]))


class LeafletPdfView(Screen):
    """The leaflet, ready for the printer."""

    model = Leaflet
    capability = "leaflets.see"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        leaflet = self.get_row()
        try:
            made = leaflet_pdf(leaflet, self._address)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(leaflet.get_absolute_url())
        trail.note(self.actor, "leaflet.printed", leaflet)
        response = HttpResponse(made, content_type="application/pdf")
        name = slugify(leaflet.title) or "leaflet"
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return response

    def _address(self, path: str, language: str) -> str:
        return self.request.build_absolute_uri(f"{path}{'&' if '?' in path else '?'}lang={language}")


class DistributionAddView(FormScreen):
    """Copies handed out."""

    model = Leaflet
    capability = "leaflets.hand_out"
    form_class = DistributionForm
    title = _("Copies handed out")
    done = _("Recorded.")

    def perform(self, form: ActorForm) -> Distribution:
        return record_distribution(self.actor, leaflet=self.row(), **form.values())


class DistributionRemoveView(ActionScreen):
    """Written by mistake."""

    model = Distribution
    capability = "leaflets.edit"
    done = _("Taken away.")

    def perform(self, row: Any) -> None:
        remove_distribution(self.actor, distribution=row)
