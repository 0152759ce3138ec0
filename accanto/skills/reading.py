"""An assessment in words of the reader's language: its sections with a line for each entry, what is missing, what changed.

The page, the history, the CV and the Europass file all read it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accanto.core.reference import country_name, language_name
from accanto.core.words import LanguageLevel, words_of_day
from accanto.skills import isco
from accanto.skills.finding import names
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.scripts import script_name
from accanto.skills.words import (
    DIGITAL_AREAS,
    FIRST_LANGUAGE,
    LANGUAGE_SKILLS,
    NOW,
    OBSTACLES,
    SCRIPTS_READ,
    WHO,
    Attainment,
    Convertible,
    DigitalStep,
    Ended,
    Hours,
    HowWell,
    Learned,
    Recognition,
    Section,
    Travel,
    WorkKind,
)

#: (address of ESCO, language) -> its name.
Names = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Line:
    """An entry in words: what it is, when and where, more about it, and what was said at length."""

    entry: SkillsEntry
    title: str
    when: str = ""
    facts: list[str] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A section with its lines; `state` is "recorded", "absent" or "unknown"."""

    key: str
    label: str
    lines: list[Line]
    state: str


def esco_names(entries: Iterable[SkillsEntry], languages: Sequence[str]) -> Names:
    """The names of all that the entries point to, in one query."""
    return names((entry.content.get("esco", "") for entry in entries), languages)


def parts(
    assessment: SkillsAssessment, entries: Sequence[SkillsEntry], known: Names, *, own: bool = False
) -> list[Part]:
    """Every section in the active language. `own`: in the person's own words where there are some."""
    found = []
    for section in Section:
        lines = [line_of(entry, known, own=own) for entry in entries if entry.section == section]
        if section in (Section.WORK, Section.EDUCATION):
            lines.sort(key=lambda line: _last_year(line.entry.content), reverse=True)
        state = "recorded" if lines else "absent" if section in assessment.absent else "unknown"
        found.append(Part(str(section), str(section.label), lines, state))
    return found


def _last_year(content: dict[str, Any]) -> str:
    return "9999" if content.get("current") else str(content.get("until") or content.get("since") or "")


def line_of(entry: SkillsEntry, known: Names, *, own: bool = False) -> Line:
    """One entry in words of the active language."""
    said = entry.content
    tell = _TELLERS[Section(entry.section)]
    return tell(entry, said, _title(said, known, own), own)


def _title(said: dict[str, Any], known: Names, own: bool) -> str:
    """The person's own words for the side in their language; ESCO's or ISCO's name in this language; what was typed."""
    language = (get_language() or "it").split("-")[0]
    typed = said.get("occupation") or said.get("skill") or said.get("title") or ""
    named = known.get((said.get("esco", ""), language), "") or (
        isco.group_name(isco.code_of(typed), language) if said.get("isco") else ""
    )
    return str((own and said.get("own")) or named or typed)


def _when(said: dict[str, Any]) -> str:
    since, until = _month(said.get("since")), _month(said.get("until"))
    if said.get("current"):
        until = str(NOW)
    return " – ".join(filter(None, (since, until)))


def _month(value: Any) -> str:
    """2015, or 3/2015 for "2015-03"."""
    year, _dash, month = str(value or "").partition("-")
    return f"{int(month)}/{year}" if month else year


def _label(choices: Any, value: Any) -> str:
    """The word of a coded value; nothing where it is empty, or says that it does not apply."""
    return str(choices(value).label) if value and value != "na" and value in choices.values else ""


def _country(said: dict[str, Any]) -> str:
    return country_name(said["country"], get_language() or "it") if said.get("country") else ""


def _day(value: Any) -> str:
    return words_of_day(date.fromisoformat(value)) if value else ""


def _facts(*values: str) -> list[str]:
    return [value for value in values if value]


