"""What people decided about two records that may be one person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedJSONField
from accanto.people.models.person import Person


class DuplicateVerdict(Record):
    """The words "not the same person", remembered, so that nobody is asked again. `person` is the lower id."""

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="verdicts")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="verdict_once")]

    def __str__(self) -> str:
        return f"{self.person} ≠ {self.other}"


class Merge(Record):
    """Two records made one by a person, who can undo it until a day.

    `moved` says which rows were re-pointed, and what the kept record said before.
    """

    scope_parent: ClassVar[str | None] = "kept"

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reasons = models.JSONField(_("why"), default=list, blank=True)
    moved = SealedJSONField(default=dict, blank=True)
    undo_until = models.DateTimeField(_("can be undone until"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"
