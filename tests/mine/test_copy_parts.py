"""The copy of one's data against the register: every table about a person is told, or left out for a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils.translation import override

from accanto.cases.models import Assessment, CasePaper, Need
from accanto.core import trail
from accanto.mine.copying import LEFT_OUT, SOURCES, _parts
from accanto.mine.models import OwnPerson
from accanto.mine.words import COLUMNS, PARTS
from accanto.people.erasing import held_on_persons
from accanto.people.models import Guardianship, Household, HouseholdMember, Protection, SchoolStep, SchoolYear
from accanto.plans.models import Comment, FamilyGoal, FamilyGoalMember, Review
from accanto.skills.models import SkillsAssessment, SkillsEntry
from tests.cast import SYSTEM, TODAY, Cast
from tests.mine.world import follow, furnish, make

#: As a definition file is kept (network.definitions).
_FIELD: dict[str, Any] = {
    "options": [],
    "low": None,
    "high": None,
    "show_if": None,
    "required": False,
    "help": {},
}
PROJECT = {
    "fields": [{**_FIELD, "key": "hurdle", "on": "need", "kind": "short_text", "label": {"it": "Ostacolo"}}],
    "papers": [{"key": "rules", "way": "given", "name": {"it": "Regolamento"}}],
}


def test_every_table_about_a_person_is_told_or_left_out_for_a_reason() -> None:
    held = {holding.model: holding for holding, _model in held_on_persons()}
    told = {source.model._meta.label for source in SOURCES}
    assert set(held) <= told | set(LEFT_OUT), "a new table: tell it in mine/telling.py, or say why not"
    assert not told & set(LEFT_OUT) and set(LEFT_OUT) <= set(held), "a reason for what is told, or is no more"
    hidden = {label for label in told if label in held and not held[label].export}
    assert not hidden, "the register says that this is not handed out"
    assert {source.part for source in SOURCES} | {"person", "seen"} == set(PARTS)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_newer_rooms_hold_is_taken_along_too(cast: Cast, language: str) -> None:
    case = follow(cast)
    person, place = case.person, {"organisation": cast.org_a, "project": cast.project}
    trail.change(SYSTEM, case.project, "test.made", definition={**case.project.definition, **PROJECT})
    make(
        Need(
            case=case,
            area="housing",
            noted_on=TODAY(),
            sealed_answers={"hurdle": "il turno di notte"},
            answered={"hurdle": case.project.version},
        )
    )
    make(CasePaper(case=case, key="rules", on=TODAY()))
    make(Assessment(case=case, moment="intake", on=TODAY(), work=2, assessor=cast.berta))
    skills = make(SkillsAssessment(case=case, on=TODAY(), assessor=cast.berta))
    make(SkillsEntry(assessment=skills, section="overall", content={"words": "sa cucire"}))
    plan = furnish(cast, case)
    goal = {
        "id": "1",
        "area": "housing",
        "words": "Una casa per noi",
        "how": "stuck",
        "said": "manca la caparra",
    }
    make(
        Review(
            plan=plan,
            on=TODAY(),
            goals=[goal],
            present=[{"kind": "operator", "name": "Berta"}],
            decisions="altro giro",
        )
    )
    make(Comment(plan=plan, author=cast.amina, as_kind="person", words="ho telefonato io"))
    make(
        Guardianship(
            person=person,
            kind="volunteer",
            name="Tutrice Inventata",
            contact="casella-tutrice",
            since=TODAY(),
        )
    )
    make(Protection(person=person, kind="refugee", state="valid", noted_on=TODAY()))
    year = make(SchoolYear(person=person, begins=2026, kind="primary", school="Scuola Prova", **place))
    make(SchoolStep(year=year, kind="canteen"))
    other, home = cast.person(follower=cast.berta), make(Household(**place))
    for each in (person, other):
        make(HouseholdMember(household=home, person=each, relation="other"))
    make(FamilyGoal(household=home, area="housing", words="andare a vivere insieme"))
    theirs = make(FamilyGoal(household=home, area="health", words="cosa di un altro"))
    make(FamilyGoalMember(goal=theirs, person=other))
    with override(language):
        own = OwnPerson.objects.visible_to(SYSTEM).get(pk=person.pk)
        parts: dict[str, list[Any]] = {
            name: rows for name, rows in _parts(own, cast.actor(cast.amina)) if rows
        }
        assert {name for rows in parts.values() for row in rows for name in row} <= set(COLUMNS)
        scale = str(Assessment._meta.get_field("work").verbose_name)
    said = {name: json.dumps(rows, ensure_ascii=False, default=str) for name, rows in parts.items()}
    for part, words in {
        "needs": "Ostacolo: il turno di notte",
        "papers": "Regolamento",
        "scale": f"{scale}: ",
        "skills": "sa cucire",
        "reviews": "manca la caparra",
        "comments": "ho telefonato io",
        "guardians": "Tutrice Inventata",
        "school": "Scuola Prova",
        "school_steps": "what",
        "permit": "Valid" if language == "en" else "what",
        "family_goals": "vivere insieme",
        "known": cast.org_a.name,
    }.items():
        assert words in said[part], part
    assert "altro giro" in said["reviews"] and parts["comments"][0]["who"] == (
        "You" if language == "en" else "أنت"
    )
    whole = json.dumps(said)
    assert "cosa di un altro" not in whole, "of the family, what names others alone"
    assert "casella-tutrice" not in whole, "how the guardian is reached"
