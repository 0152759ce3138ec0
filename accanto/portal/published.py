"""What the public may read of projects: facts that are public anyhow, and coarse totals.

Nobody has signed in here, so the installation itself asks; this file alone lets anything of a
protected table out to the portal. A total stands here when at least five people are in it and, of a
share, at least five outside it; breakdowns are not published at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from accanto.core.actor import SystemActor
from accanto.evaluation.figures import Figure, project_figures
from accanto.evaluation.question import Question
from accanto.network.models import Project

#: Fewer people than this are never told.
FEWEST = 5
#: Seconds that totals are kept: the public page must not be a way to keep the database busy.
KEPT = 600
PORTAL = SystemActor("portal")


@dataclass(frozen=True)
class PublicResult:
    """What was promised and, where enough people are in it, what was reached. `value` None: not told."""

    what: dict[str, str]
    unit: str
    target: Decimal | None
    falls: bool
    value: Decimal | None

    @property
    def of_target(self) -> int | None:
        if not self.target or self.value is None or self.falls:
            return None
        return min(100, int(100 * self.value / self.target))


def published_projects() -> QuerySet[Any]:
    """The projects that are shown on the portal."""
    return Project.objects.visible_to(PORTAL).filter(published=True).order_by("short", "id")


def public_results(project: Project) -> list[PublicResult]:
    """The results of a published project, at most ten minutes old."""
    key = f"portal:{project.pk}:{project.definition_digest}"
    found: list[PublicResult] | None = cache.get(key)
    if found is None:
        results = list(project.expected_results.all())
        found = [_public(figure) for figure in project_figures(Question(PORTAL, project), results)]
        cache.set(key, found, KEPT)
    return found


def _public(figure: Figure) -> PublicResult:
    result = figure.result
    return PublicResult(
        what=result.what,
        unit=result.unit,
        target=result.target,
        falls=result.direction == "down",
        value=figure.value if _may_be_told(figure) else None,
    )


def _may_be_told(figure: Figure) -> bool:
    if figure.value is None or figure.is_change:
        return False
    if figure.is_share:
        inside, outside = figure.numerator or 0, (figure.denominator or 0) - (figure.numerator or 0)
        return inside >= FEWEST and outside >= FEWEST
    if figure.result.unit in ("groups", "directories", "databases", "documents"):
        return True  # things, not people
    return figure.value >= FEWEST
