"""A case handed from one operator to another of the same organisation."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField


class Handover(Record):
    """Who followed, who follows, since when, and what the next one should know."""

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "handover"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who followed")
    )
    after = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who follows")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )
    on = models.DateField(_("on"))
    note = SealedTextField(_("why, and what the next one should know"))

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ("-on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="handover_to_another",
                violation_error_message=_("This operator follows the case already."),
            )
        ]
        indexes = [models.Index(fields=["after", "on"])]

    def __str__(self) -> str:
        return f"{self.before.name} → {self.after.name}"

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()
