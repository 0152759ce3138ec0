"""Organisations and territories: lists, pages, forms."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, ListScreen
from accanto.network.forms.organisation import OrganisationFilter, OrganisationForm, TerritoryForm
from accanto.network.models import Organisation, Partnership, ProjectTerritory, Territory
from accanto.network.operations.organisation import add_organisation, change_organisation
from accanto.network.operations.territory import add_territory, change_territory


class OrganisationListView(ListScreen):
    model = Organisation
    capability = "projects.see"
    template_name = "network/organisation_list.html"
    title = _("Organisations")
    order = ("name", "id")
    filter_form = OrganisationFilter

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("municipality")

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        if "name" in chosen:
            rows = rows.filter(name__icontains=chosen["name"])
        return rows.filter(kind=chosen["kind"]) if "kind" in chosen else rows

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(can_edit=self.actor.may("organisations.edit"), **more)


class OrganisationDetailView(DetailScreen):
    model = Organisation
    capability = "projects.see"
    template_name = "network/organisation_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("municipality")

    def more(self, row: Organisation) -> dict[str, Any]:
        partnerships = Partnership.objects.visible_to(self.actor).filter(organisation=row)
        return {
            "title": row.name,
            "partnerships": list(partnerships.select_related("project").order_by("project__short")),
            "can_edit": self.actor.may("organisations.edit"),
        }


class OrganisationAddView(FormScreen):
    capability = "organisations.edit"
    title = _("Add an organisation")
    form_class = OrganisationForm

    def perform(self, form: ActorForm) -> Organisation:
        return add_organisation(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("network:organisation_list")


class OrganisationEditView(FormScreen):
    model = Organisation
    capability = "organisations.edit"
    title = _("Change the organisation")
    form_class = OrganisationForm

    def perform(self, form: ActorForm) -> Organisation:
        return change_organisation(self.actor, organisation=self.row(), **form.values())


class TerritoryListView(ListScreen):
    model = Territory
    capability = "projects.see"
    template_name = "network/territory_list.html"
    title = _("Territories")
    order = ("name", "id")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(many=Count("municipalities"))

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(can_edit=self.actor.may("organisations.edit"), **more)


class TerritoryDetailView(DetailScreen):
    model = Territory
    capability = "projects.see"
    template_name = "network/territory_detail.html"

    def more(self, row: Territory) -> dict[str, Any]:
        links = row.municipalities.select_related("municipality").order_by("municipality__name")
        projects = ProjectTerritory.objects.visible_to(self.actor).filter(territory=row)
        return {
            "title": row.name,
            "municipalities": [link.municipality for link in links],
            "projects": [
                link.project for link in projects.select_related("project").order_by("project__short")
            ],
            "can_edit": self.actor.may("organisations.edit"),
        }


class TerritoryAddView(FormScreen):
    capability = "organisations.edit"
    title = _("Add a territory")
    form_class = TerritoryForm

    def perform(self, form: ActorForm) -> Territory:
        return add_territory(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("network:territory_list")


class TerritoryEditView(FormScreen):
    model = Territory
    capability = "organisations.edit"
    title = _("Change the territory")
    form_class = TerritoryForm

    def perform(self, form: ActorForm) -> Territory:
        return change_territory(self.actor, territory=self.row(), **form.values())
