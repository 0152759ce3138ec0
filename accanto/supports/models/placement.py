"""Work placements and work grants."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.supports.models.budget import money
from accanto.supports.models.given import Given
from accanto.supports.scopes import placement_scope

#: Longest week of work (D.Lgs. 66/2003, art. 4: 48 hours on average).
MOST_HOURS = 48


class PlacementKind(models.TextChoices):
    """How someone works or learns at an employer's."""

    GRANT = "grant", _("Work grant")
    TRAINEESHIP = "traineeship", _("Traineeship")
    TRAINING = "training", _("Training course for work")
    JOB = "job", _("Job")


class PlacementOutcome(models.TextChoices):
    """What came of it."""

    HIRED = "hired", _("Hired")
    COMPLETED = "completed", _("Completed")
    EXTENDED = "extended", _("Goes on in another form")
    PERSON_STOPPED = "person_stopped", _("The person stopped")
    EMPLOYER_STOPPED = "employer_stopped", _("The employer stopped")
    OTHER = "other", _("Other")


class Placement(Given, Record):
    """A person of a case at an employer's. The employer is one of the directory, or a name.

    `organisation` followed the case when it began, and keeps it.
    """

    scope: ClassVar[RowScope | None] = placement_scope
    trail_kind: ClassVar[str] = "placement"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="placements")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind of placement"), max_length=12, choices=PlacementKind.choices)
    employer = models.CharField(_("employer"), max_length=300)
    organization = models.ForeignKey(
        "directory.Organization",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the employer in the directory"),
    )
    work = models.CharField(_("what the person does there"), max_length=200, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    allowance = money(_("monthly allowance or pay in euro"), null=True, blank=True)
    since = models.DateField(_("begins on"))
    until = models.DateField(_("planned until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = models.CharField(
        _("what came of it"), max_length=16, choices=PlacementOutcome.choices, blank=True
    )
    note = SealedTextField(_("note"), blank=True, default="")

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="placement_until_after_since",
                violation_error_message=_("The placement ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="placement_ends_after_since",
                violation_error_message=_("The placement began after this day."),
            ),
        ]
        indexes = [models.Index(fields=["case", "since"]), models.Index(fields=["ended_on", "until"])]

    def __str__(self) -> str:
        return self.employer

    def get_absolute_url(self) -> str:
        """The case's page; the list, once another organisation follows the case."""
        return self.case.get_absolute_url() if self.followed_here else reverse("supports:placement_list")
