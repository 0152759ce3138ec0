"""The public pages: nobody needs to sign in, nothing of anyone is shown."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.screens import DetailScreen
from accanto.core.words import Area
from accanto.directory.forms.search import SearchForm
from accanto.directory.models import Service, ServiceAtLocation
from accanto.network.geography import centre
from accanto.network.models import Municipality, Project, in_language
from accanto.network.words import unit_label
from accanto.portal.published import FEWEST, PORTAL, PublicResult, public_results, published_projects
from accanto.portal.views.public import PublicPage, PublicScreen
from accanto.tutoring.places import tutored_by, tutoring_projects
from accanto.tutoring.words import TutoredBy

#: Results shown of one project on the first page.
_SHOWN = 3
#: Towns that the browser proposes while one types.
_TOWNS = 300


class HomeView(PublicPage):
    """Find a service; then what the projects achieved."""

    template_name = "portal/home.html"
    title = _("Beside each person")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        projects = [(project, _told(project)[:_SHOWN]) for project in published_projects()[:12]]
        towns = [str(town) for town in _towns(self.actor)[:_TOWNS]]
        word_name = next(iter(SearchForm.base_fields))
        return self.page(projects=projects, areas=Area.choices, towns=towns, word_name=word_name)


class TownsView(PublicPage):
    """Towns that have services, with where they lie: the phone itself picks the nearest."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = [(str(town), centre(town.pk)) for town in _towns(self.actor)]
        return JsonResponse({"towns": [[name, *at] for name, at in found if at]})


def _towns(actor: Actor) -> QuerySet[Municipality]:
    here = ServiceAtLocation.objects.visible_to(actor).filter(service__status=Service.Status.ACTIVE)
    return Municipality.objects.filter(pk__in=here.values("location__municipality")).order_by("name")


class ProjectListView(PublicPage):
    """The projects."""

    template_name = "portal/project_list.html"
    title = _("Projects")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(projects=[(project, _told(project)) for project in published_projects()[:50]])


class ProjectDetailView(PublicScreen, DetailScreen):
    """A project: who, where, what was promised, what was reached."""

    model = Project
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
            **_tutors(row),
        }


class PrivacyView(PublicPage):
    """Your data: what is held, why, what one may ask."""

    template_name = "portal/privacy.html"
    title = _("Your data")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()


def _tutors(project: Project) -> dict[str, Any]:
    """Whether the project takes offers; where it does not, who its tutors are, and whether others take them."""
    looking = set(tutoring_projects(PORTAL).values_list("pk", flat=True))
    who = tutored_by(project)
    return {
        "tutors": project.pk in looking,
        "tutored_by": "" if who == TutoredBy.TERRITORY else who.label,
        "others_look": bool(looking),
    }


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
