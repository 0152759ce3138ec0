"""What a project asks of its own, as a file: coded answers under pseudonymous codes, nothing that is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from accanto.cases.asked import CLOSURE, NEED, SITUATION, Questions, say
from accanto.cases.indicators import case_facts, need_facts, situation_facts
from accanto.core.screens import ExportScreen
from accanto.core.sheets import csv_lines
from accanto.network.definitions.text import in_language
from accanto.network.models import Project

_HEAD = ("person", "case", "on", "where", "moment", "field", "question", "answer", "words", "version")
#: Where answers stand: rows, day, moment or area, person, case.
_KEPT: dict[str, tuple[Any, str, str, str, str]] = {
    SITUATION: (situation_facts, "on", "moment", "case__person__code", "case__code"),
    NEED: (need_facts, "noted_on", "area", "case__person__code", "case__code"),
    CLOSURE: (case_facts, "closed_on", "outcome", "person__code", "code"),
}


class AnswersExportView(ExportScreen):
    """One line an answer, within what the actor sees figures of; each in the words of its version."""

    model = Project
    capability = "figures.export"
    action = "answers.exported"
    file_name = "answers.csv"

    def lines(self, row: Project) -> Iterable[bytes]:
        return csv_lines(_HEAD, self._rows(row))

    def _rows(self, project: Project) -> Iterator[list[Any]]:
        questions = Questions(project)
        for place, (facts, on, moment, person, case) in _KEPT.items():
            of_project = {"project" if place == CLOSURE else "case__project": project}
            rows: QuerySet[Any] = facts(self.actor).filter(**of_project).exclude(answers={})
            names = (person, case, on, moment, "answers", "answered")
            for code, of_case, day, when, answers, answered in (
                rows.order_by("id").values_list(*names).iterator()
            ):
                for key, value in answers.items():
                    said = _said(questions, key, answered.get(key, 0), value)
                    yield [code, of_case, day or "", place, when, key, *said, answered.get(key, "")]


def _said(questions: Questions, key: str, version: int, value: Any) -> tuple[str, str, str]:
    """The question, the answer as it is kept, and in words."""
    picked = (
        " ".join(code for code, each in value.items() if each == "yes")
        if isinstance(value, Mapping)
        else value
    )
    asked = questions.at(key, version)
    return (in_language(asked.label), picked, say(asked, value)) if asked else (key, picked, "")
