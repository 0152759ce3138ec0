"""Which homes have room. A stay ends on no day to come, so that all open stays together are what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accanto.supports.models import Home, HomeStay

_WHY = "places are taken whoever sees the stay; only counts come out"


@dataclass(frozen=True)
class Place:
    """A home with its places: how many are taken, how many are free."""

    home: Home
    taken: int

    @property
    def free(self) -> int:
        return max(0, self.home.places - self.taken)


def with_places(homes: Sequence[Home]) -> list[Place]:
    """The homes of a page, counted in one query."""
    open_stays = HomeStay.objects.unscoped(_WHY).filter(home__in=homes, ended_on=None)
    taken = dict(open_stays.order_by().values_list("home").annotate(n=Sum("people")))
    return [Place(home, taken.get(home.pk, 0)) for home in homes]


def filtered(rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
    """Homes by kind and municipality; with `people`, those that are ours today and have so many free places."""
    rows = rows.filter(**{name: chosen[name] for name in ("kind", "municipality") if name in chosen})
    if "people" not in chosen:
        return rows
    taken = (
        HomeStay.objects.unscoped(_WHY)
        .filter(home=OuterRef("pk"), ended_on=None)
        .order_by()
        .values("home")
        .annotate(n=Sum("people"))
        .values("n")
    )
    today = timezone.localdate()
    ours = Q(available_from__lte=today) & (Q(available_until=None) | Q(available_until__gte=today))
    return (
        rows.filter(ours)
        .alias(taken=Coalesce(Subquery(taken), 0))
        .filter(places__gte=F("taken") + chosen["people"])
    )
