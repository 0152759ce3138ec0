"""Every expected result's figure, computed from the facts. Nothing is kept: what is written counts at once.

Results that ask the same source are counted in one pass of it, so a project's page costs as many
queries as it has sources, whatever the number of results and of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from accanto.evaluation import pictures
from accanto.evaluation.facts import SOURCES
from accanto.evaluation.measures import share
from accanto.evaluation.months import Month, month_of, months
from accanto.evaluation.question import Question
from accanto.evaluation.readings import Counting, Declared, Measured, Picture, Reading, reading_of
from accanto.network.models import ExpectedResult

#: Months of a trend on the project's page, and on a figure's own.
SHORT_TREND, LONG_TREND = 12, 60
Trend = tuple[tuple[str, Decimal], ...]
Counted = tuple[Decimal | None, Trend]


@dataclass(frozen=True)
class Figure:
    """One expected result and what was counted.

    `value` is None where nothing was declared, or where a share has nobody to be a share of.
    Shares (percent) have numerator and denominator; changes also the baseline. `trend` is
    (month, value) pairs: what happened in each month.
    """

    result: ExpectedResult
    reading: Reading
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    baseline: Decimal | None = None
    trend: Trend = ()

    @property
    def is_declared(self) -> bool:
        return isinstance(self.reading, Declared)

    @property
    def is_share(self) -> bool:
        return isinstance(self.reading, Measured) or (
            isinstance(self.reading, Picture) and self.reading.as_share
        )

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few to say a share of."""
        return isinstance(self.reading, Measured) and self.value is None and bool(self.denominator)

    @property
    def is_change(self) -> bool:
        return isinstance(self.reading, Picture) and self.reading.kind == "situation_change"

    @property
    def difference(self) -> Decimal | None:
        if self.value is None or self.baseline is None:
            return None
        return self.value - self.baseline

    @property
    def of_target(self) -> int | None:
        """Percent of the target reached; None where there is no target to grow towards."""
        target = self.result.target
        if not target or self.value is None or self.result.direction != ExpectedResult.Direction.UP:
            return None
        return int(100 * self.value / target)

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None where there is none, or no figure."""
        if self.result.target is None or self.value is None:
            return None
        if self.result.direction == ExpectedResult.Direction.UP:
            return self.value >= self.result.target
        return self.value <= self.result.target

    @property
    def trend_values(self) -> list[Decimal]:
        return [value for _month, value in self.trend]


def project_figures(question: Question, results: Sequence[ExpectedResult]) -> list[Figure]:
    """The figures of a project's results, in their order, each with its last months."""
    readings = {result.pk: reading_of(result) for result in results}
    counted = _counted(question, readings, SHORT_TREND)
    counted |= _declared(question, [r for r in results if isinstance(readings[r.pk], Declared)], SHORT_TREND)
    seen = pictures.look(question, {key: r for key, r in readings.items() if isinstance(r, Picture)})
    return [_figure(result, readings[result.pk], counted, seen, question=question) for result in results]


def one_figure(question: Question, result: ExpectedResult) -> Figure:
    """One figure with its whole trend."""
    reading = reading_of(result)
    if isinstance(reading, Picture):
        seen = pictures.look(question, {result.pk: reading})
        return _figure(result, reading, {}, seen, pictures.trend(question, reading, LONG_TREND))
    counted = _counted(question, {result.pk: reading}, LONG_TREND)
    counted |= _declared(question, [result] if isinstance(reading, Declared) else [], LONG_TREND)
    return _figure(result, reading, counted, {}, question=question)


def _figure(
    result: ExpectedResult,
    reading: Reading,
    counted: dict[Any, Counted],
    seen: dict[Any, pictures.Seen],
    trend: Trend = (),
    *,
    question: Question | None = None,
) -> Figure:
    if isinstance(reading, Measured) and question is not None:
        told = share(question, reading)
        return Figure(result, reading, told.value, told.hits, told.base)
    if isinstance(reading, Picture):
        look = seen[result.pk]
        return Figure(result, reading, look.value, look.numerator, look.denominator, look.baseline, trend)
    value, months_of_it = counted[result.pk]
    return Figure(result, reading, value, trend=months_of_it)


