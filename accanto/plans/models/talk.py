"""What those who write a plan say to one another about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.plans.models.goal import Goal, PlanAction
from accanto.plans.models.party import PartyKind
from accanto.plans.models.plan import Plan


class Comment(Record):
    """A few words at a goal or an action, or at the plan as a whole. Everyone who reads the plan reads them."""

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "plan_comment"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    action = models.ForeignKey(
        PlanAction,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("action"),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_kind = models.CharField(_("who"), max_length=10, choices=PartyKind.choices)
    words = SealedTextField(_("comment"))

    class Meta:
        verbose_name = _("comment")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.get_as_kind_display()

    def get_absolute_url(self) -> str:
        """Its place on the plan's page."""
        return f"{self.plan.get_absolute_url()}#comment-{self.pk}"
