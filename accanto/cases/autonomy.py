"""The scale of autonomy as a picture by area over time, what it takes from the situation, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.cases.models import Assessment, Case, Situation
from accanto.cases.picture import FACTS
from accanto.cases.words import GROUPS, NOT_APPLICABLE, NOT_RECORDED, ScaleArea

#: Up to this step an area is where someone stands in need.
HARD = 2
#: What a coded fact of the situation says on the scale, so that nobody is asked twice.
_SAID_BY = {
    "language": ("italian", {"alfa": 1, "pre-a1": 1, "a1": 2, "a2": 3, "b1": 4, "b2": 5, "c1": 5, "c2": 5}),
    "mobility": ("mobility", {"none": 1, "walking": 2, "transport": 4, "bicycle": 5, "licence": 5}),
    "digital": ("digital", {"none": 1, "phone": 2, "helped": 3, "basic": 4, "confident": 5}),
    "home": ("housing", {"street": 1, "emergency": 2, "with_others": 2, "reception": 3}),
    "work": ("labour", {"inactive": 1, "unemployed": 2, "irregular": 2, "trainee": 3, "na": NOT_APPLICABLE}),
}


@dataclass(frozen=True)
class Cell:
    """What an area was on one of the days."""

    value: int
    sentence: Any

    @property
    def is_step(self) -> bool:
        return self.value not in (NOT_APPLICABLE, NOT_RECORDED)


@dataclass(frozen=True)
class Row:
    """An area over the days, oldest first; `moved` is the last recorded step less the first."""

    area: ScaleArea
    cells: list[Cell]

    @property
    def steps(self) -> list[int]:
        return [cell.value for cell in self.cells if cell.is_step]

    @property
    def moved(self) -> int:
        return self.steps[-1] - self.steps[0] if self.steps else 0

    @property
    def last(self) -> Cell | None:
        """The latest recorded step; None where there is none."""
        return next((cell for cell in reversed(self.cells) if cell.is_step), None)

    @property
    def is_hard(self) -> bool:
        return self.last is not None and self.last.value <= HARD


def over_time(assessments: list[Assessment]) -> list[tuple[Any, list[Row]]]:
    """(heading, rows) of each group of areas; the cells of a row follow the assessments given, oldest first."""
    return [
        (title, [Row(area, [_cell(area, row) for row in assessments]) for area in areas])
        for title, areas in GROUPS
    ]


@dataclass(frozen=True)
class Summary:
    """The latest scale in short: its day, the areas at the first steps, and how many stand higher than at first."""

    on: date
    hard: list[Row]
    up: int


def summary(assessments: list[Assessment]) -> Summary | None:
    """Of the assessments given, oldest first; None where there is none."""
    if not assessments:
        return None
    rows = [row for _title, group in over_time(assessments) for row in group]
    return Summary(
        assessments[-1].on, [row for row in rows if row.is_hard], sum(row.moved > 0 for row in rows)
    )


def _cell(area: ScaleArea, row: Assessment) -> Cell:
    value = getattr(row, area.key)
    return Cell(value, dict(area.choices())[value])


def suggested(situations: list[Situation]) -> dict[str, int]:
    """Steps that the latest situation says already, by area. `situations`: oldest first."""
    if not situations:
        return {}
    said = {key: steps.get(getattr(situations[-1], fact)) for key, (fact, steps) in _SAID_BY.items()}
    return {key: step for key, step in said.items() if step is not None}


@dataclass(frozen=True)
class Missing:
    """Something that the project's figures lack, and where it is told."""

    text: str
    url: str


def missing(case: Case, situations: list[Situation], assessments: list[Assessment]) -> list[Missing]:
    """What the figures lack of a case: a short list to read, never a form that blocks. Lists: oldest first."""
    person = case.person
    picture, scale = (reverse(f"cases:{name}_add", args=[case.pk]) for name in ("situation", "assessment"))
    found = [
        Missing(_("the person's %(what)s") % {"what": person._meta.get_field(name).verbose_name}, url)  # type: ignore[union-attr]
        for name, empty in (("year_of_birth", None), ("gender", "unknown"), ("nationality", ""))
        if getattr(person, name) == empty
        for url in [reverse("people:person_edit", args=[person.pk])]
    ]
    begun = [row for row in situations if row.moment == "intake"]
    if not begun:
        found.append(Missing(_("where the person stood at the beginning"), picture))
    unknown = [fact for fact in FACTS if begun and all(getattr(row, fact) == "unknown" for row in situations)]
    for fact in unknown:
        name = Situation._meta.get_field(fact).verbose_name  # type: ignore[union-attr]
        found.append(Missing(_("%(fact)s, never recorded") % {"fact": str(name).capitalize()}, picture))
    if not any(row.moment == "intake" for row in assessments):
        found.append(Missing(_("the scale of autonomy at the beginning"), scale))
    if case.closed_on is not None and not any(row.moment == "exit" for row in situations):
        found.append(Missing(_("where the person stood on leaving"), picture))
    return found
