"""What a party would like to see in the plan, until whoever writes it has answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.core.words import Area
from accanto.plans.models.goal import Goal
from accanto.plans.models.party import PlanParty
from accanto.plans.models.plan import Plan
from accanto.plans.words import PROPOSAL_DECLINED, PROPOSAL_KINDS, PROPOSAL_TAKEN, PROPOSAL_WAITS


class Proposal(Record):
    """A goal, an action or a remark that a party adds to the plan (domain.md, rule 3).

    The party's words stay as they were written; what becomes of them in the plan is the operator's to edit.
    Its party and those who write the plan read it, the other parties do not.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", PROPOSAL_WAITS
        TAKEN = "taken", PROPOSAL_TAKEN
        DECLINED = "declined", PROPOSAL_DECLINED

    scope_parent: ClassVar[str | None] = "plan"
    trail_kind: ClassVar[str] = "proposal"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    party = models.ForeignKey(PlanParty, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(_("kind"), max_length=8, choices=PROPOSAL_KINDS)
    area = models.CharField(_("area"), max_length=20, choices=Area.choices, blank=True, default="")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = SealedTextField(_("in the words of who proposes it"))
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.WAITING)
    answer = SealedTextField(_("answer"), blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        ordering = ("created_at", "id")
        indexes = [models.Index(fields=["status", "answered_on"])]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def waits(self) -> bool:
        return self.status == self.Status.WAITING

    def get_absolute_url(self) -> str:
        """Its place on the plan's page."""
        return f"{self.plan.get_absolute_url()}#proposal-{self.pk}"
