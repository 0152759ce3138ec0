"""What the four projects ask of their own, answered in most cases; papers given; a version of before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accanto.cases.answering import columns_of
from accanto.cases.asked import CLOSURE, NEED, SITUATION, Questions
from accanto.cases.models import Case, CasePaper
from accanto.cases.paper_list import papers_of
from accanto.core import trail
from accanto.demo.world import World
from accanto.network.definitions import AskedField, ProjectDefinition, load

#: Written where a project asks for a short text: invented.
_CENTRES = ("Centro Il Ponte (inventato)", "Casa della Pace (inventata)", "Centro Le Vele (inventato)")
#: What a version of before said in another way: project key -> (before, now).
_BEFORE = {"ancora": ("Prepararsi alla patente", "Preparare la patente")}


def versions_of(file: Path) -> list[ProjectDefinition]:
    """The definitions of a file, in the order in which they were taken into use."""
    before, now = _BEFORE.get(file.stem, ("", ""))
    text = file.read_text(encoding="utf-8")
    return [load(text.replace(now, before).encode()), load(file)] if before else [load(file)]


def add_answers(world: World) -> None:
    """After everything else, so that the rest of the demo stays as it is."""
    cases = Case.objects.visible_to(world.system).select_related("project", "operator")
    for case in cases.order_by("opened_on", "created_at", "id"):
        questions = Questions(case.project)
        rows: list[tuple[str, Any, str]] = [
            (SITUATION, row, "situation.corrected") for row in case.situations.order_by("on", "id")
        ]
        rows += [(NEED, row, "need.answered") for row in case.needs.order_by("noted_on", "id")]
        if not case.is_open:
            rows.append((CLOSURE, case, "case.answered"))
        for place, row, action in rows:
            given = {
                each.key: _answer(world, each, case) for each in questions.of(place) if world.likely(0.85)
            }
            if given:
                trail.change(
                    world.actor(case.operator), row, action, **columns_of(case.project, place, given, row)
                )
        _papers(world, case)


def _answer(world: World, asked: AskedField, case: Case) -> Any:
    if asked.kind == "several_of":
        codes = asked.codes()
        return (
            world.chance.sample(codes, world.chance.randint(1, len(codes))) if world.likely(0.9) else ["none"]
        )
    if asked.codes():
        return world.pick(asked.codes())
    if asked.kind == "number":
        return str(world.chance.randint(int(asked.low or 0), min(int(asked.high or 9), 60)) // 3)
    if asked.kind == "date":
        return case.opened_on - timedelta(days=world.chance.randint(10, 200))
    return world.pick(_CENTRES)


def _papers(world: World, case: Case) -> None:
    for key, paper in papers_of(case.project).items():
        if world.likely(0.7 if paper["way"] == "given" else 0.5):
            on: date = min(world.today, case.opened_on + timedelta(days=world.chance.randint(0, 20)))
            row = CasePaper(case=case, key=key, on=on, version=case.project.version)
            world.make(world.actor(case.operator), row, "paper.settled")
