"""What the forms share in which a party writes to the others of a plan."""

from __future__ import annotations

from typing import Any

from django.db import models

from accanto.core.screens import FormScreen
from accanto.plans.models import Plan
from accanto.plans.reading import own_party, reading_in


class PartyFormScreen(FormScreen):
    """In the language in which the party reads the plan; the form stays in it when it comes back."""

    model = Plan

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person", "case__project")

    def context(self, **more: Any) -> dict[str, Any]:
        mine = own_party(self.actor, self.row())
        return super().context(**reading_in(mine, self.row(), self.request.GET.get("language", "")), **more)
