"""The CV: what the person chose, in Italian and in their language, as data for the page and as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from accanto.core.pdf import isolated, render
from accanto.core.reference import country_name
from accanto.core.words import our_language
from accanto.people.models import Identity, Person
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.reading import Line, Names, esco_names, parts
from accanto.skills.words import ON_CV, PERSONAL, TITLE, UNPRINTABLE, Layout, Section

_TEMPLATE = Path(__file__).parent / "documents" / "cv.typ"
#: What is said in the assessment and helps nobody on a CV, whole...
_LEFT_OUT = {
    Section.EDUCATION: ("paper",),
    Section.CONDITIONS: ("obstacles", "words"),
    Section.ASPIRATIONS: ("why",),
    Section.LANGUAGES: ("overall",),
}
#: ...or where it says just this: work without a contract, a school that was left, what is not known yet.
_UNSAID = {
    "kind": ("informal", "family"),
    "ended": ("no",),
    "recognition": ("none", "refused"),
    **dict.fromkeys(("information", "communication", "content", "safety", "problems"), ("0",)),
}


@dataclass(frozen=True)
class Choice:
    """What stands on the CV. Of who someone is, only the name unless the person says so."""

    sections: list[str]
    personal: list[str]
    layout: str


def choice_of(assessment: SkillsAssessment) -> Choice:
    """What was chosen, or what a CV begins with."""
    if assessment.cv_sections is None:
        begun = [str(section) for section in ON_CV if section != Section.CONDITIONS]
        return Choice(begun, ["name"], Layout.AFTER)
    return Choice(assessment.cv_sections, assessment.cv_personal, assessment.cv_layout)


def shown(assessment: SkillsAssessment) -> list[SkillsEntry]:
    """The entries that the person chose to show, without what helps nobody on a CV."""
    chosen = choice_of(assessment).sections
    return [_trimmed(entry) for entry in assessment.entries.all() if entry.section in chosen]


def _trimmed(entry: SkillsEntry) -> SkillsEntry:
    left_out = _LEFT_OUT.get(Section(entry.section), ())
    content = {
        name: value
        for name, value in entry.content.items()
        if name not in left_out and not (isinstance(value, str) and value in _UNSAID.get(name, ()))
    }
    return SkillsEntry(pk=entry.pk, key=entry.key, section=entry.section, code=entry.code, content=content)


def languages_of(assessment: SkillsAssessment) -> list[str]:
    """The languages of the CV: Italian, and the person's where we have its words; where not, the one in which their
    account reads, English without an account."""
    person: Person = assessment.case.person
    second = our_language(person.language) or (person.account.language if person.account else "en")
    layout = choice_of(assessment).layout
    if second == "it" or layout == Layout.ITALIAN:
        return ["it"]
    return [second] if layout == Layout.OWN else ["it", second]


def cv_pdf(assessment: SkillsAssessment, identity: Identity | None) -> bytes:
    """A PDF. `identity` only where the reader may open it; of it stands there what the person chose."""
    entries, languages = shown(assessment), languages_of(assessment)
    known = esco_names(entries, languages)
    sides = [_side(assessment, entries, known, identity, language) for language in languages]
    data = {
        "title": sides[0]["name"] or f"CV {assessment.case.code}",
        "beside": len(sides) > 1 and choice_of(assessment).layout == Layout.BESIDE,
        "photo": "photo" in choice_of(assessment).personal,
        "date": date_format(timezone.localdate(), "d/m/Y"),
        "sides": sides,
    }
    return render(_TEMPLATE, data)


def _side(
    assessment: SkillsAssessment,
    entries: Sequence[SkillsEntry],
    known: Names,
    identity: Identity | None,
    language: str,
) -> dict[str, Any]:
    with translation.override(language):
        own = language != "it" and our_language(assessment.case.person.language) == language
        order = [str(section) for section in ON_CV]
        found = [part for part in parts(assessment, entries, known, own=own) if part.lines]
        return {
            "lang": language,
            "rtl": language in settings.LANGUAGES_BIDI,
            "heading": str(TITLE),
            "unprintable": str(UNPRINTABLE),
            "photo": str(PERSONAL["photo"]),
            "name": full_name(assessment, identity),
            "personal": _personal(assessment, identity, language),
            "parts": [
                {"title": part.label, "lines": [_line(line) for line in part.lines]}
                for part in sorted(found, key=lambda part: order.index(part.key))
            ],
        }


def _line(line: Line) -> dict[str, Any]:
    digital = line.entry.section == Section.DIGITAL  # its one line is named by the section already
    return {
        "title": "" if digital else isolated(line.title),
        "when": line.when,
        "facts": [isolated(fact) for fact in line.facts],
        "text": isolated(line.text),
    }


def full_name(assessment: SkillsAssessment, identity: Identity | None) -> str:
    """Empty where it was not chosen, or may not be opened."""
    if identity is None or "name" not in choice_of(assessment).personal:
        return ""
    return f"{identity.given_name} {identity.family_name}".strip()


def _personal(assessment: SkillsAssessment, identity: Identity | None, language: str) -> list[dict[str, str]]:
    person: Person = assessment.case.person
    said = {
        "phone": identity.phone if identity else "",
        "email": identity.email if identity else "",
        "address": identity.address if identity else "",
        "birth": str(person.year_of_birth or ""),
        "nationality": country_name(person.nationality, language) if person.nationality else "",
    }
    chosen = choice_of(assessment).personal
    return [
        {"label": str(PERSONAL[name]), "value": isolated(value)}
        for name, value in said.items()
        if name in chosen and value
    ]
