"""A figure that happens outside the product: with its evidence and its author."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.evaluation.scopes import figure_scope


class DeclaredFigure(Record):
    """So much of a result, on a day, said by someone who shows why."""

    scope: ClassVar[RowScope | None] = figure_scope
    trail_kind: ClassVar[str] = "declared_figure"

    project = models.ForeignKey("network.Project", on_delete=models.CASCADE, related_name="+")
    result = models.ForeignKey(
        "network.ExpectedResult", on_delete=models.CASCADE, related_name="declared", verbose_name=_("result")
    )
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    on = models.DateField(_("on"))
    value = models.DecimalField(
        _("how much"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    evidence = models.TextField(_("evidence"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-on", "-id")
        indexes = [models.Index(fields=["result", "on"])]

    def __str__(self) -> str:
        return f"{self.value}"

    def get_absolute_url(self) -> str:
        return self.project.get_absolute_url()
