"""A person sent to a service, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.models.need import Need
from accanto.cases.scopes import incoming_scope
from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField


class ReferralOutcome(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    SERVED = "served", _("Served")
    PARTLY = "partly", _("Served in part")
    REFUSED = "refused", _("The service said no")
    NOT_GONE = "not_gone", _("The person did not go")
    CLOSED = "closed", _("The service no longer exists or has moved")
    CAME = "came", _("The person came")
    TAKEN_ON = "taken_on", _("Taken on by the service")
    FULL = "full", _("The service is full")


class Referral(Record):
    """Someone pointed to a service of the directory; the loop is closed by an outcome."""

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "referral"

    #: What the one who refers and the service's desk say to one another in place of a name.
    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "R"), editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    need = models.ForeignKey(
        Need,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="referrals",
        verbose_name=_("for the need"),
    )
    service = models.ForeignKey(
        "directory.Service", on_delete=models.PROTECT, related_name="referrals", verbose_name=_("service")
    )
    made_on = models.DateField(_("made on"))
    note = SealedTextField(_("note"), blank=True, default="")
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=ReferralOutcome.choices, default=ReferralOutcome.WAITING
    )
    outcome_on = models.DateField(_("outcome on"), null=True, blank=True)
    answer = SealedTextField(_("the service's words"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("-made_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True) | Q(outcome_on__gte=F("made_on")),
                name="referral_outcome_after_making",
                violation_error_message=_("The outcome comes before the referral."),
            )
        ]
        indexes = [models.Index(fields=["outcome", "made_on"])]

    def __str__(self) -> str:
        return str(self.service)

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()


class IncomingReferral(Referral):
    """The same row as the desk of the service sees it: never its case, its person or its note.

    A scope of its own, by the service's organisation: the sending organisation's desk has no part in it.
    """

    scope: ClassVar[RowScope | None] = incoming_scope
    scope_parent: ClassVar[str | None] = None
    trail_kind: ClassVar[str] = "referral"

    class Meta:
        proxy = True
        verbose_name = _("referral in")
        verbose_name_plural = _("referrals in")

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("cases:referral_in_list")
