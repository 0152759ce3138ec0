"""Invented skills assessments: two by the same person over time, some that are half told; nothing here is drawn by lot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accanto.cases.models import Case
from accanto.demo.world import World
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.skills.operations.assessment import add_entry, begin_assessment, change_entry, note_absent
from accanto.skills.words import Section

#: Cases of each team's first operator that have one.
_EACH = 2
#: section -> what was said, in three persons' words.
_TOLD: tuple[dict[str, list[dict[str, Any]]], ...] = (
    {
        Section.EDUCATION: [{"level": "3", "title": "Istituto tecnico", "since": 2004, "until": 2008, "ended": "yes", "paper": "copy"}],
        Section.QUALIFICATIONS: [{"title": "Diploma di istituto tecnico", "year": 2008, "recognition": "asked"}],
        Section.WORK: [
            {"occupation": "Cuochi", "kind": "contract", "employer": "Ristorante di famiglia", "since": "2009", "until": "2015-06", "tasks": "Preparavo il menù del giorno per cinquanta coperti."},
            {"occupation": "Aiutanti di cucina", "kind": "contract", "country": "IT", "since": "2024-03", "current": True},
        ],
        Section.LANGUAGES: [{"language": "ita", "listening": "a2", "reading": "a1", "interaction": "a1", "production": "a1", "writing": "pre-a1"}],
        Section.DIGITAL: [{"information": "2", "communication": "1", "content": "1", "safety": "1"}],
        Section.LICENCE: [{"categories": ["B"], "convertible": "no"}],
        Section.SKILLS: [{"skill": "fare il pane", "well": "teaches", "learned": "home"}, {"skill": "guidare una squadra", "well": "well", "learned": "work"}],
        Section.ASPIRATIONS: [{"occupation": "Cuochi", "why": "È il mio mestiere, voglio una cucina tutta mia."}],
        Section.CONDITIONS: [{"hours": ["full", "evenings"], "travel": "half", "obstacles": ["transport", "language"]}],
        Section.AGREED: [{"step": "Iscriversi al corso HACCP", "who": "operator"}],
    },
    {
        Section.EDUCATION: [{"level": "1", "ended": "yes", "paper": "lost"}],
        Section.WORK: [{"occupation": "sarta in casa", "isco": "75", "kind": "own", "since": "2010", "until": "2021", "tasks": "Cucivo vestiti per le vicine e per i matrimoni."}],
        Section.SKILLS: [{"skill": "cucire a macchina", "well": "teaches", "learned": "home"}],
    },
    {Section.ASPIRATIONS: [{"occupation": "Elettricisti"}]},
)  # fmt: skip
_LATER = {"listening": "b1", "reading": "a2", "interaction": "a2", "production": "a2", "writing": "a1"}


def add_skills(world: World) -> None:
    """Two cases of each team's first operator; and the demo's beneficiary, who has a page of their own to read it on."""
    for team in world.teams:
        cases = Case.objects.visible_to(world.system).filter(
            organisation=team.organisation, project=team.project, closed_on=None
        )
        listed = cases.select_related("person", "operator").order_by("id")
        first = [case for case in listed if team.operators and case.operator == team.operators[0]][:_EACH]
        for number, case in enumerate(first):
            _told(world, case, _TOLD[(number + world.teams.index(team)) % len(_TOLD)])
        for case in listed:
            if case.person.account_id and case not in first:
                _told(world, case, _TOLD[0])


def _told(world: World, case: Case, told: dict[str, list[dict[str, Any]]]) -> None:
    actor = world.actor(case.operator)
    rich = len(told) == len(_TOLD[0])
    on = max(case.opened_on, world.today - timedelta(days=150 if rich else 20))
    row = begin_assessment(actor, case=case, on=on)
    for section, entries in told.items():
        for content in entries:
            known = row.entries.filter(section=section, code=content.get("language", "-")).first()
            if known is not None:
                change_entry(actor, entry=known, content={**known.content, **content})
            else:
                add_entry(actor, assessment=row, section=section, content=dict(content))
    if not rich:
        note_absent(actor, assessment=row, section=Section.LICENCE)
    elif on < world.today:
        _later(world, case, actor)


def _later(world: World, case: Case, actor: Any) -> None:
    """Some months on: the Italian is better, and a licence is on its way."""
    row: SkillsAssessment = begin_assessment(actor, case=case, on=world.today - timedelta(days=5))
    for entry in SkillsEntry.objects.visible_to(actor).filter(assessment=row):
        if entry.section == Section.LANGUAGES and entry.code == "ita":
            change_entry(actor, entry=entry, content={**entry.content, **_LATER})
        elif entry.section == Section.LICENCE:
            change_entry(actor, entry=entry, content={**entry.content, "convertible": "asked"})
