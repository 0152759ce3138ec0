"""The audit trail: append-only in the database itself, each entry chained to the one before."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope, ScopedManager
from accanto.privacy.acts import words_of
from accanto.privacy.doers import job_of
from accanto.privacy.scopes import trail_scope
from accanto.privacy.wording import Said, said


class AuditEntry(Record):
    """Who did what to what, when and why, and what it was before and after.

    Subjects are kept as plain identifiers, not keys: the trail outlives what it tells of. Sealed
    values never stand here. Triggers of both engines refuse UPDATE, DELETE and TRUNCATE.
    """

    scope: ClassVar[RowScope | None] = trail_scope
    objects: ClassVar[ScopedManager] = ScopedManager()

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    user_label = models.CharField(_("who"), max_length=254)
    action = models.CharField(_("what"), max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    project_id = models.UUIDField(null=True)
    reason = models.TextField(_("why"), blank=True)
    changes = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    key_id = models.CharField(max_length=12)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("-number",)
        indexes = [
            models.Index(fields=["person_id", "-number"]),
            models.Index(fields=["case_id", "-number"]),
            models.Index(fields=["object_id", "-number"]),
            models.Index(fields=["action", "-number"]),
            models.Index(fields=["organisation_id", "action", "-number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    #: The user's name, where `reading.with_names` asked for it and there is one.
    user_name: str | None = None

    @property
    def who(self) -> str:
        """Who acted: the user's name, their address where the account is gone, or a job's name in words."""
        return self.user_name or (self.user_label if self.user_id else job_of(self.user_label))

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return words_of(self.action)

    @property
    def said(self) -> list[Said]:
        """The columns that changed, in the reader's language."""
        return list(said(self))


class TrailHead(models.Model):
    """The last entry's number and digest: one row, locked while an entry is added.

    `written` is the digest of the last entry that changed a row. While it stays, every recorded row
    says what it said: it is the version of the data (see `reading.data_version`).
    """

    open_because: ClassVar[str] = "holds a number and a digest, nothing of anyone"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    written = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_trail_head")]

    def __str__(self) -> str:
        return str(self.number)
