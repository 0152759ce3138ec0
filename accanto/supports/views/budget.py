"""Budgets: which projects, one project's budget, its lines."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.network.models import Project
from accanto.supports.forms import BudgetForm, LineAddForm, LineEditForm
from accanto.supports.kinds import kinds_of
from accanto.supports.models import BudgetLine, ProjectBudget
from accanto.supports.money import Totals, added_up, of_lines
from accanto.supports.operations.budget import add_line, change_line, set_budget
from accanto.supports.register import lines_with_left
from accanto.supports.views.tabs import tabs


class BudgetListView(ListScreen):
    """The projects whose money one may see."""

    model = Project
    capability = "budgets.see"
    template_name = "supports/budget_list.html"
    title = _("Budgets")
    order: ClassVar = ("short", "id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("supports_budget")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(tabs=tabs(self.actor), **more)


class BudgetDetailView(DetailScreen):
    """A project's money for supports: lines with what is promised, paid and left. No persons."""

    model = Project
    capability = "budgets.see"
    template_name = "supports/budget_detail.html"

    def more(self, row: Project) -> dict[str, Any]:
        lines = list(
            BudgetLine.objects.visible_to(self.actor, self.capability)
            .filter(project=row)
            .select_related("organisation")
            .order_by("organisation__name", "name", "id")
        )
        totals = of_lines(lines)
        kinds = kinds_of(row)
        shown = lines_with_left(lines, totals)
        for each in shown:
            each["kinds"] = [str(kinds[key]) for key in each["line"].kinds if key in kinds]
        budget = ProjectBudget.objects.visible_to(self.actor).filter(project=row).first()
        whole = allowed_on(self.actor, "budgets.edit", row)
        return {
            "title": gettext("Money for supports"),
            "budget": budget,
            "lines": shown,
            "sum_of_lines": sum(line.amount for line in lines),
            "totals": added_up(totals.values()) if totals else Totals(),
            "kinds": kinds.values(),
            "may_edit": whole,
            "tabs": tabs(self.actor),
            "sees_persons": allowed_on(self.actor, "projects.see", row) and self.actor.may("supports.see"),
        }


class BudgetEditView(FormScreen):
    """How much the project has."""

    model = Project
    capability = "budgets.edit"
    form_class = BudgetForm
    title = _("Money for supports")
    done = _("Saved.")

    def initial(self) -> dict[str, Any]:
        budget = ProjectBudget.objects.visible_to(self.actor).filter(project=self.row()).first()
        return {"amount": budget.amount} if budget else {}

    def perform(self, form: ActorForm) -> ProjectBudget:
        return set_budget(self.actor, project=self.row(), **form.values())


class LineAddView(FormScreen):
    """A partner's part."""

    model = Project
    capability = "budgets.edit"
    form_class = LineAddForm
    title = _("Add a budget line")
    done = _("The line is there.")

    def perform(self, form: ActorForm) -> BudgetLine:
        return add_line(self.actor, project=self.row(), **form.values())


class LineEditView(FormScreen):
    model = BudgetLine
    capability = "budgets.edit"
    form_class = LineEditForm
    title = _("Change a budget line")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "organisation")

    def perform(self, form: ActorForm) -> BudgetLine:
        return change_line(self.actor, line=self.row(), **form.values())