def _education(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    level = _label(Attainment, said.get("level"))
    facts = _facts(
        level if title else "", said.get("school", ""), _country(said), _label(Ended, said.get("ended"))
    )
    return Line(entry, title or level, _when(said), facts)


def _qualification(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    answered = _day(said.get("decided_on") or said.get("asked_on"))
    state = " ".join(
        filter(None, (_label(Recognition, said.get("recognition")), f"({answered})" if answered else ""))
    )
    return Line(entry, title, str(said.get("year", "")), _facts(_country(said), state))


def _work(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    group = isco.group_name(said.get("isco", ""), (get_language() or "it").split("-")[0])
    tasks = (own and said.get("own_tasks")) or said.get("tasks", "")
    facts = _facts(said.get("employer", ""), _country(said), _label(WorkKind, said.get("kind")))
    return Line(entry, title, _when(said), facts + _facts(group if group != title else ""), tasks)


def _languages(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    language = get_language() or "it"
    name = language_name(said["language"], language)
    levels = [
        f"{label}: {short_level(said[skill])}" for skill, label in LANGUAGE_SKILLS.items() if said.get(skill)
    ]
    if not levels and said.get("overall"):
        levels = [_label(LanguageLevel, said["overall"])]
    scripts = ", ".join(script_name(code, language) for code in said.get("scripts", []))
    facts = _facts(
        str(FIRST_LANGUAGE) if said.get("mother") else "",
        *levels,
        SCRIPTS_READ % {"scripts": scripts} if scripts else "",
        said.get("certificate", ""),
    )
    return Line(entry, name[:1].upper() + name[1:], "", facts)


def short_level(level: str) -> str:
    """A2, or the words of what stands below A1."""
    below = level in (LanguageLevel.ALFA, LanguageLevel.PRE_A1)
    return str(LanguageLevel(level).label) if below else level.upper()


def _digital(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    facts = [
        f"{label}: {_label(DigitalStep, said[area])}"
        for area, label in DIGITAL_AREAS.items()
        if said.get(area)
    ]
    return Line(entry, "DigComp", "", facts)


def _licence(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    facts = _facts(_country(said), _label(Convertible, said.get("convertible")))
    return Line(entry, ", ".join(said["categories"]), _day(said.get("expires_on")), facts)


def _skill(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    return Line(
        entry, title, "", _facts(_label(HowWell, said.get("well")), _label(Learned, said.get("learned")))
    )


def _aspiration(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    return Line(entry, title, "", [], said.get("why", ""))


def _conditions(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    hours = ", ".join(str(Hours(each).label) for each in said.get("hours", []))
    hard = [str(label) for value, label in OBSTACLES if value in said.get("obstacles", [])]
    return Line(
        entry, hours or "–", "", _facts(_label(Travel, said.get("travel")), *hard), said.get("words", "")
    )


def _words(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    return Line(entry, "", "", [], said.get("words", ""))


def _agreed(entry: SkillsEntry, said: dict[str, Any], title: str, own: bool) -> Line:
    who = str(dict(WHO).get(said.get("who", ""), ""))
    return Line(entry, said["step"], _day(said.get("due")), _facts(who))


_TELLERS = {
    Section.EDUCATION: _education,
    Section.QUALIFICATIONS: _qualification,
    Section.WORK: _work,
    Section.LANGUAGES: _languages,
    Section.DIGITAL: _digital,
    Section.LICENCE: _licence,
    Section.SKILLS: _skill,
    Section.ASPIRATIONS: _aspiration,
    Section.CONDITIONS: _conditions,
    Section.OVERALL: _words,
    Section.AGREED: _agreed,
}


def missing(found: Sequence[Part]) -> list[tuple[Line, str]]:
    """What one would still ask about what is written: a list to read, never a form that blocks."""
    lines = [line for part in found for line in part.lines]
    return [(line, what) for line in lines if (what := _still_to_ask(line.entry.section, line.entry.content))]


def _still_to_ask(section: str, said: dict[str, Any]) -> str:
    if section == Section.LANGUAGES and not said.get("mother"):
        return "" if all(said.get(skill) for skill in LANGUAGE_SKILLS) else _("how well, by skill")
    if section == Section.WORK and not said.get("since"):
        return _("from when to when")
    if section == Section.EDUCATION and said.get("level") != Attainment.NEVER and not said.get("paper"):
        return _("where the certificate is")
    if section == Section.QUALIFICATIONS and not said.get("recognition"):
        return _("whether recognition was asked for")
    if section == Section.LICENCE and not said.get("convertible"):
        return _("whether it is valid in Italy")
    return ""
