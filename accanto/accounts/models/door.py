"""Signing in by a link, for those who have no password to remember: who may, on which phones, by which links."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField

_OWN = RowScope(see="today.see", paths=Paths(own=("user",)))


class LinkAccess(Record):
    """That an account is entered by links. Where it has ended, no link and no phone opens it."""

    scope: ClassVar[RowScope | None] = _OWN
    trail_kind: ClassVar[str] = "link_access"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="link_access"
    )
    #: Where a link may be sent. The account's own address is none: it says a code.
    email = SealedTextField(_("e-mail address"), blank=True, default="")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in by link")
        verbose_name_plural = _("sign-ins by link")

    def __str__(self) -> str:
        return self.user.name


class RememberedDevice(Record):
    """A phone that stays signed in. Its token changes each time that it comes back.

    `token_hash` is of the token that it holds, `next_hash` of the one that it was given last and has not shown
    yet, `before_hash` of the one before: whoever shows that holds a copy.
    """

    scope: ClassVar[RowScope | None] = _OWN
    trail_kind: ClassVar[str] = "device"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(_("device"), max_length=60, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    next_hash = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    before_hash = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    last_used_at = models.DateTimeField(_("last used"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ("-last_used_at", "-id")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:device_list")


class AskedLink(Record):
    """A link that someone asked for by mail. It opens only in the browser that asked."""

    scope: ClassVar[RowScope | None] = _OWN
    trail_kind: ClassVar[str] = "asked_link"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    browser_hash = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("link that was asked for")
        verbose_name_plural = _("links that were asked for")
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.expires_at.isoformat()
