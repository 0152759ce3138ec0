"""A figure split by partner, territory, gender, age, …"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accanto.core.reference import country_name, language_name
from accanto.core.words import AgeBand, Gender
from accanto.evaluation import pictures
from accanto.evaluation.answers import answer_name, answer_word
from accanto.evaluation.facts import SOURCES
from accanto.evaluation.figures import parts_of, settled
from accanto.evaluation.measures import shares
from accanto.evaluation.question import Question
from accanto.evaluation.readings import Counting, Measured, Picture, Reading, reading_of
from accanto.evaluation.sources import ANSWER, Source, answer_dimension
from accanto.network.models import ExpectedResult, Municipality, Organisation, Project, Territory, in_language
from accanto.outreach.models import PlaceKind

ALWAYS = ("partner", "territory", "gender", "age")
#: Each person has one value of these, so the rows add up to the figure. Where two partners know one person,
#: they agree on these, and perhaps not on where the person lives or which language they prefer.
ADDS_UP = frozenset({"gender", "age", "nationality"})
#: Rows shown of one breakdown.
SHOWN = 30
NAMES: dict[str, Any] = {
    "partner": gettext_lazy("Partner"),
    "territory": gettext_lazy("Territory"),
    "gender": gettext_lazy("Gender"),
    "age": gettext_lazy("Age"),
    "nationality": gettext_lazy("Nationality"),
    "municipality": gettext_lazy("Municipality"),
    "place": gettext_lazy("Place"),
    "language": gettext_lazy("Language"),
    "region": gettext_lazy("Region"),
    "support_kind": gettext_lazy("Kind of support"),
}


@dataclass(frozen=True)
class Row:
    """`key` is what the filters and the rows' page take; "" stands for "not recorded"."""

    key: str
    label: str
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True)
class Breakdown:
    """All rows of one dimension, the largest first (ages in their order)."""

    dimension: str
    rows: tuple[Row, ...]
    adds_up: bool
    name: str

    @property
    def shown(self) -> tuple[Row, ...]:
        return self.rows[:SHOWN]

    @property
    def hidden(self) -> int:
        return max(0, len(self.rows) - SHOWN)

    @property
    def bars(self) -> list[tuple[str, Decimal]]:
        return [(row.label, row.value or Decimal(0)) for row in self.shown]


def source_of(reading: Reading) -> Source:
    if isinstance(reading, Counting | Measured):
        return SOURCES[reading.source]
    return SOURCES["situations" if isinstance(reading, Picture) else "declared"]


def breakdowns(question: Question, result: ExpectedResult) -> list[Breakdown]:
    """The result's own breakdowns and those that every figure has, where its facts know them."""
    reading = reading_of(result)
    known = source_of(reading)
    by = [name if name in NAMES else answer_dimension(name) for name in result.by or ()]
    wanted = dict.fromkeys((*ALWAYS, *by))
    return [breakdown(question, result, dimension) for dimension in wanted if known.knows(dimension)]


def breakdown(question: Question, result: ExpectedResult, dimension: str) -> Breakdown:
    reading = reading_of(result)
    column = f"f_{dimension}"
    if isinstance(reading, Counting):
        counted: list[tuple[Any, Any, Any, Any]]
        counted = [
            (key, settled(reading, n), None, None)
            for key, n in _grouped(question, reading, dimension).items()
        ]
        persons = reading.tells_persons_apart
    elif isinstance(reading, Picture):
        standing = pictures.standing(question, reading, (dimension,))
        groups = standing.values(column).annotate(**pictures.numbers(reading)).order_by(column)
        counted = [
            (g[column], pictures.value_of(reading, g["hits"], g["base"]), g["hits"], g["base"])
            for g in groups
        ]
        persons = False
    elif isinstance(reading, Measured):
        told = shares(question, reading, dimension)
        counted = [(key, each.value, each.hits, each.base) for key, each in told.items()]
        persons = False
    else:
        facts = question.of("declared", {dimension}).filter(result=result)
        groups = facts.values(column).annotate(n=Sum("value")).order_by(column)
        counted = [(group[column], group["n"], None, None) for group in groups]
        persons = False
    rows = _labelled(question.project, dimension, [entry for entry in counted if entry[1] or entry[3]])
    name = str(NAMES[dimension]) if dimension in NAMES else answer_name(question.project, dimension)
    return Breakdown(dimension, rows, adds_up=not persons or dimension in ADDS_UP, name=name)


def _grouped(question: Question, reading: Counting, dimension: str) -> dict[Any, Any]:
    """Key -> count, from all the sources of the figure."""
    column = f"f_{dimension}"
    found: dict[Any, Any] = {}
    for part in parts_of(reading):
        facts = question.of(part.source, {*part.columns(), dimension})
        for key, n in facts.values_list(column).annotate(n=part.aggregate()).order_by(column):
            found[key] = found.get(key, 0) + (n or 0)
    return found


def _labelled(project: Project, dimension: str, counted: list[tuple[Any, ...]]) -> tuple[Row, ...]:
    label = labels(project, dimension, [entry[0] for entry in counted])
    rows = [Row(str(key or ""), label(key), value, hits, base) for key, value, hits, base in counted]
    if dimension == "age":
        return tuple(sorted(rows, key=lambda row: (not row.key, _first_number(row.key))))
    return tuple(sorted(rows, key=lambda row: (-(row.value or 0), row.label)))


def _first_number(key: str) -> int:
    head = key.split("-", maxsplit=1)[0]
    return int(head) if head.isdigit() else 1000


def labels(project: Project, dimension: str, keys: Iterable[Any]) -> Callable[[Any], str]:
    """A function from a key to what people read."""
    known = _named_rows(dimension, [key for key in keys if key])
    locale = get_language() or "it"
    makers: dict[str, Callable[[str], str]] = {
        "gender": lambda key: str(Gender(key).label),
        "age": age_label,
        "nationality": lambda key: country_name(key, locale),
        "language": lambda key: language_name(key, locale),
        "place": lambda key: str(PlaceKind(key).label),
        "support_kind": lambda key: _support(project, key),
    }

    def label(key: Any) -> str:
        if not key or key == "unknown":
            return _("Not recorded")
        if dimension.startswith(ANSWER):
            return answer_word(project, dimension, str(key))
        return str(known.get(key) or makers.get(dimension, str)(key))

    return label


def _named_rows(dimension: str, keys: list[Any]) -> dict[Any, str]:
    models: dict[str, Any] = {"partner": Organisation, "territory": Territory, "municipality": Municipality}
    if dimension not in models or not keys:
        return {}
    return {row.pk: str(row) for row in models[dimension].objects.filter(pk__in=keys)}


def age_label(key: str) -> str:
    """'18-60' -> 18 to 60."""
    if key in AgeBand.values:
        return str(AgeBand(key).label)
    lower, _dash, upper = key.partition("-")
    if not upper:
        return _("%(age)s and over") % {"age": lower}
    if lower == "0":
        return _("under %(age)s") % {"age": int(upper) + 1}
    return _("%(lower)s to %(upper)s") % {"lower": lower, "upper": upper}


def _support(project: Project, key: str) -> str:
    """The project's words for a kind of support, by its own key or by that of the action that gives it."""
    supports = project.definition.get("supports") or []
    for column in ("key", "action"):
        for support in supports:
            if support.get(column) == key:
                return in_language(support.get("name"))
    return key
