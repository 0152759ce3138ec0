"""A skills assessment: begun, its page by sections, and all of a case's over time."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm, DateField
from accanto.core.screens import DetailScreen, FormScreen, allowed_on
from accanto.skills.history import changes, levels
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.models.assessment import SINGLE
from accanto.skills.operations.assessment import begin_assessment
from accanto.skills.reading import esco_names, missing, parts
from accanto.skills.words import PRINT, YOURS, YOURS_SHORT


class BeginForm(ActorForm):
    on = DateField(label=_("on"), initial=timezone.localdate)


class AssessmentBeginView(FormScreen):
    """A new assessment; what was said before stands in it already."""

    model = Case
    capability = "skills.edit"
    form_class = BeginForm
    template_name = "skills/assessment_begin.html"
    title = _("Skills assessment")
    submit_label = _("Begin")
    done = _("Begun. Go section by section, in the order that the talk takes.")

    def context(self, **more: Any) -> dict[str, Any]:
        before = SkillsAssessment.objects.visible_to(self.actor).filter(case=self.row())
        return super().context(last=before.first(), **more)

    def perform(self, form: ActorForm) -> SkillsAssessment:
        return begin_assessment(self.actor, case=self.row(), **form.values())


class AssessmentDetailView(DetailScreen):
    """The sections: what is said, what the person has not, what nobody asked yet; next what is still to be asked."""

    model = SkillsAssessment
    capability = "skills.see"
    template_name = "skills/assessment_detail.html"
    title = _("Skills assessment")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person", "assessor")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The person whose it is reads the same without the tools."""
        row = self.get_row()
        if self.actor.may("skills.edit"):
            return self.page(row=row, **self.more(row))
        self.template_name = "skills/parties/assessment_detail.html"  # type: ignore[misc]
        entries = list(row.entries.all())
        found = parts(row, entries, esco_names(entries, [(get_language() or "it").split("-")[0]]), own=True)
        told = [part for part in found if part.lines]
        return self.page(row=row, title=YOURS, parts=told, lead=YOURS_SHORT, print_label=PRINT)

    def more(self, row: SkillsAssessment) -> dict[str, Any]:
        entries = list(row.entries.all())
        every = list(
            SkillsAssessment.objects.visible_to(self.actor).filter(case=row.case_id).values_list("pk", "on")
        )
        newest = every[0][0] == row.pk
        found = parts(row, entries, esco_names(entries, [(get_language() or "it").split("-")[0]]))
        return {
            "parts": found,
            "single": [str(section) for section in SINGLE],
            "told": sum(part.state != "unknown" for part in found),
            "next": next((part for part in found if part.state == "unknown"), None),
            "missing": missing(found),
            "newest": None if newest else every[0],
            "several": len(every) > 1,
            "may_edit": newest and row.case.is_open and allowed_on(self.actor, "skills.edit", row),
            "is_past": row.on < timezone.localdate(),
            "sees_case": allowed_on(self.actor, "cases.see", row.case),
        }


class HistoryView(DetailScreen):
    """All assessments of a case: levels by skill over the days, and what each says otherwise than the one before."""

    model = Case
    capability = "skills.see"
    template_name = "skills/history.html"
    title = _("Skills over time")

    def more(self, row: Case) -> dict[str, Any]:
        seen = SkillsAssessment.objects.visible_to(self.actor).filter(case=row)
        assessments = list(seen.select_related("assessor").order_by("on", "created_at"))
        entries: dict[Any, list[SkillsEntry]] = {each.pk: [] for each in assessments}
        for entry in SkillsEntry.objects.visible_to(self.actor).filter(assessment__in=assessments):
            entries[entry.assessment_id].append(entry)
        known = esco_names(
            (entry for found in entries.values() for entry in found), [(get_language() or "it").split("-")[0]]
        )
        steps = [
            {"assessment": after, "changes": changes(entries[before.pk], entries[after.pk], known)}
            for before, after in zip(assessments, assessments[1:], strict=False)
        ]
        return {"assessments": assessments, "tables": levels(assessments, entries), "steps": steps[::-1]}
