"""The list of supports given, as public bodies and their partners publish it: kind, sum, month, a code.

Acts of economic support are published with their sums (D.Lgs. 33/2013, art. 26 and 27), and never with who
got them where that tells of hardship (art. 26, paragraph 4). A code alone can still tell: the one rent advance
of a village in March is known to its neighbours. So a kind given fewer than FEWEST times in a year does not
say its name or its month; and if all such together are fewer than FEWEST, they are left out of the list and
of its sum, and the list says that there are some. A month in which fewer were paid than that is not said
either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from accanto.core.actor import SystemActor
from accanto.network.models import Project
from accanto.supports.kinds import kinds_of
from accanto.supports.models import Support
from accanto.supports.money import GIVEN

FEWEST = 5
#: Who reads for the public: everything, of which the list shows what it may.
PORTAL = SystemActor("portal")


@dataclass(frozen=True)
class Line:
    """One support. `kind` is "" and `month` None where saying them would point at someone."""

    code: str
    kind: str
    month: date | None
    amount: Decimal


@dataclass(frozen=True)
class Published:
    """The list of a year; `left_out` says that fewer than FEWEST supports are not in it."""

    year: int
    lines: tuple[Line, ...]
    left_out: bool

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


def years_of(project: Project) -> list[int]:
    """The years in which something was paid, the last first."""
    days = _given(project).values_list("paid_on", flat=True)
    return sorted({day.year for day in days if day}, reverse=True)


def published(project: Project, year: int) -> Published:
    """The list of a year, in an order that says nothing: by code."""
    rows = list(_given(project).filter(paid_on__year=year))
    return Published(year, *lines_of(rows, {key: str(kind) for key, kind in kinds_of(project).items()}))


def lines_of(rows: Iterable[Support], names: dict[str, str]) -> tuple[tuple[Line, ...], bool]:
    """(lines, whether some were left out). What came back whole was not given, and is no row here."""
    rows = [row for row in rows if row.held > 0]
    many = {kind for kind, n in Counter(row.kind for row in rows).items() if n >= FEWEST}
    shown = [row for row in rows if row.kind in many]
    busy = {month for month, n in Counter(map(_month, shown)).items() if n >= FEWEST}
    said = [
        Line(
            row.code,
            names.get(row.kind, row.kind),
            _month(row) if _month(row) in busy else None,
            row.held,
        )
        for row in shown
    ]
    few = [Line(row.code, "", None, row.held) for row in rows if row.kind not in many]
    hidden = 0 < len(few) < FEWEST
    lines = said if hidden else said + few
    return tuple(sorted(lines, key=lambda line: line.code)), hidden


def _month(row: Support) -> date | None:
    return row.paid_on.replace(day=1) if row.paid_on else None


def _given(project: Project) -> QuerySet[Support]:
    return Support.objects.visible_to(PORTAL).filter(
        case__project=project, status__in=GIVEN, paid_on__isnull=False
    )
