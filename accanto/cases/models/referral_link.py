"""The link by which a service says, without an account, what came of one referral."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.referral import Referral
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField


class ReferralLink(Record):
    """Works once, until a day, unless revoked. It shows a code and what is asked; the name only where the
    person agreed that the service be told it."""

    scope_parent: ClassVar[str | None] = "referral"
    trail_kind: ClassVar[str] = "referral_link"

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="links", verbose_name=_("referral")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked = SealedTextField(_("what is asked of the service"))
    with_name = models.BooleanField(_("with the person's name"), default=False)
    consent = models.ForeignKey(
        "people.Consent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent"),
    )
    sent_to = SealedTextField(_("sent to"), blank=True, default="")
    expires_on = models.DateTimeField(_("works until"))
    used_on = models.DateTimeField(_("used on"), null=True, blank=True)
    withdrawn_on = models.DateTimeField(_("revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for the service's answer")
        verbose_name_plural = _("links for the service's answer")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(with_name=False) | Q(consent__isnull=False),
                name="referral_link_name_by_consent",
                violation_error_message=_("The name is told only to whom the person agreed to tell it."),
            )
        ]

    def __str__(self) -> str:
        return str(self.referral)

    def get_absolute_url(self) -> str:
        return self.referral.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.used_on is None and self.withdrawn_on is None and self.expires_on > timezone.now()
