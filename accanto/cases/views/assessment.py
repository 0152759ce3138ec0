"""The scale of autonomy: recorded with the person, and looked at over time."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.autonomy import missing, over_time, suggested
from accanto.cases.forms.assessment import AssessmentForm
from accanto.cases.models import Case, SituationMoment
from accanto.cases.operations.assessment import record_assessment
from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, allowed_on


class AssessmentAddView(FormScreen):
    """Fifteen areas, filled in already with what is known: only what changed is said again."""

    model = Case
    capability = "cases.edit"
    form_class = AssessmentForm
    template_name = "cases/assessment_add.html"
    title = _("Scale of autonomy")
    done = _("The scale is recorded.")

    def initial(self) -> dict[str, Any]:
        case = self.row()
        last = case.assessments.last()
        known = last.marks() if last else suggested(list(case.situations.all()))
        return {"moment": self._moment(case, last is None), **known, **super().initial()}

    def _moment(self, case: Case, first: bool) -> str:
        if first:
            return SituationMoment.INTAKE
        return SituationMoment.REVIEW if case.is_open else SituationMoment.AFTER

    def perform(self, form: ActorForm) -> Any:
        return record_assessment(self.actor, case=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("cases:autonomy", args=[self.row().pk])


class AutonomyView(DetailScreen):
    """The scale by area over time: what changed, in the words of each step."""

    model = Case
    capability = "cases.see"
    template_name = "cases/autonomy.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person")

    def more(self, row: Case) -> dict[str, Any]:
        assessments = list(row.assessments.select_related("assessor"))
        return {
            "title": _("Scale of autonomy"),
            "assessments": assessments,
            "groups": over_time(assessments) if assessments else [],
            "missing": missing(row, list(row.situations.all()), assessments),
            "may_edit": allowed_on(self.actor, "cases.edit", row),
        }
