"""Months and years of dates, in the words of either database.

Django's TruncMonth and ExtractYear call back into Python for every row on SQLite; dates are ISO
text there, so their first characters say the same at a hundredth of the cost.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, Func, IntegerField


class Month(Func):
    """'YYYY-MM' of a date or time column."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="to_char(%(expressions)s, 'YYYY-MM')", **extra)


class Year(Func):
    """The year of a date or time column, as a number."""

    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(substr(%(expressions)s, 1, 4) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "CAST(EXTRACT(YEAR FROM %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)


def months(first: str, last: str, at_most: int) -> list[str]:
    """The months from first to last ('YYYY-MM'), the last so many of them."""
    year, month = map(int, first.split("-"))
    found = []
    while (label := f"{year:04d}-{month:02d}") <= last:
        found.append(label)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004  months of a year
    return found[-at_most:]


def month_of(day: date) -> str:
    return day.isoformat()[:7]
