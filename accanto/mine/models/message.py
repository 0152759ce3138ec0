"""A few words between a person and those who follow them. No chat: each side reads when it can, and says when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.mine.scopes import message_scope


class Message(Record):
    """`by_person` says from which side; `seen_at`, that the other side has read it."""

    scope: ClassVar[RowScope | None] = message_scope
    trail_kind: ClassVar[str] = "message"

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="messages")
    by_person = models.BooleanField(_("from the person"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    text = SealedTextField(_("words"))
    seen_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(
                fields=["created_at", "id"],
                condition=models.Q(by_person=True, seen_at__isnull=True),
                name="message_unread",
            )
        ]

    def __str__(self) -> str:
        return str(_("Message"))

    def get_absolute_url(self) -> str:
        return reverse("mine:case_messages", args=[self.case_id])
