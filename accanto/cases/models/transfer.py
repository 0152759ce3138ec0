"""A case offered to another organisation of the project, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.models.ground import Grounded
from accanto.cases.scopes import transfer_in_scope, transfer_scope
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField, SealedTextField


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class Transfer(Grounded):
    """The sender's side. It stays theirs after the case has gone: `history` is what the case said on that day."""

    scope: ClassVar[RowScope | None] = transfer_scope
    trail_kind: ClassVar[str] = "transfer"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    sender = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    receiver = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    #: Where the case stood when it was offered: who is narrowed to a territory sees those of theirs.
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("offered by")
    )
    offered_on = models.DateField(_("offered on"))
    words = SealedTextField(_("what they should know"))
    state = models.CharField(
        _("state"), max_length=10, choices=TransferState.choices, default=TransferState.OFFERED
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = SealedTextField(_("answer in words"), null=True, blank=True)
    history = SealedJSONField(_("what the case said when it went"), null=True, blank=True)

    class Meta(Grounded.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ("-offered_on", "-id")
        constraints = [
            *Grounded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(sender=F("receiver")),
                name="transfer_to_another",
                violation_error_message=_("This organisation follows the case already."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="offered"),
                name="one_transfer_waits",
                violation_error_message=_("This case is offered already: take that offer back first."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(answer__isnull=False),
                name="transfer_declined_says_why",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(history__isnull=False),
                name="transfer_accepted_keeps_history",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_on__isnull=True)
                | (~Q(state="offered") & Q(answered_on__gte=F("offered_on"))),
                name="transfer_answered_with_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "state", "offered_on"]),
            models.Index(fields=["receiver", "state", "offered_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.case.code} → {self.receiver}"

    def get_absolute_url(self) -> str:
        return reverse("cases:transfer_detail", args=[self.pk])

    @property
    def waits(self) -> bool:
        return self.state == TransferState.OFFERED

    @property
    def days_waited(self) -> int:
        """Days from the offer to the answer, or to today."""
        return ((self.answered_on or timezone.localdate()) - self.offered_on).days


class IncomingTransfer(Transfer):
    """The same row as the organisation sees it to which the case is offered: before it says yes, a code, what is
    needed and the sender's words; never the case itself."""

    scope: ClassVar[RowScope | None] = transfer_in_scope
    trail_kind: ClassVar[str] = "transfer"

    class Meta:
        proxy = True
        verbose_name = _("case offered to us")
        verbose_name_plural = _("cases offered to us")

    def __str__(self) -> str:
        return self.case.code

    def get_absolute_url(self) -> str:
        return reverse("cases:transfer_in_detail", args=[self.pk])
