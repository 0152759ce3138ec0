"""The partners' representatives and the coordinator: their group, meetings and decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record


class CoordinationGroup(Record):
    """The coordination group of a project."""

    scope_parent: ClassVar[str | None] = "project"

    project = models.OneToOneField(
        "network.Project", on_delete=models.CASCADE, related_name="coordination_group"
    )
    constituted_on = models.DateField(_("constituted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("coordination group")

    def __str__(self) -> str:
        return str(self.project)


class CoordinationMember(Record):
    """A representative of a partner. `who` is a job title, not a name: names stay in users."""

    scope_parent: ClassVar[str | None] = "group"

    group = models.ForeignKey(CoordinationGroup, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    who = models.CharField(_("represented by"), max_length=120)

    class Meta:
        ordering = ("organisation__name",)

    def __str__(self) -> str:
        return f"{self.organisation}: {self.who}"


class CoordinationMeeting(Record):
    """A meeting and what was decided."""

    scope_parent: ClassVar[str | None] = "group"

    group = models.ForeignKey(CoordinationGroup, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("held on"))
    decisions = models.TextField(_("decisions"), blank=True)

    class Meta:
        ordering = ("-held_on",)

    def __str__(self) -> str:
        return self.held_on.isoformat()
