"""Figures about how people are: each person's latest picture, or the first, in which the field is recorded.

"Not recorded" is never counted as anything; "does not apply" stands in no denominator.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
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


def look(question: Question, picture: Picture) -> Seen:
    """The figure over everyone in question. Raises nothing: nobody gives a count of 0, a share of None."""
    latest = standing(question, picture)
    counted = latest.aggregate(**numbers(picture))
    baseline = None
    if picture.kind == "situation_change":
        first = _first(question, picture).aggregate(**numbers(picture))
        baseline = value_of(picture, first["hits"], first["base"])
    return Seen(
        value_of(picture, counted["hits"], counted["base"]),
        counted["hits"] or 0,
        counted["base"] or 0,
        baseline,
    )


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
    latest = _one_each(question, picture, rows, "-", names)
    if picture.kind == "situation_change":
        intakes = _recorded(question, picture).filter(moment="intake")
        latest = latest.exclude(moment="intake").filter(f_kept__in=intakes.values("f_kept"))
    return latest


def _first(question: Question, picture: Picture) -> QuerySet[Any]:
    """The baseline of a change: the first picture at intake of those who have a later one."""
    intakes = _recorded(question, picture).filter(moment="intake")
    later = standing(question, picture).values("f_kept")
    return _one_each(question, picture, intakes.filter(f_kept__in=later), "", ())


def _recorded(question: Question, picture: Picture, names: tuple[str, ...] = ()) -> QuerySet[Any]:
    """Pictures of those in question in which the field is recorded."""
    rows = question.of("situations", {"kept", *picture.names, *names}).filter(picture.where)
    unknown = _OUTSIDE if picture.kind == "situation_change" else ("unknown",)
    return rows.exclude(**{f"{picture.column}__in": unknown})


def _one_each(
    question: Question, picture: Picture, rows: QuerySet[Any], sign: str, names: tuple[str, ...]
) -> QuerySet[Any]:
    order = [F(name).desc() if sign else F(name).asc() for name in ("on", "created_at", "id")]
    ranked = rows.annotate(f_rank=Window(RowNumber(), partition_by=[F("f_kept")], order_by=order)).filter(
        f_rank=1
    )
    return question.of("situations", {"kept", *names}).filter(pk__in=ranked.values("pk"))


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
    ordered = rows.order_by("on", "created_at", "id").values_list("f_kept", "on", "moment", column)
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
