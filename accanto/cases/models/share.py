"""A case that others of the project see too, in a role chosen by who shares it, until a day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.models.ground import Grounded
from accanto.cases.scopes import share_scope
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField


class ShareRole(models.TextChoices):
    READ = "read", _("Reads the case, without the name")
    CONTACTS = "contacts", _("Reads the case, with name and contacts")


class CaseShare(Grounded):
    """Shared with an organisation, or with one user of it. Ends by itself after `until`, at once when revoked,
    when the case closes, and when the consent that it stands on is withdrawn."""

    scope: ClassVar[RowScope | None] = share_scope
    trail_kind: ClassVar[str] = "case_share"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    role = models.CharField(_("what they see"), max_length=10, choices=ShareRole.choices)
    words = SealedTextField(_("what it is for"), blank=True, default="")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("shared by")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    class Meta(Grounded.Meta):
        verbose_name = _("shared case")
        verbose_name_plural = _("shared cases")
        ordering = ("-until", "-id")
        constraints = [
            *Grounded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="share_ends_after_it_begins",
                violation_error_message=_("This day is past: choose a day to come."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "until", "case"])]

    def __str__(self) -> str:
        return f"{self.case} → {self.user.name if self.user else self.organisation}"

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()

    @property
    def is_live(self) -> bool:
        withdrawn = self.consent is not None and self.consent.withdrawn_on is not None
        over = self.revoked_on is not None or self.until < timezone.localdate() or not self.case.is_open
        return not over and not withdrawn
