"""A skills assessment of a case of Berta's, with something in each section; and small files as ESCO's look."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.utils import timezone

from accanto.people.operations.identity import add_identity
from accanto.skills.models import SkillsAssessment
from accanto.skills.operations.assessment import add_entry, begin_assessment
from tests.cast import SYSTEM, Cast

COOK = "http://data.europa.eu/esco/occupation/cook"
BREAD = "http://data.europa.eu/esco/skill/bread"
OCCUPATIONS = [
    "conceptType",
    "conceptUri",
    "iscoGroup",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
    "modifiedDate",
    "regulatedProfessionNote",
    "scopeNote",
    "definition",
    "inScheme",
    "description",
    "code",
    "naceCode",
]
SKILLS = [
    "conceptType",
    "conceptUri",
    "skillType",
    "reuseLevel",
    "preferredLabel",
    "altLabels",
    "hiddenLabels",
    "status",
    "modifiedDate",
    "scopeNote",
    "definition",
    "inScheme",
    "description",
]
GROUPS = [
    "conceptType",
    "conceptUri",
    "code",
    "preferredLabel",
    "status",
    "altLabels",
    "inScheme",
    "description",
]

#: section -> what was said there, as its form gives it.
SAID: dict[str, list[dict[str, Any]]] = {
    "education": [{"level": "3", "title": "Liceo scientifico", "own": "ثانوية علمية", "school": "Scuola numero 5, Aleppo", "country": "SY", "since": 2005, "until": 2008, "ended": "yes", "paper": "lost"}],
    "qualifications": [{"title": "Diploma di maturità", "country": "SY", "year": 2008, "recognition": "asked", "asked_on": "2026-03-01"}],
    "work": [
        {"occupation": "cuoco", "own": "طباخ", "kind": "contract", "country": "SY", "employer": "Ristorante Al Ponte", "since": "2009-03", "until": "2014", "tasks": "Cucinavo per sessanta persone & facevo il pane.", "own_tasks": "كنت أطبخ لستين شخصا"},
        {"occupation": "aiuto in cantiere", "isco": "93", "kind": "informal", "country": "IT", "since": "2024", "current": True},
    ],
    "languages": [
        {"language": "ara", "mother": True, "scripts": ["Arab"]},
        {"language": "ita", "listening": "a2", "reading": "a1", "interaction": "a2", "production": "a1", "writing": "pre-a1"},
    ],
    "digital": [{"information": "2", "communication": "1", "safety": "0"}],
    "licence": [{"categories": ["B", "C"], "country": "SY", "convertible": "no"}],
    "skills": [{"skill": "fare il pane", "well": "teaches", "learned": "home"}],
    "aspirations": [{"occupation": "cuochi", "why": "Mi piace"}],
    "conditions": [{"hours": ["full", "evenings"], "travel": "half", "obstacles": ["children"], "words": "Ho due figli"}],
    "overall": [{"words": "Molto capace, poco italiano"}],
    "agreed": [{"step": "Corso HACCP", "who": "person", "due": "2027-01-15"}],
}  # fmt: skip


def make_assessment(cast: Cast, *, language: str = "ara", said: bool = True) -> tuple[Any, SkillsAssessment]:
    """Berta, and an assessment of today of someone with a name; empty unless `said`."""
    actor = cast.actor(cast.berta)
    person = cast.person(follower=cast.berta, language=language, year_of_birth=1988, nationality="SY")
    add_identity(
        SYSTEM,
        person=person,
        given_name="Samir",
        family_name="Haddad & figli",
        email="samir@example.org",
        phone="+39 0131 000000",
        address="Via Prova 1",
    )
    row = begin_assessment(actor, case=cast.case(person), on=timezone.localdate())
    for section, entries in SAID.items() if said else ():
        for content in entries:
            add_entry(actor, assessment=row, section=section, content=dict(content))
    return actor, row


def esco_file(folder: Path, name: str, columns: list[str], *rows: dict[str, str]) -> Path:
    """A file as ESCO's: a byte order mark, every column, line breaks within cells."""
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({column: row.get(column, "") for column in columns} for row in rows)
    return path


def occupation(uri: str, label: str, others: str = "", isco: str = "5120", **more: str) -> dict[str, str]:
    said = {"conceptType": "Occupation", "conceptUri": uri, "iscoGroup": isco, "preferredLabel": label}
    return {**said, "altLabels": others, "status": "released", "code": f"{isco}.1", **more}


def skill(uri: str, label: str, others: str = "") -> dict[str, str]:
    said = {"conceptType": "KnowledgeSkillCompetence", "conceptUri": uri, "skillType": "skill/competence"}
    return {**said, "preferredLabel": label, "altLabels": others, "status": "released"}
