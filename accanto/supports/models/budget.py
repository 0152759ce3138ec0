"""How much money a project has for supports, and each partner's part of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.supports.scopes import line_scope

#: The smallest sum there is, and how many digits a sum may have: 99,999,999.99 euro.
CENT = Decimal("0.01")
DIGITS = 10


def money(label: Any, **more: Any) -> models.DecimalField[Any, Any]:
    """A column in euro, to the cent."""
    more.setdefault("validators", [MinValueValidator(Decimal(0))])
    return models.DecimalField(label, max_digits=DIGITS, decimal_places=2, **more)


class ProjectBudget(Record):
    """All that a project may spend on supports; its lines never add up to more."""

    scope_parent: ClassVar[str | None] = "project"
    trail_kind: ClassVar[str] = "project_budget"

    project = models.OneToOneField(
        "network.Project", on_delete=models.CASCADE, related_name="supports_budget"
    )
    amount = money(_("money for supports, in euro"))

    class Meta:
        verbose_name = _("budget for supports")
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_below_zero")]

    def __str__(self) -> str:
        return str(self.project)

    def get_absolute_url(self) -> str:
        return reverse("supports:budget_detail", args=[self.project_id])


class BudgetLine(Record):
    """The part of the budget that a partner may give, for all kinds of support or for some.

    `kinds` are keys of the project's definition ([[support]]); empty means every kind.
    """

    scope: ClassVar[RowScope | None] = line_scope
    trail_kind: ClassVar[str] = "budget_line"

    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    name = models.CharField(_("name of the line"), max_length=120)
    kinds = models.JSONField(_("kinds of support"), default=list, blank=True)
    amount = money(_("amount in euro"))

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="line_not_below_zero"),
            models.UniqueConstraint(
                fields=["project", "organisation", "name"],
                name="line_name_once",
                violation_error_message=_("This partner has a line of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("supports:budget_detail", args=[self.project_id])

    def covers(self, kind: str) -> bool:
        """Whether a support of this kind may be given from it."""
        return not self.kinds or kind in self.kinds
