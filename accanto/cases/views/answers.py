"""What a project asks of its own: over time, and said or corrected afterwards."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.cases.asked import Questions
from accanto.cases.asked_picture import over_time
from accanto.cases.forms.asked import ClosureAnswersForm, NeedAnswersForm
from accanto.cases.models import Case, Need
from accanto.cases.operations.answers import answer_closure, answer_need
from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen


class AnswersView(DetailScreen):
    """Every answer of a case by its day, those of fields that are no longer asked too."""

    model = Case
    capability = "cases.see"
    template_name = "cases/answers.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project", "person")

    def more(self, row: Case) -> dict[str, Any]:
        questions = Questions(row.project)
        situations = list(row.situations.all())
        needs = [(need, questions.said(need)) for need in row.needs.order_by("noted_on", "id")]
        return {
            "title": _("What %(project)s asks") % {"project": row.project},
            "situations": situations,
            "lines": over_time(questions, situations),
            "needs": [(need, said) for need, said in needs if said],
            "closure": questions.said(row),
        }


class NeedAnswersView(FormScreen):
    model = Need
    capability = "cases.edit"
    form_class = NeedAnswersForm
    title = _("More about this need")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project")

    def perform(self, form: ActorForm) -> Any:
        return answer_need(self.actor, need=self.row(), **form.values())


class ClosureAnswersView(FormScreen):
    model = Case
    capability = "cases.edit"
    form_class = ClosureAnswersForm
    title = _("More about how it ended")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project")

    def perform(self, form: ActorForm) -> Any:
        return answer_closure(self.actor, case=self.row(), **form.values())
