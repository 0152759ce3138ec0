"""The kinds of support of a project, as its definition file says them ([[support]])."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from accanto.network.models import Project, in_language


@dataclass(frozen=True)
class Kind:
    """A kind, with its ceilings for one household: so many monthly rents, so many euro. None: no ceiling."""

    key: str
    name: str
    area: str = ""
    months: int | None = None
    amount: Decimal | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def needs_rent(self) -> bool:
        """Whether the ceiling cannot be told without the monthly rent."""
        return self.months is not None


def kinds_of(project: Project) -> dict[str, Kind]:
    """key -> kind, in the order of the definition."""
    return kinds_in(project.definition.get("supports"))


def kinds_in(supports: list[dict[str, Any]] | None) -> dict[str, Kind]:
    """key -> kind, of what a definition says of supports."""
    return {
        said["key"]: Kind(
            key=said["key"],
            name=in_language(said.get("name")) or said["key"],
            area=said.get("area") or "",
            months=said.get("ceiling_months"),
            amount=Decimal(said["ceiling_amount"]) if said.get("ceiling_amount") else None,
        )
        for said in supports or []
    }


def with_kinds(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Supports, each with what its project says of kinds, without the rest of the definition: a list of many reads a
    page of text for each otherwise. `Support.kind_as_said` knows it."""
    rows = rows.select_related("case__project").defer("case__project__definition")
    return rows.annotate(kinds_said=F("case__project__definition__supports"))


def kind_of(project: Project, key: str) -> Kind:
    """The kind under a key; one that a later definition dropped is known by its key."""
    return kinds_of(project).get(key) or Kind(key, key)
