"""Projects: the list, a project's page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import DetailScreen, ListScreen, allowed_on
from accanto.network.models import CoordinationGroup, Project
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
            can_load=self.actor.may("projects.revise"), can_see_figures=self.actor.may("figures.see"), **more
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
            "can_revise": allowed_on(self.actor, "projects.revise", row),
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
