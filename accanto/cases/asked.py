"""A project's own fields: which are asked, what an answer may be, and what it says in words.

Answers keep the words of the version under which they were given: a field that was withdrawn stays readable, and an
option that has another label now keeps the old one where it was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accanto.cases.models.answered import Answered
from accanto.core.words import words_of_day
from accanto.network.definitions.asked import AskedField, field_of
from accanto.network.definitions.text import in_language
from accanto.network.models import Project

SITUATION, NEED, CLOSURE = "situation", "need", "closure"


@dataclass(frozen=True)
class Said:
    """One answer in words. `is_withdrawn`: the project no longer asks it."""

    key: str
    label: str
    text: str
    is_long: bool = False
    is_withdrawn: bool = False


class Questions:
    """What a project asks, now and before. Versions of before are read only where an answer needs them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.fields = {item["key"]: field_of(item) for item in project.definition.get("fields") or []}

    def of(self, place: str) -> list[AskedField]:
        """Those that are asked now, in their order."""
        return [each for each in self.fields.values() if each.on == place]

    @cached_property
    def _before(self) -> dict[int, dict[str, AskedField]]:
        """Number of a version -> its fields, the newest first."""
        rows = self.project.versions.exclude(number=self.project.version).values_list("number", "definition")
        return {
            number: {item["key"]: field_of(item) for item in definition.get("fields") or []}
            for number, definition in rows
        }

    def at(self, key: str, number: int) -> AskedField | None:
        """A field as it was in a version; where that is not kept, as it is or last was."""
        if number == self.project.version and key in self.fields:
            return self.fields[key]
        if found := self._before.get(number, {}).get(key):
            return found
        last = next((fields[key] for fields in self._before.values() if key in fields), None)
        return self.fields.get(key) or last

    def version_of(self, key: str, code: str) -> int | None:
        """The newest version in which a choice was offered; None where it never was."""
        if key in self.fields and code in self.fields[key].codes():
            return self.project.version
        return next(
            (n for n, fields in self._before.items() if key in fields and code in fields[key].codes()), None
        )

    def said(self, row: Answered) -> list[Said]:
        """What a row says, in the order of the fields; what is no longer asked comes last."""
        given = {**row.answers, **(row.sealed_answers or {})}
        keys = [key for key in self.fields if key in given] + [key for key in given if key not in self.fields]
        found = []
        for key in keys:
            asked = self.at(key, row.answered.get(key, 0))
            if asked is not None:
                text, is_long = say(asked, given[key]), asked.kind == "long_text"
                found.append(Said(key, in_language(asked.label), text, is_long, key not in self.fields))
        return found

    def unanswered(self, place: str, rows: Iterable[Answered]) -> list[AskedField]:
        """Fields that the project needs and none of the rows answers; none where its condition does not hold."""
        rows = list(rows)
        given = [{**row.answers, **(row.sealed_answers or {})} for row in rows]
        return [
            each
            for each in self.of(place)
            if (each.required or each.key in self._counted)
            and any(holds(each, self.fields, answers) for answers in given)
            and not any(each.key in answers for answers in given)
        ]

    @cached_property
    def _counted(self) -> set[str]:
        """Keys of fields that a figure needs: it counts by them, or is broken down by them."""
        results = self.project.definition.get("results") or []
        named = {
            name for result in results for name in (result["indicator"].get("field") or "", *result["by"])
        }
        return {name.partition(".")[0] for name in named}


def holds(asked: AskedField, fields: Mapping[str, AskedField], answers: Mapping[str, Any]) -> bool:
    """Whether a field is asked at all, by the earlier answer on which it depends."""
    if asked.show_if is None:
        return True
    earlier = fields.get(asked.show_if.field)
    if earlier is None or not holds(earlier, fields, answers):
        return False
    return bool(set(asked.show_if.answers) & chosen(answers.get(earlier.key)))


def chosen(answer: Any) -> set[str]:
    """The codes of an answer that is chosen."""
    if isinstance(answer, Mapping):
        return {code for code, value in answer.items() if value == "yes"}
    return {answer} if isinstance(answer, str) else set()


def say(asked: AskedField, answer: Any) -> str:
    """An answer in the reader's words."""
    labels = {option.key: in_language(option.text) for option in asked.options}
    if asked.kind == "yes_no":
        return _("Yes") if answer == "yes" else _("No")
    if asked.kind == "several_of":
        picked = [labels.get(code, code) for code in answer if answer[code] == "yes"]
        return ", ".join(picked) or _("None of these")
    if asked.kind == "date":
        return words_of_day(date.fromisoformat(answer))
    if asked.kind == "number":
        return str(number_format(Decimal(answer).normalize() + 0))
    return labels.get(answer, str(answer))


def condition_words(asked: AskedField, fields: Mapping[str, AskedField]) -> str:
    """When a field is asked, in words; "" for one that always is."""
    if asked.show_if is None or asked.show_if.field not in fields:
        return ""
    earlier = fields[asked.show_if.field]
    said = [say(_single(earlier), code) for code in asked.show_if.answers]
    return _("Only where “%(label)s” is: %(answers)s.") % {
        "label": in_language(earlier.label),
        "answers": ", ".join(said),
    }


def _single(asked: AskedField) -> AskedField:
    """The same field as one of which one answer is chosen, to say its options one by one."""
    return (
        AskedField(asked.key, asked.on, "one_of", asked.label, options=asked.options)
        if asked.options
        else asked
    )
