"""The plan, and the versions that its parties agree to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField
from accanto.plans.scopes import plan_scope


class Plan(Record):
    """An individual plan (PIIT, PIn): what the person wants and who does what towards it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Being written")
        AGREED = "agreed", _("Agreed")
        CLOSED = "closed", _("Closed")

    scope: ClassVar[RowScope | None] = plan_scope
    trail_kind: ClassVar[str] = "plan"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plans")
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.DRAFT)
    language = models.CharField(_("the person's language"), max_length=3, default="ita")  # ISO 639-3
    started_on = models.DateField(_("started on"))
    review_by = models.DateField(_("review by"), null=True, blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("-started_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(status="closed"),
                name="one_open_plan",
                violation_error_message=_("This case already has a plan."),
            )
        ]

    def __str__(self) -> str:
        return self.case.code

    def get_absolute_url(self) -> str:
        return reverse("plans:plan_detail", args=[self.pk])

    def newest_version(self) -> PlanVersion | None:
        """The version last put to the parties, agreed or not."""
        return self.versions.order_by("-number").first()


class PlanVersion(Record):
    """What the plan said when it was put to its parties. Never changed after.

    `content` is the plan as agreed: {"goals": [{"id", "area", "words", "by", "status",
    "actions": [{"id", "text", "catalogue", "who_kind", "who", "due", "status", "outcome"}]}]}.
    """

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "plan_version"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = SealedJSONField(default=dict, blank=True)
    agreed_on = models.DateField(_("agreed by all on"), null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return str(self.number)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and "content" in (kwargs.get("update_fields") or ("content",)):
            raise TypeError("what a version says is never written again")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plans:version_detail", args=[self.pk])
