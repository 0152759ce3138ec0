"""The public pages: nobody needs to sign in, nothing of anyone is shown."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import PUBLIC, DetailScreen, PageScreen
from accanto.core.words import Area
from accanto.directory.models import Service
from accanto.directory.reading import with_parts
from accanto.directory.views.finding import FindingScreen
from accanto.network.models import Project, in_language
from accanto.network.units import unit_label
from accanto.portal.published import FEWEST, PublicResult, public_results, published_projects

#: Results shown of one project on the first page.
_SHOWN = 3


class HomeView(PageScreen):
    """What this is, find a service, what the projects achieved."""

    capability = PUBLIC
    template_name = "portal/home.html"
    title = _("Beside each person")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        projects = [(project, _told(project)[:_SHOWN]) for project in published_projects()[:12]]
        return self.page(projects=projects, areas=Area.choices)


class ServiceListView(FindingScreen):
    """Find a service."""

    capability = PUBLIC
    template_name = "portal/service_list.html"
    title = _("Find a service")

    def prepare(self, rows: list[Any]) -> list[Any]:
        return with_parts(self.actor, rows)


class ServiceDetailView(DetailScreen):
    """One service, with when it was last checked."""

    model = Service
    capability = PUBLIC
    template_name = "portal/service_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(status=Service.Status.DEFUNCT)

    def more(self, row: Service) -> dict[str, Any]:
        with_parts(self.actor, [row])
        return {"title": row.name}


class ProjectListView(PageScreen):
    """The projects."""

    capability = PUBLIC
    template_name = "portal/project_list.html"
    title = _("Projects")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(projects=[(project, _told(project)) for project in published_projects()[:50]])


class ProjectDetailView(DetailScreen):
    """A project: who, where, what was promised, what was reached."""

    model = Project
    capability = PUBLIC
    template_name = "portal/project_detail.html"

    def rows(self, capability: str | None = None) -> QuerySet[Any]:
        return published_projects()

    def more(self, row: Project) -> dict[str, Any]:
        partners = row.partnerships.select_related("organisation").order_by("organisation__name")
        return {
            "title": row.short,
            "objective": row.said("objective") or row.said("purpose"),
            "beneficiaries": row.said("beneficiaries"),
            "partners": list(partners),
            "territories": [link.territory for link in row.territories.select_related("territory")],
            "results": [_said(result) for result in public_results(row)],
            "fewest": FEWEST,
        }


class PrivacyView(PageScreen):
    """Your data: what is held, why, what one may ask."""

    capability = PUBLIC
    template_name = "portal/privacy.html"
    title = _("Your data")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()


def _told(project: Project) -> list[dict[str, Any]]:
    """The results of which something is told."""
    return [_said(result) for result in public_results(project) if result.value is not None]


def _said(result: PublicResult) -> dict[str, Any]:
    return {
        "what": in_language(result.what),
        "unit": unit_label(result.unit),
        "is_percent": result.unit == "percent",
        "target": result.target,
        "falls": result.falls,
        "value": result.value,
        "of_target": result.of_target,
    }
