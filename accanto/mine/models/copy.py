"""A copy of what is written about a person, for them to take along (GDPR, articles 15 and 20)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.mine.scopes import copy_scope


class DataCopy(Record):
    """Made by a job; `content` is the ZIP in base 64, sealed, and emptied when its time is over."""

    scope: ClassVar[RowScope | None] = copy_scope
    trail_kind: ClassVar[str] = "data_copy"

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="data_copies")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    content = SealedTextField(_("the copy"), blank=True, default="")
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    expires_at = models.DateTimeField(_("to be taken until"))

    class Meta:
        verbose_name = _("copy of one's own data")
        verbose_name_plural = _("copies of one's own data")
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return str(_("copy of one's own data"))

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None and self.expires_at > timezone.now()
