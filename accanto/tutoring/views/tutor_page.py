"""The page of a tutor: the step and what comes next, then the way so far."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import DetailScreen, allowed_among
from accanto.tutoring.checks import standings
from accanto.tutoring.funnel import next_of, path_of
from accanto.tutoring.models import Tutor, Tutoring
from accanto.tutoring.modules import heard
from accanto.tutoring.operations.activation import hours_needed
from accanto.tutoring.steps import Step, facts_of, step_of, wait_of, with_facts
from accanto.tutoring.words import TutorKind


class TutorDetailView(DetailScreen):
    model = Tutor
    capability = "tutors.see"
    template_name = "tutoring/tutor_detail.html"
    title = _("Tutor")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return with_facts(rows.select_related("project", "organisation", "municipality"))  # type: ignore[arg-type]

    def more(self, row: Tutor) -> dict[str, Any]:
        today = timezone.localdate()
        facts, checks = facts_of(row), standings(self.actor, row, today)
        lacking = any(not each.is_good and not each.asked.minors_only for each in checks)
        step, wait = step_of(facts, today), wait_of(facts, today, checks_missing=lacking)
        trainings = list(row.trainings.all())
        ties = Tutoring.objects.visible_to(self.actor).filter(tutor=row).select_related("case")
        may = allowed_among(self.actor, ("tutors.edit", "tutors.suspend"), row)
        return {
            "step": step,
            "steps": Step,
            "wait": wait,
            "next": next_of(row, step, wait),
            "path": path_of(step),
            "checks": checks,
            "trainings": trainings,
            "heard": sum((each.hours for each in trainings), start=0),
            "needed": hours_needed(row),
            "modules": heard(row.project, trainings),
            "interviews": row.interviews.select_related("who"),
            "pauses": row.pauses.all(),
            "members": row.members.select_related("account") if TutorKind(row.kind).is_group else None,
            "tutorings": ties.order_by("-started_on"),
            "may_edit": "tutors.edit" in may,
            "may_suspend": "tutors.suspend" in may,
        }
