"""A dated look at the plan by those who wrote it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedJSONField, SealedTextField
from accanto.plans.models.plan import Plan


class Review(Record):
    """What was said of each goal, what was decided, who was there. Everyone who reads the plan reads it.

    `goals` is how it went, as it was that day: [{"id", "area", "words", "how", "said"}], `how` one of `words.HOW`.
    `present` are kinds of parties, with the name of whoever has an account or signs by it:
    [{"kind", "name"}]; never the person's name.
    """

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "plan_review"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField(_("day of the review"))
    goals = SealedJSONField(_("how each goal goes"), default=list, blank=True)
    present = SealedJSONField(_("who was there"), default=list, blank=True)
    also = SealedTextField(_("who else was there"), blank=True, default="")
    said = SealedTextField(_("what was said"), blank=True, default="")
    decisions = SealedTextField(_("what was decided"), blank=True, default="")
    next_by = models.DateField(_("next look by"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of the plan")
        ordering = ("-on", "-created_at", "-id")

    def __str__(self) -> str:
        return self.on.isoformat()

    def get_absolute_url(self) -> str:
        """Its place on the plan's page."""
        return f"{self.plan.get_absolute_url()}#review-{self.pk}"
