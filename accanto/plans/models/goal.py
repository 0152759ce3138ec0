"""What the person wants, and what is done towards it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.core.words import Area
from accanto.plans.models.plan import Plan


class Goal(Record):
    """What the person wants, in their words, in one area, by a date."""

    class Status(models.TextChoices):
        OPEN = "open", _("Under way")
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Reached in part")
        DROPPED = "dropped", _("Let go")

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "goal"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    words = SealedTextField(_("in the person's words"), blank=True, default="")
    by = models.DateField(_("by"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.OPEN)

    class Meta:
        verbose_name = _("goal")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.get_area_display()

    def get_absolute_url(self) -> str:
        """Its place on the plan's page."""
        return f"{self.plan.get_absolute_url()}#goal-{self.pk}"


class PlanAction(Record):
    """Who does what by when, and how it ended."""

    class WhoKind(models.TextChoices):
        PERSON = "person", _("The person")
        OPERATOR = "operator", _("The operator")
        TUTOR = "tutor", _("The tutor")
        RECEPTION = "reception", _("The reception-centre operator")
        MEDIATOR = "mediator", _("The cultural mediator")
        GUARDIAN = "guardian", _("The guardian")
        SERVICE = "service", _("A service")
        OTHER = "other", _("Someone else")

    class Status(models.TextChoices):
        TODO = "todo", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not done")

    scope_parent: ClassVar[str | None] = "goal"
    trail_kind: ClassVar[str] = "plan_action"

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    catalogue = models.ForeignKey(
        "network.CatalogueAction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from the project's list"),
    )
    text = SealedTextField(_("what"), blank=True, default="")
    who_kind = models.CharField(_("who"), max_length=10, choices=WhoKind.choices, default=WhoKind.PERSON)
    who = SealedTextField(_("which one"), blank=True, default="")
    due = models.DateField(_("by"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.TODO)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = SealedTextField(_("how it ended"), blank=True, default="")

    class Meta:
        verbose_name = _("action")
        ordering = ("created_at", "id")
        indexes = [
            models.Index(fields=["status", "due"]),
            models.Index(fields=["catalogue", "status", "ended_on"]),
        ]

    def __str__(self) -> str:
        return str(self.catalogue) if self.catalogue_id else "•••"

    def get_absolute_url(self) -> str:
        return self.goal.get_absolute_url()