def by_source(readings: Mapping[Any, Reading]) -> dict[str, dict[Any, Counting]]:
    found: dict[str, dict[Any, Counting]] = defaultdict(dict)
    for key, reading in readings.items():
        if isinstance(reading, Counting):
            found[reading.source][key] = reading
    return found


def _columns(countings: dict[Any, Counting]) -> set[str]:
    return set().union(*(counting.columns() for counting in countings.values()))


def _aggregates(countings: dict[Any, Counting]) -> dict[str, Any]:
    return {f"n{index}": counting.aggregate() for index, counting in enumerate(countings.values())}


def _counted(question: Question, readings: dict[Any, Reading], at_most: int) -> dict[Any, Counted]:
    """Values and months of all countings: a pass of each source for the months, and one where persons must be
    told apart over the whole period. What is counted by rows adds up from its months; what comes from two
    sources adds up from both."""
    parts = {
        (key, part): counting for key, r in readings.items() for part, counting in enumerate(parts_of(r))
    }
    totals: dict[Any, Any] = defaultdict(int)
    months_of: dict[Any, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for source, countings in by_source(parts).items():
        by_month = _by_month(question, source, countings)
        apart = {key: counting for key, counting in countings.items() if counting.tells_persons_apart}
        once = question.of(source, _columns(apart)).aggregate(**_aggregates(apart)) if apart else {}
        whole = {key: once[f"n{index}"] for index, key in enumerate(apart)}
        for key, _part in countings:
            totals[key] += whole.get((key, _part), sum(by_month[key, _part].values())) or 0
            for month, value in by_month[key, _part].items():
                months_of[key][month] += value
    return {
        key: (settled(reading, totals[key]), spread(question, months_of[key], at_most))
        for key, reading in readings.items()
        if isinstance(reading, Counting)
    }


def parts_of(reading: Reading) -> tuple[Counting, ...]:
    """The counts that a figure is the sum of; none for one that is not counted."""
    if not isinstance(reading, Counting):
        return ()
    return (reading, reading.also) if reading.also else (reading,)


def _by_month(
    question: Question, source: str, countings: dict[Any, Counting]
) -> dict[Any, dict[str, Decimal]]:
    facts = question.of(source, _columns(countings)).annotate(f_month=Month(F(SOURCES[source].on)))
    rows = list(facts.values("f_month").annotate(**_aggregates(countings)).order_by("f_month"))
    return {
        key: {row["f_month"]: Decimal(row[f"n{index}"] or 0) for row in rows}
        for index, key in enumerate(countings)
    }


def settled(counting: Counting, counted: Any) -> Decimal:
    """A count as a figure: with `at_least`, 1 once so many are there."""
    number = counted or 0
    if counting.at_least is not None:
        number = 1 if number >= counting.at_least else 0
    return Decimal(number)


def spread(question: Question, by_month: dict[str, Decimal], at_most: int) -> Trend:
    """Every month from the first with a fact to the last of the period, months without any at zero."""
    facts = sorted(month for month, value in by_month.items() if value)
    if not facts:
        return ()
    last = max(
        facts[-1], month_of(min(filter(None, [question.end, question.project.ends_on, timezone.localdate()])))
    )
    return tuple((month, by_month.get(month, Decimal(0))) for month in months(facts[0], last, at_most))


def _declared(question: Question, results: list[ExpectedResult], at_most: int) -> dict[Any, Counted]:
    """What was typed in, added up; of a percentage the last one."""
    if not results:
        return {}
    rows = question.of("declared").filter(result__in=results).order_by("on", "created_at")
    given: dict[Any, list[tuple[str, Decimal]]] = defaultdict(list)
    for result_id, on, value in rows.values_list("result_id", "on", "value"):
        given[result_id].append((month_of(on), value))
    found = {}
    for result in results:
        entries = given.get(result.pk, [])
        by_month: dict[str, Decimal] = {}
        for month, value in entries:
            by_month[month] = value if result.unit == "percent" else by_month.get(month, Decimal(0)) + value
        total = None
        if entries:
            total = entries[-1][1] if result.unit == "percent" else sum((v for _m, v in entries), Decimal(0))
        found[result.pk] = (total, spread(question, by_month, at_most))
    return found
