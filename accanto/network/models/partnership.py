"""An organisation in a project."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.network.models.project import in_language


class PartnerRole(models.TextChoices):
    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    ASSOCIATE = "associate", _("Associate")


class Partnership(Record):
    """Which organisation takes part in which project, as what, doing what."""

    scope_parent: ClassVar[str | None] = "project"

    project = models.ForeignKey("network.Project", on_delete=models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="partnerships"
    )
    role = models.CharField(
        _("role"), max_length=10, choices=PartnerRole.choices, default=PartnerRole.PARTNER
    )
    does = models.JSONField(_("what it does"), default=dict, blank=True)

    class Meta:
        ordering = ("role", "organisation__name")
        constraints = [
            models.UniqueConstraint(fields=["project", "organisation"], name="partner_once"),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(role="lead"), name="one_lead_partner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_role_display()}"

    @property
    def does_text(self) -> str:
        return in_language(self.does)
