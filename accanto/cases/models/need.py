"""A need in one area."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.answered import Answered
from accanto.cases.models.case import Case
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.core.words import Area


class Urgency(models.TextChoices):
    NOW = "now", _("Now")
    SOON = "soon", _("Within weeks")
    LATER = "later", _("Later")


class Need(Answered, Record):
    """What someone needs, said by them or noticed by the operator."""

    class Voice(models.TextChoices):
        SAID = "said", _("The person said so")
        NOTICED = "noticed", _("The operator noticed it")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        MET = "met", _("Met")
        DROPPED = "dropped", _("No longer a need")

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "need"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    urgency = models.CharField(_("how urgent"), max_length=6, choices=Urgency.choices, default=Urgency.SOON)
    voice = models.CharField(_("who says so"), max_length=8, choices=Voice.choices, default=Voice.SAID)
    words = SealedTextField(_("in their words"), blank=True, default="")
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.OPEN)
    noted_on = models.DateField(_("noted on"))

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ("status", "-noted_on", "-id")
        indexes = [  # few are urgent and open, whatever their number: Today starts from them
            models.Index(
                fields=["noted_on", "id"],
                condition=models.Q(status="open", urgency="now"),
                name="need_urgent",
            )
        ]

    def __str__(self) -> str:
        return self.get_area_display()

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()
