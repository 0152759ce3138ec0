"""Sums of supports, to the cent: what is asked, what a line has promised or paid, what is left of it.

SQLite adds decimals up as floating point: fifteen digits are right, and a sum here has twelve at most, so
that rounding to the cent gives back the exact sum. Comparisons are made on what `cents` returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Sum, Value, When

from accanto.supports.models import BudgetLine, Support
from accanto.supports.models.budget import CENT

_EURO: DecimalField[Any, Any] = DecimalField(max_digits=14, decimal_places=2)
GIVEN = (Support.Status.PAID, Support.Status.REVERSED)
#: States in which a support takes money from its line.
HOLDING = (Support.Status.APPROVED, *GIVEN)
#: What a support takes from its line: `Support.held` in SQL.
HELD = Case(
    When(status=Support.Status.APPROVED, then=F("amount")),
    When(status__in=GIVEN, then=F("paid") - F("returned")),
    default=Value(Decimal(0)),
    output_field=_EURO,
)


def cents(value: Any) -> Decimal:
    """A sum from the database as exact euro; None is nothing."""
    return Decimal(value or 0).quantize(CENT)


@dataclass(frozen=True)
class Totals:
    """Sums over some supports. `paid` is what was paid less what came back."""

    count: int = 0
    asked: Decimal = Decimal(0)
    approved: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)

    @property
    def held(self) -> Decimal:
        return self.approved + self.paid

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.count + other.count,
            self.asked + other.asked,
            self.approved + other.approved,
            self.paid + other.paid,
        )


_SUMS = {
    "n": Count("pk"),
    "n_asked": Sum("amount", filter=Q(status=Support.Status.ASKED), output_field=_EURO),
    "n_approved": Sum("amount", filter=Q(status=Support.Status.APPROVED), output_field=_EURO),
    "n_paid": Sum(F("paid") - F("returned"), filter=Q(status__in=GIVEN), output_field=_EURO),
}


def totals_by(rows: QuerySet[Support], *columns: str) -> dict[tuple[Any, ...], Totals]:
    """The values of the columns -> sums over the supports that have them."""
    groups = rows.order_by().values(*columns).annotate(**_SUMS)
    return {
        tuple(group[column] for column in columns): Totals(
            group["n"], cents(group["n_asked"]), cents(group["n_approved"]), cents(group["n_paid"])
        )
        for group in groups
    }


def added_up(totals: Iterable[Totals]) -> Totals:
    return sum(totals, Totals())


def held_of_line(line: BudgetLine) -> Decimal:
    """What the line has promised and paid, whoever of its organisation asks."""
    return cents(line.supports.unscoped("a line's sum counts all its supports").aggregate(n=Sum(HELD))["n"])


def left_on(line: BudgetLine) -> Decimal:
    return line.amount - held_of_line(line)


def of_lines(lines: Iterable[BudgetLine]) -> dict[Any, Totals]:
    """Line -> its sums: of lines in the actor's sight, whose supports they may not all see. No row comes out."""
    rows = Support.objects.unscoped("sums of lines in sight").filter(line__in=[line.pk for line in lines])
    return {key: totals for (key,), totals in totals_by(rows, "line").items()}
