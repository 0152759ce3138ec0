"""Money given to a person: asked by one, approved by another, paid, with its receipt."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.network.models import Project
from accanto.supports.kinds import Kind, kind_of, kinds_in
from accanto.supports.models.budget import CENT, BudgetLine, money
from accanto.supports.models.given import Given
from accanto.supports.scopes import support_scope


class PaidHow(models.TextChoices):
    """How the money went."""

    TRANSFER = "transfer", _("Bank transfer")
    DIRECT = "direct", _("Paid to the supplier or landlord")
    VOUCHER = "voucher", _("Vouchers")
    CARD = "card", _("Card")
    CASH = "cash", _("Cash")


class Support(Given, Record):
    """An economic support (sostegno economico).

    What it takes from its line: nothing while it is asked; the amount once approved; once paid, what was
    paid less what came back. `kind` is a key of the project's definition. `aim` is what it serves in the
    plan: the identifier of one of the plan's actions, which another room keeps.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved, to be paid")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("support", "Withdrawn")
        PAID = "paid", _("Paid")
        REVERSED = "reversed", _("Reversed")

    scope: ClassVar[RowScope | None] = support_scope
    trail_kind: ClassVar[str] = "support"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "S"), editable=False
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="supports")
    line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, related_name="supports", verbose_name=_("budget line")
    )
    kind = models.CharField(_("kind of support"), max_length=60)
    amount = money(_("amount in euro"), validators=[MinValueValidator(CENT)])
    monthly_rent = money(_("monthly rent in euro"), null=True, blank=True)
    payee = SealedTextField(_("to whom it is paid"), default="")
    why = SealedTextField(_("why"), default="")
    aim = models.UUIDField(_("what it serves in the plan"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_on = models.DateField(_("asked on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = SealedTextField(_("reason"), blank=True, default="")
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid = money(_("paid, in euro"), default=Decimal(0), blank=True)
    paid_how = models.CharField(_("how it was paid"), max_length=10, choices=PaidHow.choices, blank=True)
    reference = models.CharField(_("reference of the payment"), max_length=80, blank=True)
    receipt_on = models.DateField(_("date of the receipt"), null=True, blank=True)
    receipt = models.CharField(_("receipt or invoice"), max_length=80, blank=True)
    returned = money(_("came back, in euro"), default=Decimal(0), blank=True)
    returned_on = models.DateField(_("came back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        ordering = ("-asked_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="support_above_zero"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="support_approved_by_another",
                violation_error_message=_("Someone else approves: you asked for this support yourself."),
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("amount")),
                name="support_paid_within",
                violation_error_message=_("More than was approved."),
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, returned__lte=F("paid")),
                name="support_returned_within",
                violation_error_message=_("More than was paid."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "refused", "paid", "reversed"])
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="support_decided",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["paid", "reversed"]) | Q(paid_on__isnull=False, paid__gt=0),
                name="support_paid_on",
            ),
        ]
        indexes = [
            models.Index(fields=["line", "status"]),
            models.Index(fields=["case", "status"]),
            models.Index(fields=["-asked_on", "-id"]),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supports:support_detail", args=[self.pk])

    @property
    def project(self) -> Project:
        project: Project = self.case.project
        return project

    @property
    def organisation_id(self) -> UUID:
        """Who gives it: whose line it is, also after the case went on."""
        key: UUID = self.line.organisation_id
        return key

    @property
    def kind_as_said(self) -> Kind:
        """The kind in the project's words, with its ceilings."""
        if "kinds_said" in self.__dict__:  # of `with_kinds`
            return kinds_in(self.__dict__["kinds_said"]).get(self.kind) or Kind(self.kind, self.kind)
        return kind_of(self.project, self.kind)

    @property
    def held(self) -> Decimal:
        """What it takes from its line and from the household's ceiling."""
        if self.status == self.Status.APPROVED:
            return self.amount
        if self.status in (self.Status.PAID, self.Status.REVERSED):
            return self.paid - self.returned
        return Decimal(0)

    @property
    def waits_for_receipt(self) -> bool:
        return self.status == self.Status.PAID and not self.receipt

    def asked_of(self, user_id: UUID | None) -> bool:
        """Whether someone else than who asked looks at it."""
        return user_id is not None and self.asked_by_id != user_id
