"""The rows behind a figure: pseudonymous codes and de-identified facts, never a name."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from accanto.evaluation import pictures
from accanto.evaluation.breakdowns import source_of
from accanto.evaluation.figures import parts_of
from accanto.evaluation.question import Question
from accanto.evaluation.readings import Counting, Measured, Picture, Reading, reading_of
from accanto.network.models import ExpectedResult

#: The newest first; both columns are on every fact.
ORDER = ("-f_on", "-id")
_NAMES = ("kept", "partner", "territory", "gender", "age", "nationality", "municipality", "place")


def rows_behind(question: Question, result: ExpectedResult, part: int = 0) -> QuerySet[Any]:
    """The facts that a figure counts, with `f_code`, `f_case` and the dimensions that they know.

    Of a share, those of its denominator. Of a figure from two sources, those of one: `part` says which.
    """
    reading = part_of(result, part)
    source = source_of(reading)
    names = [name for name in _NAMES if name == "kept" or name in source.dimensions()]
    if isinstance(reading, Counting):
        rows = question.of(reading.source, {*reading.columns(), *names}).filter(reading.where)
        rows = rows.distinct() if source.multiplies else rows
    elif isinstance(reading, Picture):
        rows = pictures.standing(question, reading, tuple(names))
        if reading.kind == "situation_count":
            rows = rows.filter(**{f"{reading.column}__in": reading.values})
        elif reading.of:
            rows = rows.filter(**{f"{reading.column}__in": reading.of})
        else:
            rows = rows.exclude(**{f"{reading.column}__in": ("unknown", "na")})
    elif isinstance(reading, Measured):
        rows = question.of(reading.source, names).filter(reading.where)
    else:
        rows = question.of("declared", names).filter(result=result)
    code = source.of_person("code", Value("", output_field=CharField())) if source.person else Value("")
    case = F(source.case) if source.case else Value(None, output_field=CharField())
    return rows.annotate(f_code=code, f_case=case)


def part_of(result: ExpectedResult, part: int) -> Reading:
    """The reading of a result, or the count of its other source."""
    reading = reading_of(result)
    parts = parts_of(reading)
    return parts[part] if part < len(parts) else reading
