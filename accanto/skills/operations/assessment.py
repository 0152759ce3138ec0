"""Skills assessments: begun with what is known, written section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.core.words import LanguageLevel
from accanto.people.operations.person import add_language
from accanto.skills import isco
from accanto.skills.finding import called, languages_for
from accanto.skills.models import EscoKind, SkillsAssessment, SkillsEntry
from accanto.skills.words import LANGUAGE_SKILLS, Section

#: Entries of one assessment: far more than anyone has jobs, schools and languages.
MOST = 200
#: section -> what of its content is the code, and what the state.
_CODED = {
    Section.EDUCATION: ("level", "ended"),
    Section.QUALIFICATIONS: ("", "recognition"),
    Section.WORK: ("isco", "kind"),
    Section.LANGUAGES: ("language", ""),
    Section.ASPIRATIONS: ("isco", ""),
    Section.LICENCE: ("", "convertible"),
}
#: What someone types in a section -> what kind of ESCO's concepts it may be.
_SEARCHED = {
    Section.WORK: ("occupation", EscoKind.OCCUPATION),
    Section.ASPIRATIONS: ("occupation", EscoKind.OCCUPATION),
    Section.SKILLS: ("skill", EscoKind.SKILL),
}


@transaction.atomic
def begin_assessment(actor: Actor, *, case: Case, on: date) -> SkillsAssessment:
    """A new assessment, with what the last one in sight said, or else what the person's page says of languages.

    Raises ValidationError for a closed case, a day to come, and a day not after the last one's.
    """
    require_on(actor, "skills.edit", case)
    trail.lock(case)
    _require_open(case)
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    seen = SkillsAssessment.objects.visible_to(actor)
    last = seen.filter(case=case).first()
    if last is not None and on < last.on:
        raise ValidationError({"on": _("The last one is of a later day: %(day)s.") % {"day": last.on}})
    before = last or seen.filter(case__person=case.person_id).first()
    row = SkillsAssessment(case=case, on=on, assessor_id=actor.user_id)
    if before is not None:
        row.absent, row.cv_sections, row.cv_personal = before.absent, before.cv_sections, before.cv_personal
        row.cv_layout = before.cv_layout
    trail.create(actor, row, "skills.begun")
    for entry in _carried(row, before.entries.all()) if before else _known(actor, row):
        trail.create(actor, entry, "skills.carried_over")
    return row


def _carried(row: SkillsAssessment, entries: Iterable[SkillsEntry]) -> Iterator[SkillsEntry]:
    """As they stand; what was agreed the last time stays with the last time."""
    for each in entries:
        if each.section != Section.AGREED:
            yield SkillsEntry(
                assessment=row,
                section=each.section,
                key=each.key,
                code=each.code,
                state=each.state,
                content=each.content,
            )


def _known(actor: Actor, row: SkillsAssessment) -> Iterator[SkillsEntry]:
    """The languages of the person's page, for those who see it; of Italian, else, what the last situation says."""
    seen = allowed_on(actor, "people.see", row.case.person)
    listed = list(row.case.person.languages.all()) if seen else []
    last = row.case.situations.exclude(italian=LanguageLevel.UNKNOWN).last()
    if last is not None and all(skill.language != "ita" for skill in listed):
        content: dict[str, Any] = {"language": "ita", "overall": last.italian}
        yield SkillsEntry(assessment=row, section=Section.LANGUAGES, code="ita", content=content)
    for skill in listed:
        content = {"language": skill.language}
        if skill.is_first:
            content["mother"] = True
        if skill.level != LanguageLevel.UNKNOWN:
            content["overall"] = skill.level
        yield SkillsEntry(assessment=row, section=Section.LANGUAGES, code=skill.language, content=content)


@transaction.atomic
def add_entry(
    actor: Actor, *, assessment: SkillsAssessment, section: str, content: dict[str, Any]
) -> SkillsEntry:
    """Something more in a section. The same said twice (a button pressed twice) is one entry."""
    _require_writable(actor, assessment)
    content = _named(assessment, section, content)
    same = assessment.entries.filter(section=section)
    known = next((entry for entry in same if entry.content == content), None)
    if known is not None:
        return known
    if assessment.entries.count() >= MOST:
        raise ValidationError(_("There are very many entries: take out what is not needed."))
    if section in assessment.absent:
        left = [each for each in assessment.absent if each != section]
        trail.change(actor, assessment, "skills.section_noted", absent=left)
    row = SkillsEntry(assessment=assessment, section=section, content=content, **_codes(section, content))
    trail.create(actor, row, "skills.entry_added")
    _tell_person(actor, row)
    return row


