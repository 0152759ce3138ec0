"""A funded undertaking, as its definition file tells it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.words import Area
from accanto.network.definitions.text import in_language
from accanto.network.scopes import project_scope
from accanto.network.words import unit_label


class Project(Record):
    """A project. `definition` keeps the whole file as it was read; columns hold what is asked often."""

    scope: ClassVar[RowScope | None] = project_scope
    trail_kind: ClassVar[str] = "project"

    key = models.SlugField(_("key"), max_length=80, unique=True)
    code = models.CharField(_("code"), max_length=40, blank=True)
    cup = models.CharField(_("CUP"), max_length=20, blank=True)
    short = models.CharField(_("short name"), max_length=80)
    title = models.JSONField(_("title"), default=dict, blank=True)  # language -> text
    fund = models.CharField(_("fund"), max_length=200, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    plan_name = models.CharField(_("name of the plan"), max_length=120, blank=True)
    plan_acronym = models.CharField(_("acronym of the plan"), max_length=20, blank=True)
    definition = models.JSONField(default=dict, blank=True)
    definition_digest = models.CharField(max_length=64, blank=True)
    #: Number of the version of the definition that is in use; 0 for a project without one.
    version = models.PositiveSmallIntegerField(_("version"), default=0)
    published = models.BooleanField(_("shown on the portal"), default=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ("short", "id")

    def __str__(self) -> str:
        return self.short

    def get_absolute_url(self) -> str:
        return reverse("network:project_detail", args=[self.pk])

    @property
    def title_text(self) -> str:
        return in_language(self.title)

    def said(self, name: str) -> str:
        """A text of the definition's [project] part (objective, purpose, …) in the reader's language."""
        return in_language((self.definition.get("project") or {}).get(name))


class ProjectTerritory(Record):
    """A territory of a project."""

    scope_parent: ClassVar[str | None] = "project"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="territories")
    territory = models.ForeignKey("network.Territory", on_delete=models.PROTECT, related_name="projects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "territory"], name="territory_once_in_project")
        ]

    def __str__(self) -> str:
        return str(self.territory)


class WorkPackage(Record):
    """A branch of a project with its own objective."""

    scope_parent: ClassVar[str | None] = "project"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="work_packages")
    key = models.SlugField(_("key"), max_length=40)
    name = models.JSONField(_("name"), default=dict, blank=True)
    objective = models.JSONField(_("objective"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "key")
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="work_package_key_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def name_text(self) -> str:
        return in_language(self.name)

    @property
    def objective_text(self) -> str:
        return in_language(self.objective)


class CatalogueAction(Record):
    """An action that a project offers, from which plans choose."""

    scope_parent: ClassVar[str | None] = "project"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="catalogue")
    work_package = models.ForeignKey(
        WorkPackage, on_delete=models.CASCADE, null=True, blank=True, related_name="actions"
    )
    key = models.SlugField(_("key"), max_length=60)
    text = models.JSONField(_("text"), default=dict, blank=True)
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "key")
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="catalogue_key_once")]

    def __str__(self) -> str:
        return in_language(self.text)


class ExpectedResult(Record):
    """A figure that the project promised: what it counts, its target, its breakdowns."""

    class Direction(models.TextChoices):
        UP = "up", _("should grow")
        DOWN = "down", _("should fall")

    scope_parent: ClassVar[str | None] = "project"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="expected_results")
    work_package = models.ForeignKey(
        WorkPackage, on_delete=models.SET_NULL, null=True, blank=True, related_name="expected_results"
    )
    key = models.SlugField(_("key"), max_length=60)
    what = models.JSONField(_("what it counts"), default=dict, blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2, null=True, blank=True)
    direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, default=Direction.UP
    )
    by = models.JSONField(_("broken down by"), default=list, blank=True)
    indicator = models.JSONField(_("how it is computed"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "key")
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="result_key_once")]

    def __str__(self) -> str:
        return in_language(self.what)

    @property
    def unit_text(self) -> str:
        return unit_label(self.unit)
