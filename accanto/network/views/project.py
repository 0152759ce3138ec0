"""Projects: the list, a project's page, a definition loaded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.network.forms.project import DefinitionForm
from accanto.network.models import CoordinationGroup, Project
from accanto.network.operations.project import load_project
from accanto.network.panels import panels


class ProjectListView(ListScreen):
    """The projects that one takes part in."""

    model = Project
    capability = "projects.see"
    template_name = "network/project_list.html"
    title = _("Projects")
    order = ("short", "id")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.defer("definition")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            can_load=self.actor.may("projects.load"), can_see_figures=self.actor.may("figures.see"), **more
        )


class ProjectDetailView(DetailScreen):
    """What the project is: objective, partners, territories, work packages, promised results, its group."""

    model = Project
    capability = "projects.see"
    template_name = "network/project_detail.html"

    def more(self, row: Project) -> dict[str, Any]:
        packages = list(row.work_packages.all())
        actions: dict[Any, list[Any]] = {}
        for action in row.catalogue.all():
            actions.setdefault(action.work_package_id, []).append(action)
        results: dict[Any, list[Any]] = {}
        for result in row.expected_results.all():
            results.setdefault(result.work_package_id, []).append(result)
        return {
            "title": row.short,
            "partnerships": _lead_first(row),
            "territories": _territories(row),
            "packages": [
                (package, actions.get(package.pk, []), results.get(package.pk, [])) for package in packages
            ],
            "own_actions": actions.get(None, []),
            "own_results": results.get(None, []),
            "objective": row.said("objective") or row.said("purpose"),
            "beneficiaries": row.said("beneficiaries"),
            "coordination": self._coordination(row),
            "can_coordinate": allowed_on(self.actor, "coordination.edit", row),
            "can_see_figures": allowed_on(self.actor, "figures.see", row),
            "can_load": self.actor.may("projects.load"),
            "panels": panels(self.actor, row),
        }

    def _coordination(self, row: Project) -> dict[str, Any] | None:
        """The group with its seats and last meetings, for those who may see them."""
        if not allowed_on(self.actor, "coordination.see", row):
            return None
        groups = CoordinationGroup.objects.visible_to(self.actor, "coordination.see")
        group = groups.filter(project=row).first()
        if group is None:
            return {"group": None, "members": [], "meetings": []}
        return {
            "group": group,
            "members": list(group.members.select_related("organisation")),
            "meetings": list(group.meetings.all()[:10]),
        }


def _lead_first(project: Project) -> list[Any]:
    order = {"lead": 0, "partner": 1, "associate": 2}
    rows = project.partnerships.select_related("organisation")
    return sorted(rows, key=lambda row: (order[row.role], row.organisation.name))


def _territories(project: Project) -> list[Any]:
    links = project.territories.select_related("territory").annotate(many=Count("territory__municipalities"))
    return list(links.order_by("territory__name"))


class ProjectLoadView(FormScreen):
    """A definition read, checked and loaded; every problem is listed with its place."""

    capability = "projects.load"
    template_name = "network/project_load.html"
    title = _("Load a project")
    form_class = DefinitionForm
    submit_label = _("Check the definition")
    done = _("The project is loaded.")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("load_it"):
            return super().post(request, *args, **kwargs)
        form = self.build_form(data=request.POST, files=request.FILES)
        checked = form.is_valid()
        return self.show(form, status=200 if checked else 422)

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        assert isinstance(form, DefinitionForm)
        return self.page(
            form=form,
            problems=form.problems,
            definition=form.definition,
            submit_label=self.submit_label,
            cancel_url=reverse("network:project_list"),
            status=status,
        )

    def perform(self, form: ActorForm) -> Project:
        assert isinstance(form, DefinitionForm)
        if form.definition is None:
            raise ValidationError(_("Choose a file or paste its text."))
        return load_project(self.actor, definition=form.definition)

    def done_message(self, result: Any) -> Any:
        if not result.loaded_changes:
            return _("The project was already as the file says: nothing changed.")
        return _("The project is loaded: %(count)s things changed.") % {"count": len(result.loaded_changes)}