@transaction.atomic
def change_entry(actor: Actor, *, entry: SkillsEntry, content: dict[str, Any]) -> SkillsEntry:
    _require_writable(actor, entry.assessment)
    content = _named(entry.assessment, entry.section, content)
    trail.change(actor, entry, "skills.entry_changed", content=content, **_codes(entry.section, content))
    _tell_person(actor, entry)
    return entry


@transaction.atomic
def remove_entry(actor: Actor, *, entry: SkillsEntry) -> None:
    """Take out what was written by mistake; earlier assessments keep it."""
    _require_writable(actor, entry.assessment)
    trail.remove(actor, entry, "skills.entry_removed")


@transaction.atomic
def note_absent(actor: Actor, *, assessment: SkillsAssessment, section: str) -> SkillsAssessment:
    """The person says that there is nothing in this section; said again, it is not recorded once more."""
    _require_writable(actor, assessment)
    if section not in Section.values or assessment.entries.filter(section=section).exists():
        raise ValidationError(_("Something is written in this section: take it out first."))
    left = [each for each in assessment.absent if each != section]
    if len(left) == len(assessment.absent):
        left.append(section)
    return trail.change(actor, assessment, "skills.section_noted", absent=left)


def choose_cv(
    actor: Actor, *, assessment: SkillsAssessment, sections: list[str], personal: list[str], layout: str
) -> SkillsAssessment:
    """What the person wants on their CV."""
    require_on(actor, "skills.edit", assessment)
    return trail.change(
        actor,
        assessment,
        "skills.cv_chosen",
        cv_sections=sections,
        cv_personal=personal,
        cv_layout=layout,
    )


def _require_open(case: Case) -> None:
    if not case.is_open:
        raise ValidationError(_("The case is closed: open it again first."))


def _require_writable(actor: Actor, assessment: SkillsAssessment) -> None:
    """The newest one of an open case; its row is kept for this transaction, so that two tabs come one after the other."""
    require_on(actor, "skills.edit", assessment)
    trail.lock(assessment)
    _require_open(assessment.case)
    seen = SkillsAssessment.objects.visible_to(actor)
    if seen.filter(case=assessment.case_id, on__gt=assessment.on).exists():
        raise ValidationError(_("There is a newer skills assessment: write in that one."))


def _codes(section: str, content: dict[str, Any]) -> dict[str, str]:
    code, state = _CODED.get(Section(section), ("", ""))
    return {"code": content.get(code, ""), "state": content.get(state, "")}


def _named(assessment: SkillsAssessment, section: str, content: dict[str, Any]) -> dict[str, Any]:
    """With ESCO's address and the ISCO-08 group, where what was typed is the name of one."""
    name, kind = _SEARCHED.get(Section(section), ("", ""))
    words = content.get(name, "")
    if not words:
        return content
    found = called(kind, words, languages_for(assessment.case.person.language))
    said = {key: value for key, value in content.items() if key != "esco"}
    if found is not None:
        said["esco"] = found.concept.uri
    code = found.concept.isco if found is not None else isco.code_of(words)
    if kind == EscoKind.OCCUPATION and code.startswith(said.get("isco", "")) and code:
        said["isco"] = code
    return said


def _tell_person(actor: Actor, entry: SkillsEntry) -> None:
    """A language that the person's page does not know yet is written there too, with how well they talk:
    nobody is asked twice. What stands there already is left as it is."""
    if entry.section != Section.LANGUAGES:
        return
    person, content = entry.assessment.case.person, entry.content
    listed = person.languages.filter(language=content["language"]).exclude(level=LanguageLevel.UNKNOWN)
    if listed.exists() or not allowed_on(actor, "people.edit", person):
        return
    spoken = next((content[name] for name in ("interaction", *LANGUAGE_SKILLS) if content.get(name)), "")
    add_language(
        actor,
        person=person,
        language=content["language"],
        level=spoken or LanguageLevel.UNKNOWN,
        is_first=bool(content.get("mother")),
    )
