"""What each indicator of a definition asks of the facts (docs/indicators.md says it in words)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from accanto.core.actor import Actor
from accanto.core.reference import countries, is_third_country
from accanto.evaluation.facts import SOURCES
from accanto.evaluation.sources import answer_dimension
from accanto.network.definitions.vocabulary import SITUATION_FIELDS
from accanto.network.models import ExpectedResult
from accanto.tutoring.indicators import answered_by_both, mutual, on_track

How = Literal["persons", "people", "rows", "copies"]


@dataclass(frozen=True)
class Counting:
    """A count over one source.

    `how`: distinct persons; people (distinct persons and those met without a name); rows; copies.
    `names` are the columns that the condition needs. `at_least` turns the count into 1 or 0.
    `also` is a count of rows of another source that adds to it: no row stands in both.
    """

    source: str
    how: How = "rows"
    where: Q = field(default_factory=Q)
    names: frozenset[str] = frozenset()
    at_least: int | None = None
    also: Counting | None = None

    @property
    def tells_persons_apart(self) -> bool:
        """Whether months do not add up to the whole: the same person may come in several."""
        return self.how in ("persons", "people")

    def columns(self) -> set[str]:
        return {*self.names, *({"kept"} if self.tells_persons_apart else ())}

    def aggregate(self) -> Any:
        where = self.where or None
        if self.how == "copies":
            return Coalesce(Sum("copies", filter=where), 0)
        if self.how == "rows":
            return Count("pk", distinct=SOURCES[self.source].multiplies, filter=where)
        persons = Count("f_kept", distinct=True, filter=where)
        if self.how == "persons":
            return persons
        nameless = Case(
            When(person__isnull=True, then=F("how_many")), default=Value(0), output_field=IntegerField()
        )
        return persons + Coalesce(Sum(nameless, filter=where), 0)


@dataclass(frozen=True)
class Picture:
    """A question to situations: who is how, on the picture asked for."""

    kind: Literal["situation_count", "situation_share", "situation_change"]
    column: str
    values: tuple[str, ...]
    of: tuple[str, ...] = ()
    moment: str = "latest"
    as_share: bool = False
    where: Q = field(default_factory=Q)
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Declared:
    """Typed in, with evidence: added up, or the last one where it is a percentage."""

    last: bool = False


@dataclass(frozen=True)
class Measured:
    """A share of facts of which the room itself tells, one by one, whether they are so; None under TOO_FEW."""

    source: str
    tell: Callable[[Actor, Any], dict[Any, bool]]
    where: Q = field(default_factory=Q)


Reading = Counting | Picture | Declared | Measured


def reading_of(result: ExpectedResult) -> Reading:
    """How a result is computed. An indicator that no version of the product knows counts as declared."""
    asked: dict[str, Any] = dict(result.indicator or {})
    compute = asked.get("compute", "declared")
    if compute in ("situation_count", "situation_share", "situation_change"):
        return _picture(compute, asked)
    if compute in _MEASURED:
        kinds = _words(asked.get("tutor_kind"))
        return Measured(*_MEASURED[compute], Q(tutor__kind__in=kinds) if kinds else Q())
    make = _COUNTINGS.get(compute)
    return make(asked, result.unit) if make else Declared(last=result.unit == "percent")


def _picture(compute: Any, asked: dict[str, Any]) -> Picture:
    where, names = _population(asked)
    column = asked["field"]
    if column not in SITUATION_FIELDS:  # one of the project's own
        dimension = answer_dimension(column)
        column, names = f"f_{dimension}", names | {dimension}
    return Picture(
        kind=compute,
        column=column,
        values=_words(asked.get("values")),
        of=_words(asked.get("of")),
        moment=asked.get("moment") or "latest",
        as_share=compute == "situation_share" or asked.get("measure") == "share",
        where=where,
        names=names,
    )


def _words(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _population(asked: dict[str, Any]) -> tuple[Q, frozenset[str]]:
    """Whom a result is about: gender, age when it happened, citizenship."""
    where, names = Q(), set()
    if asked.get("gender"):
        where &= Q(f_gender__in=_words(asked["gender"]))
        names.add("gender")
    if asked.get("age"):
        ages = Q()
        for age in _words(asked["age"]):
            ages |= _AGES[age]
        where &= ages
        names.add("age_then")
    if asked.get("third_country") is not None:
        union = Q(f_nationality__in=_citizenships_of_the_union())
        where &= (~union & ~Q(f_nationality="")) if asked["third_country"] else union
        names.add("nationality")
    if asked.get("place"):
        where &= Q(f_place__in=_words(asked["place"]))
        names.add("place")
    return where, frozenset(names)


_AGES = {
    "minor": Q(f_age_then__lt=18) | Q(f_year__isnull=True, f_band="minor"),
    "adult": Q(f_age_then__gte=18, f_age_then__lt=61) | Q(f_year__isnull=True, f_band="adult"),
    "older": Q(f_age_then__gte=61) | Q(f_year__isnull=True, f_band="older"),
}


@lru_cache(maxsize=1)
def _citizenships_of_the_union() -> tuple[str, ...]:
    return tuple(code for code, _name in countries("en") if is_third_country(code) is False)


def _counting(
    source: str, how: How, *, unit_decides: bool = False, paths: dict[str, str] | None = None
) -> Callable[[dict[str, Any], str], Counting]:
    """A maker of countings: `paths` are filter -> field path; a unit of persons counts persons once."""

    def make(asked: dict[str, Any], unit: str) -> Counting:
        where, names = _population(asked)
        for name, path in (paths or {}).items():
            if asked.get(name):
                where &= Q(**{f"{path}__in": _words(asked[name])})
        wanted: How = "persons" if unit_decides and unit == "persons" else how
        return Counting(source, wanted, where, names, asked.get("at_least"))

    return make


def _given(asked: dict[str, Any], unit: str) -> Counting:
    leaflets = asked.get("compute") == "leaflets_handed_out"
    kinds = ("leaflet",) if leaflets else _words(asked.get("given"))
    where, names = _population(asked)
    if asked.get("language"):
        where &= Q(language__in=_words(asked["language"]))
    counts_leaflets = not kinds or "leaflet" in kinds
    also = Counting("distributions", "copies", where, names) if counts_leaflets else None
    return Counting("given", "copies", where & (Q(kind__in=kinds) if kinds else Q()), names, also=also)


_MEASURED: dict[str, tuple[str, Callable[[Actor, Any], dict[Any, bool]]]] = {
    "tutorings_on_track": ("tutorings", on_track),
    "tutorings_mutual": ("tutorings", mutual),
    "check_ins_by_both": ("check_ins", answered_by_both),
}
_COUNTINGS: dict[str, Callable[[dict[str, Any], str], Counting]] = {
    "persons_encountered": _counting("encounters", "people"),
    "encounters": _counting("encounters", "rows"),
    "persons_in_case": _counting("cases", "persons"),
    "needs_noted": _counting("needs", "rows", unit_decides=True, paths={"area": "area"}),
    "plans_agreed": _counting("plans", "persons"),
    "tutorings_started": _counting(
        "tutorings", "rows", unit_decides=True, paths={"tutor_kind": "tutor__kind"}
    ),
    "contacts_logged": _counting(
        "contacts", "rows", unit_decides=True, paths={"contact": "kind", "begun_by": "begun_by"}
    ),
    "referrals_made": _counting(
        "referrals", "rows", unit_decides=True, paths={"area": "service__attributes__taxonomy_term__code"}
    ),
    "services_in_directory": _counting("services", "rows", paths={"area": "attributes__taxonomy_term__code"}),
    "actions_done": _counting("actions", "persons", paths={"area": "goal__area", "action": "catalogue__key"}),
    "supports_paid": _counting("supports", "persons", paths={"support": "kind"}),
    "people_housed": _counting("stays", "persons", paths={"home": "home__kind"}),
    "minors_at_school": _counting("schooling", "persons", paths={"school": "kind"}),
    "placements_started": _counting("placements", "persons", paths={"placement": "kind"}),
    "placements_ended": _counting(
        "placements_ended", "persons", paths={"placement": "kind", "outcome": "outcome"}
    ),
    "leaflets_handed_out": _given,
    "materials_given": _given,
    "coordination_groups": _counting("groups", "rows"),
    "members_of_group": _counting("members", "rows"),
}
