"""Those who write the plan together, and their agreement to its versions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.plans.models.plan import Plan, PlanVersion


class PartyKind(models.TextChoices):
    PERSON = "person", _("The person")
    OPERATOR = "operator", _("The operator")
    TUTOR = "tutor", _("The tutor")
    RECEPTION = "reception", _("Reception-centre operator")
    MEDIATOR = "mediator", _("Cultural mediator")
    GUARDIAN = "guardian", _("Guardian")


class PlanParty(Record):
    """A party to the plan: a user, or someone who signs on paper."""

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "plan_party"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(_("who"), max_length=10, choices=PartyKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = SealedTextField(_("name, if they have no account"), blank=True, default="")
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "user"],
                condition=Q(user__isnull=False, left_on__isnull=True),
                name="party_once",
                violation_error_message=_("They already take part in this plan."),
            )
        ]
        indexes = [models.Index(fields=["user", "plan"])]

    def __str__(self) -> str:
        return self.get_kind_display()


class Agreement(Record):
    """That a party agreed to a version: when, and how."""

    class How(models.TextChoices):
        SCREEN = "screen", _("On the screen")
        PAPER = "paper", _("Signed on paper")
        SPOKEN = "spoken", _("Said so, before the operator")

    scope_parent: ClassVar[str | None] = "version"
    trail_kind: ClassVar[str] = "agreement"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="agreements")
    party = models.ForeignKey(PlanParty, on_delete=models.CASCADE, related_name="agreements")
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    agreed_on = models.DateField(_("on"))

    class Meta:
        ordering = ("agreed_on", "id")
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.party} · {self.agreed_on.isoformat()}"
