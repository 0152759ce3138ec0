"""School support of a minor: a school year, and what is done in it. Where the child goes to school is sealed."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.people.models.person import Person
from accanto.people.scopes import household_scope


class SchoolKind(models.TextChoices):
    """The Italian school system; the levels of ISCED 2011 in brackets."""

    NURSERY = "nursery", _("Nursery (0)")
    INFANT = "infant", _("Infant school (0)")
    PRIMARY = "primary", _("Primary school (1)")
    LOWER = "lower", _("Lower secondary school (2)")
    UPPER = "upper", _("Upper secondary school (3)")
    VOCATIONAL = "vocational", _("Vocational training (3)")
    ADULTS = "adults", _("School for adults (CPIA)")
    NONE = "none", _("Not enrolled")


class SchoolYear(Record):
    """One minor in one school year, supported by one organisation in one project."""

    scope: ClassVar[RowScope | None] = household_scope
    trail_kind: ClassVar[str] = "school_year"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="school_years")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begins = models.PositiveSmallIntegerField(
        _("school year that begins in"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    kind = models.CharField(_("school"), max_length=12, choices=SchoolKind.choices)
    school = SealedTextField(_("name of the school"), blank=True, default="")
    group = SealedTextField(_("class"), blank=True, default="")
    outcome = SealedTextField(_("how the year ended"), blank=True, default="")

    class Meta:
        verbose_name = _("school year")
        ordering = ("-begins", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "project", "begins"],
                name="school_year_once",
                violation_error_message=_("This school year is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("people:school_detail", args=[self.pk])

    @property
    def words(self) -> str:
        return f"{self.begins}/{self.begins + 1}"


class StepKind(models.TextChoices):
    """What is done for a pupil."""

    ENROLMENT = "enrolment", _("Enrolment")
    ITALIAN = "italian", _("Support in Italian")
    AFTER_SCHOOL = "after_school", _("After-school, help with homework")
    CANTEEN = "canteen", _("School canteen")
    TRANSPORT = "transport", _("Transport to school")
    MATERIALS = "materials", _("Books and materials")
    TEACHERS = "teachers", _("Talk with the teachers")
    GUIDANCE = "guidance", _("Choice of the next school")


class StepState(models.TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Was not possible")


class SchoolStep(Record):
    """One thing done, or to be done by a day."""

    scope_parent: ClassVar[str | None] = "year"
    trail_kind: ClassVar[str] = "school_step"

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=12, choices=StepKind.choices)
    state = models.CharField(_("state"), max_length=8, choices=StepState.choices, default=StepState.OPEN)
    due_on = models.DateField(_("by"), null=True, blank=True)
    ended_on = models.DateField(_("on"), null=True, blank=True)
    note = SealedTextField(_("note"), blank=True, default="")

    class Meta:
        ordering = ("ended_on", "due_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=StepState.OPEN, ended_on__isnull=True)
                | (~Q(state=StepState.OPEN) & Q(ended_on__isnull=False)),
                name="school_step_ends_with_a_day",
                violation_error_message=_("Say on which day."),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
