"""Assessments of a case side by side: levels over time, and what is new, different or gone since the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from accanto.core.reference import language_name
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.reading import Names, line_of, short_level
from accanto.skills.words import DIGITAL_AREAS, LANGUAGE_SKILLS, DigitalStep, Section

#: Sections that are told as levels over time, not as what changed.
_BY_LEVEL = (Section.LANGUAGES, Section.DIGITAL)


@dataclass(frozen=True)
class Row:
    """A skill or an area over the days, oldest first; `moved` where the last recorded level is not the first."""

    label: str
    cells: list[str]
    moved: bool


@dataclass(frozen=True)
class Change:
    """`how` is "new", "changed" or "gone"; `before` and `after` are the entry in words."""

    section: str
    how: str
    before: str
    after: str


def levels(
    assessments: Sequence[SkillsAssessment], entries: dict[Any, list[SkillsEntry]]
) -> list[tuple[str, list[Row]]]:
    """(heading, rows) of each language that is no mother tongue, and of the digital areas. Assessments: oldest first."""
    spoken: dict[str, list[dict[str, Any]]] = {}
    digital: list[dict[str, Any]] = []
    for index, assessment in enumerate(assessments):
        digital.append({})
        for entry in entries.get(assessment.pk, []):
            if entry.section == Section.LANGUAGES and not entry.content.get("mother"):
                said = spoken.setdefault(entry.code, [{} for _each in assessments])
                said[index] = entry.content
            elif entry.section == Section.DIGITAL:
                digital[index] = entry.content
    tables = []
    for code, said in spoken.items():
        name = language_name(code, get_language() or "it")
        tables.append((name[:1].upper() + name[1:], _rows(LANGUAGE_SKILLS, said, short_level)))
    tables.append(
        (str(Section.DIGITAL.label), _rows(DIGITAL_AREAS, digital, lambda step: str(DigitalStep(step).label)))
    )
    return [(title, rows) for title, rows in tables if rows]


def _rows(labels: dict[str, Any], said: list[dict[str, Any]], word: Any) -> list[Row]:
    found = []
    for key, label in labels.items():
        values = [content.get(key, "") for content in said]
        recorded = [value for value in values if value]
        if recorded:
            cells = [word(value) if value else "–" for value in values]
            found.append(Row(str(label), cells, recorded[0] != recorded[-1]))
    return found


def changes(before: list[SkillsEntry], after: list[SkillsEntry], known: Names) -> list[Change]:
    """What the later of two assessments says otherwise, in the order of the sections."""
    old = {entry.key: entry for entry in before if entry.section not in _BY_LEVEL}
    new = {entry.key: entry for entry in after if entry.section not in _BY_LEVEL}
    found = []
    for key, entry in new.items():
        if key not in old:
            found.append(_change(entry, "new", "", _told(entry, known)))
        elif old[key].content != entry.content:
            found.append(_change(entry, "changed", _told(old[key], known), _told(entry, known)))
    found += [
        _change(entry, "gone", _told(entry, known), "")
        for key, entry in old.items()
        if key not in new and entry.section != Section.AGREED
    ]
    order = Section.values
    return sorted(found, key=lambda each: order.index(each.section))


def _change(entry: SkillsEntry, how: str, before: str, after: str) -> Change:
    return Change(entry.section, how, before, after)


def _told(entry: SkillsEntry, known: Names) -> str:
    line = line_of(entry, known)
    return " · ".join(filter(None, (line.title, line.when, *line.facts, line.text)))
