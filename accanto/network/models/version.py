"""A version of a project's definition, as it was taken into use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.network.models.project import Project


class ProjectVersion(Record):
    """Kept for good: records say under which version something was answered, and are read by its words. Who took it into use is in the trail."""

    scope_parent: ClassVar[str | None] = "project"
    trail_kind: ClassVar[str] = "project_version"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    definition = models.JSONField(_("definition"), default=dict, blank=True)
    source = models.TextField(_("text of the file"), blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("version of a definition")
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return gettext("Version %(number)d") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("network:version_detail", args=[self.pk])
