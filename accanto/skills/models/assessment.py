"""The skills assessment of a case on a day, and what stands in its sections."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.ids import uuid7
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField
from accanto.skills.scopes import assessment_scope
from accanto.skills.words import Layout, Section

#: Sections that are one sheet; of the others there are as many entries as the person has jobs, schools, languages.
SINGLE = (Section.DIGITAL, Section.CONDITIONS, Section.OVERALL)


class SkillsAssessment(Record):
    """Begun on a day with what the one before said. The newest of a case is written on; the others are its history.

    `absent`: sections of which the person said that there is nothing (no licence, never worked), which is not the
    same as not recorded. `cv`: what the person chose for the CV (`cv.Choice`), kept so that it is asked once.
    """

    scope: ClassVar[RowScope | None] = assessment_scope
    trail_kind: ClassVar[str] = "skills_assessment"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="skills_assessments")
    on = models.DateField(_("on"))
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    absent = models.JSONField(_("sections of which there is nothing"), default=list, blank=True)
    cv_sections = models.JSONField(_("sections of the CV"), null=True, blank=True)
    cv_personal = models.JSONField(_("what the CV says of the person"), default=list, blank=True)
    cv_layout = models.CharField(
        _("languages of the CV"), max_length=8, choices=Layout.choices, default=Layout.AFTER
    )

    class Meta:
        verbose_name = _("skills assessment")
        ordering = ("-on", "-created_at")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"],
                name="one_skills_assessment_a_day",
                violation_error_message=_("There is a skills assessment of this day already: go on with it."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Skills assessment"))

    def get_absolute_url(self) -> str:
        return reverse("skills:assessment_detail", args=[self.pk])


class SkillsEntry(Record):
    """One school, one job, one language… What it says is sealed: a school or an employer may tell who someone is.

    `code` and `state` stand in clear for figures: what is coded of the entry (ISCED, ISCO-08, ISO 639-3) and how far it
    is (state of recognition). `key` stays the same when the next assessment takes the entry over.
    """

    scope_parent: ClassVar[str | None] = "assessment"
    trail_kind: ClassVar[str] = "skills_entry"

    assessment = models.ForeignKey(
        SkillsAssessment,
        on_delete=models.CASCADE,
        related_name="entries",
        verbose_name=_("skills assessment"),
    )
    section = models.CharField(_("section"), max_length=15, choices=Section.choices)
    key = models.UUIDField(_("key"), default=uuid7, editable=False)
    code = models.CharField(_("code"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=12, blank=True)
    content: Any = SealedJSONField(_("what was said"))

    class Meta:
        verbose_name = _("part of the skills assessment")
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="skills_entry_once"),
            models.UniqueConstraint(
                fields=["assessment", "section"],
                condition=Q(section__in=[str(section) for section in SINGLE]),
                name="single_skills_section_once",
                violation_error_message=_("This part is filled in already: change it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_section_display())

    def get_absolute_url(self) -> str:
        return f"{reverse('skills:assessment_detail', args=[self.assessment_id])}#{self.section}"
