"""A key with which a program writes for a user, and can do no more than was given to it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope


class ApiToken(Record):
    """A token for the API. Only a hash of it is kept; `start` is what is left to know it by.

    `capabilities` are names of `accounts.roles`; what the user may not do any more, the token may not either.
    """

    scope: ClassVar[RowScope | None] = RowScope(see="today.see", paths=Paths(own=("user",)))
    trail_kind: ClassVar[str] = "api_token"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    start = models.CharField(max_length=12, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    capabilities = models.JSONField(default=list, blank=True)
    expires_at = models.DateTimeField(_("valid until"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["user", "-created_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:token_list")

    @property
    def is_good(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
