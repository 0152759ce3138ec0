"""The invitation by which one of the two comes in: a link to show or send, a code to tell by voice."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.tutoring import Tutoring
from accanto.tutoring.words import Side


class PartyInvitation(Record):
    """A link that lets one side of a tutoring in, once, with the code. Who has only the link opens nothing."""

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "party_invitation"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="invitations")
    side = models.CharField(_("who"), max_length=6, choices=Side.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="it")
    email = SealedTextField(_("e-mail address"), blank=True, default="")
    code = SealedTextField(_("code to tell by voice"), default="")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    #: Of the link in the mail, which is another one: no job is told the link on the screen.
    mailed_hash = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    wrong_codes = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    locked_at = models.DateTimeField(_("dead after wrong codes"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a tutoring")
        verbose_name_plural = _("invitations to a tutoring")
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.get_side_display()

    def get_absolute_url(self) -> str:
        return self.tutoring.get_absolute_url()

    @property
    def is_open(self) -> bool:
        ended = self.used_at or self.locked_at or self.withdrawn_at
        return ended is None and self.expires_at > timezone.now()
