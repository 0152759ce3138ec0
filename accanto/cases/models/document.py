"""A document of a case: what it is and until when. What it says is a sealed file (core/vault.py)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import Case
from accanto.cases.scopes import unguarded
from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField


class DocumentKind(models.TextChoices):
    PERMIT = "permit", _("Residence permit or its receipt")
    ASYLUM = "asylum", _("Papers of the asylum claim")
    DECISION = "decision", _("Decision, appeal, court")
    IDENTITY = "identity", _("Passport or identity card")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family and residence")
    SCHOOL = "school", _("School, courses, qualifications")
    WORK = "work", _("Work: contract, payslip")
    HOME = "home", _("Home: contract, bills")
    MONEY = "money", _("Tax code, bank, benefits")
    OTHER = "other", _("Other")
    UNSAID = "unsaid", _("Not said yet")


#: Kinds that say what status or health says: seen by whoever may see status, and by who added them.
GUARDED = frozenset(
    {
        DocumentKind.PERMIT,
        DocumentKind.ASYLUM,
        DocumentKind.DECISION,
        DocumentKind.HEALTH,
        DocumentKind.UNSAID,
    }
)
#: Days before the last day on which someone is reminded.
STEPS = (90, 60, 30, 0)


class Document(Record):
    """`expires_on` and `guarded` stand in clear, so that reminders need no key; the rest is sealed."""

    scope_parent: ClassVar[str | None] = "case"
    scope_only: ClassVar[Callable[[Actor, str], Q] | None] = unguarded
    trail_kind: ClassVar[str] = "document"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    kind = SealedTextField(_("kind"))
    name = SealedTextField(_("name of the file"))
    note = SealedTextField(_("note"), blank=True, default="")
    file_key = SealedTextField(_("key of the file"))
    guarded = models.BooleanField(_("for those who may see status"), default=True)
    content_type = models.CharField(_("type"), max_length=20)
    size = models.PositiveIntegerField(_("size"))
    has_thumbnail = models.BooleanField(_("with a small picture"), default=False)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    #: The person sees it on their own page: they gave it themselves, or the operator says so.
    for_person = models.BooleanField(_("the person sees it on their own page"), default=False)
    settled = models.BooleanField(_("no reminder needed any more"), default=False)
    #: The last of STEPS of which the operator was told by mail.
    reminded = models.PositiveSmallIntegerField(_("reminded, days before"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=["expires_on", "id"],
                condition=Q(settled=False, expires_on__isnull=False),
                name="document_expires",
            )
        ]

    def __str__(self) -> str:
        return str(_("Document"))

    def get_absolute_url(self) -> str:
        return reverse("cases:document_list", args=[self.case_id])

    @property
    def kind_words(self) -> str:
        return str(dict(DocumentKind.choices).get(self.kind, self.kind))

    @property
    def days_left(self) -> int | None:
        return None if self.expires_on is None else (self.expires_on - timezone.localdate()).days

    def step_on(self, day: date) -> int | None:
        """Which of STEPS has come by a day; None while the last day is further off, or unknown."""
        if self.expires_on is None:
            return None
        left = (self.expires_on - day).days
        return next((step for step in reversed(STEPS) if left <= step), None)
