"""Figures about how people are: each person's latest picture, or the first, in which the field is recorded.

"Not recorded" is never counted as anything; "does not apply" stands in no denominator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, Max, Min, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, Concat, RowNumber
from django.utils import timezone

from accanto.evaluation.months import month_of, months
from accanto.evaluation.readings import Picture

if TYPE_CHECKING:
    from accanto.evaluation.question import Question

_OUTSIDE = ("unknown", "na")


@dataclass(frozen=True)
class Seen:
    """`value` is a count or a percentage, as the picture asks."""

    value: Decimal | None
    numerator: int
    denominator: int
    baseline: Decimal | None = None


def look(question: Question, pictures: Mapping[Any, Picture]) -> dict[Any, Seen]:
    """The figures of all these pictures, in one pass of the situations. Nobody gives a count of 0, a
    share of None.

    The database finds each person's latest and first picture as the largest and smallest stamp of
    day, row and value; what is fetched is a line a person.
    """
    if not pictures:
        return {}
    names = set().union(*(picture.names for picture in pictures.values()))
    stamps: dict[str, Any] = {}
    for number, picture in enumerate(pictures.values()):
        known = picture.where & ~Q(**{f"{picture.column}__in": _unknown(picture)})
        asked = known & Q(moment=picture.moment) if picture.moment != "latest" else known
        stamps[f"last{number}"] = Max(_stamp(picture.column), filter=asked)
        if picture.kind == "situation_change":
            stamps[f"first{number}"] = Min(_stamp(picture.column), filter=known & Q(moment="intake"))
    persons = question.of("situations", {"kept", *names}).values("f_kept").annotate(**stamps)
    tallies = [_Tally(picture) for picture in pictures.values()]
    columns = [(f"last{n}", f"first{n}" if f"first{n}" in stamps else "") for n in range(len(tallies))]
    for person in persons.values(*stamps).iterator(chunk_size=5000):
        for tally, (last, first) in zip(tallies, columns, strict=True):
            tally.add(person[last], person[first] if first else None)
    return {key: tally.seen() for key, tally in zip(pictures, tallies, strict=True)}


def _unknown(picture: Picture) -> tuple[str, ...]:
    return _OUTSIDE if picture.kind == "situation_change" else ("unknown",)


def _stamp(column: str) -> Any:
    """'2026-03-10|<row>|intake|inactive': sorts by day, then by when the row was made."""
    parts = (Cast("on", CharField()), Cast("id", CharField()), F("moment"), F(column))
    return Concat(*[part for each in parts for part in (each, Value("|"))][:-1], output_field=CharField())


class _Tally:
    """Counts persons from their stamps."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.hits, self.base = set(picture.values), set(picture.of)
        self.now, self.then = [0, 0], [0, 0]  # numerator, denominator

    def add(self, last: str | None, first: str | None) -> None:
        if last is None:
            return
        _on, _row, moment, value = last.split("|")
        if self.picture.kind == "situation_change":
            if first is None or moment == "intake":
                return
            self._count(self.then, first.rpartition("|")[2])
        self._count(self.now, value)

    def _count(self, tally: list[int], value: str) -> None:
        in_base = value in self.base if self.base else value not in _OUTSIDE
        tally[0] += value in self.hits and (in_base or not self.picture.as_share)
        tally[1] += in_base

    def seen(self) -> Seen:
        baseline = value_of(self.picture, *self.then) if self.picture.kind == "situation_change" else None
        return Seen(value_of(self.picture, *self.now), self.now[0], self.now[1], baseline)


def value_of(picture: Picture, hits: int | None, base: int | None) -> Decimal | None:
    if not picture.as_share:
        return Decimal(hits or 0)
    return Decimal(100 * (hits or 0)) / Decimal(base) if base else None


def numbers(picture: Picture) -> dict[str, Any]:
    """Aggregates of a numerator and its denominator, each person once."""
    column = picture.column
    base = Q(**{f"{column}__in": picture.of}) if picture.of else ~Q(**{f"{column}__in": _OUTSIDE})
    hit = Q(**{f"{column}__in": picture.values})
    if picture.as_share:
        hit &= base
    return {
        "hits": Count("f_kept", distinct=True, filter=hit),
        "base": Count("f_kept", distinct=True, filter=base),
    }


def standing(question: Question, picture: Picture, names: tuple[str, ...] = ()) -> QuerySet[Any]:
    """One row per person: the picture that counts. Of a change, of those alone who have two."""
    rows = _recorded(question, picture, names)
    if picture.moment != "latest":
        rows = rows.filter(moment=picture.moment)
    newest_first = [F("on").desc(), F("id").desc()]
    ranked = rows.annotate(
        f_rank=Window(RowNumber(), partition_by=[F("f_kept")], order_by=newest_first)
    ).filter(f_rank=1)
    latest = question.of("situations", {"kept", *picture.names, *names}).filter(pk__in=ranked.values("pk"))
    if picture.kind == "situation_change":
        intakes = _recorded(question, picture).filter(moment="intake")
        latest = latest.exclude(moment="intake").filter(f_kept__in=intakes.values("f_kept"))
    return latest


def _recorded(question: Question, picture: Picture, names: tuple[str, ...] = ()) -> QuerySet[Any]:
    """Pictures of those in question in which the field is recorded."""
    rows = question.of("situations", {"kept", *picture.names, *names}).filter(picture.where)
    return rows.exclude(**{f"{picture.column}__in": _unknown(picture)})


def trend(question: Question, picture: Picture, at_most: int) -> tuple[tuple[str, Decimal], ...]:
    """What the figure was at the end of each month: pictures are followed one by one, so memory holds
    one value for each person."""
    column = picture.column
    rows = _recorded(question, picture)
    if picture.moment != "latest":
        rows = rows.filter(moment=picture.moment)
    hits: set[str] = set(picture.values)
    base: set[str] = set(picture.of)
    now: dict[Any, str] = {}
    begun: set[Any] = set()
    by_month: dict[str, Decimal] = {}
    ordered = rows.order_by("on", "id").values_list("f_kept", "on", "moment", column)
    counts = {"hits": 0, "base": 0}

    def add(value: str | None, sign: int) -> None:
        in_base = value in base if base else value not in (*_OUTSIDE, None)
        counts["base"] += sign * in_base
        counts["hits"] += sign * (value in hits and (in_base or not picture.as_share))

    for kept, on, moment, value in ordered.iterator(chunk_size=5000):
        if picture.kind == "situation_change" and moment == "intake":
            begun.add(kept)
            continue
        if picture.kind == "situation_change" and kept not in begun:
            continue
        add(now.get(kept), -1)
        now[kept] = value
        add(value, +1)
        by_month[month_of(on)] = value_of(picture, counts["hits"], counts["base"]) or Decimal(0)
    return _carried(question, by_month, at_most)


def _carried(
    question: Question, by_month: dict[str, Decimal], at_most: int
) -> tuple[tuple[str, Decimal], ...]:
    """Months without a picture keep the value before."""
    if not by_month:
        return ()
    last = month_of(min(filter(None, [question.end, question.project.ends_on, timezone.localdate()])))
    found: list[tuple[str, Decimal]] = []
    value = Decimal(0)
    for month in months(min(by_month), max(last, *by_month), 10_000):
        value = by_month.get(month, value)
        found.append((month, value))
    return tuple(found[-at_most:])
