"""One person followed by one organisation in one project."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.answered import Answered
from accanto.cases.scopes import case_scope
from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField


class CaseOutcome(models.TextChoices):
    """How a case ended."""

    AUTONOMY = "autonomy", _("Goals reached: the person goes on alone")
    PARTLY = "partly", _("Some goals reached")
    MOVED = "moved", _("Moved elsewhere")
    OTHER_SERVICE = "other_service", _("Followed by another service")
    WITHDREW = "withdrew", _("The person chose to stop")
    LOST = "lost", _("Contact lost")
    OTHER = "other", _("Other")


class Case(Answered, Record):
    """A case (presa in carico). Its answers are those that the project asks when it is closed."""

    scope: ClassVar[RowScope | None] = case_scope
    trail_kind: ClassVar[str] = "case"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "C"), editable=False
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("operator")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=CaseOutcome.choices, blank=True)
    closing_note = SealedTextField(_("what remains, in words"), blank=True, default="")

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("-opened_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="case_closes_after_opening",
                violation_error_message=_("The case was opened after this day."),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "project"],
                condition=Q(closed_on__isnull=True),
                name="one_open_case",
                violation_error_message=_("This person already has an open case here."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-opened_on", "-id"]),
            models.Index(fields=["project", "organisation", "opened_on"]),
            models.Index(fields=["operator", "closed_on", "opened_on", "id"]),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("cases:case_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None
