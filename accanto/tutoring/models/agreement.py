"""The agreement (patto) of the two: what it says, version by version, and who signed which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedJSONField, SealedTextField
from accanto.tutoring.models.tutoring import Tutoring
from accanto.tutoring.pact.words import SignedHow
from accanto.tutoring.words import Side


class TutoringAgreement(Record):
    """One version of what the two agree. Changed until someone signs it, never after: then comes the next one.

    `content` has the shape that `pact.content.compose` makes; `digest` is of it, and what is signed.
    """

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "tutoring_agreement"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField(_("number"))
    content = SealedJSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    put_on = models.DateField(_("put to the two on"), null=True, blank=True)
    agreed_on = models.DateField(_("signed by both on"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("agreement of a tutoring")
        verbose_name_plural = _("agreements of tutorings")
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["tutoring", "number"], name="tutoring_agreement_once")]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("tutoring:agreement_detail", args=[self.pk])


class AgreementSignature(Record):
    """That a side signed a version, of which text, when and how. The name stands as it was written."""

    scope_parent: ClassVar[str | None] = "agreement"
    trail_kind: ClassVar[str] = "agreement_signature"

    agreement = models.ForeignKey(TutoringAgreement, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(_("who"), max_length=6, choices=Side.choices)
    how = models.CharField(_("how"), max_length=6, choices=SignedHow.choices)
    digest = models.CharField(max_length=64, editable=False)
    signed_on = models.DateField(_("signed on"))
    name = SealedTextField(_("name as written"), blank=True, default="")
    present = SealedTextField(_("who was present"), blank=True, default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("signature of an agreement")
        verbose_name_plural = _("signatures of agreements")
        ordering = ("side",)
        constraints = [models.UniqueConstraint(fields=["agreement", "side"], name="agreement_signed_once")]

    def __str__(self) -> str:
        return f"{self.get_side_display()} · {self.signed_on.isoformat()}"
