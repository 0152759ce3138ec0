"""A project's own fields in figures: their names, and their answers in words."""

from __future__ import annotations

from accanto.cases.asked import Questions, say
from accanto.evaluation.sources import ANSWER
from accanto.network.definitions.asked import AskedField
from accanto.network.definitions.text import in_language
from accanto.network.models import Project


def answer_name(project: Project, dimension: str) -> str:
    """The question; of several answers with the one that is meant."""
    asked, option = _asked(project, dimension)
    if asked is None:
        return dimension.removeprefix(ANSWER)
    label = in_language(asked.label)
    return f"{label}: {say(asked, {option: 'yes'})}" if option else label


def answer_word(project: Project, dimension: str, code: str) -> str:
    """What a code says. One that the project no longer offers keeps the words of the last version that did."""
    asked, option = _asked(project, dimension)
    if asked is None:
        return code
    if option:
        return say(AskedField(asked.key, asked.on, "yes_no", asked.label), code)
    if code not in asked.codes():
        questions = Questions(project)
        asked = questions.at(asked.key, questions.version_of(asked.key, code) or 0) or asked
    return say(asked, code)


def _asked(project: Project, dimension: str) -> tuple[AskedField | None, str]:
    key, _dash, option = dimension.removeprefix(ANSWER).partition("-")
    return Questions(project).fields.get(key), option
