"""Goals that are a household's, not one person's: a home for all, the children's school, papers together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.core.words import Area
from accanto.people.models import Household, Person


class FamilyGoal(Record):
    """What they want, in their words, and who does what for it. It may name members; none named is all of them."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("No longer wanted")

    scope_parent: ClassVar[str | None] = "household"
    trail_kind: ClassVar[str] = "family_goal"

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="goals")
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    words = SealedTextField(_("what they want, in their words"))
    steps = SealedTextField(_("who does what, by when"), blank=True, default="")
    by_date = models.DateField(_("by"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("family goal")
        ordering = ("created_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True)
                | (~Q(status="open") & Q(ended_on__isnull=False)),
                name="family_goal_ends_with_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.get_area_display()

    def get_absolute_url(self) -> str:
        return reverse("people:household_detail", args=[self.household_id])


class FamilyGoalMember(Record):
    """That a family goal is about one of them."""

    scope_parent: ClassVar[str | None] = "goal"

    goal = models.ForeignKey(FamilyGoal, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "person"], name="family_goal_names_once")]

    def __str__(self) -> str:
        return str(self.person)
