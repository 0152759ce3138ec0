"""A project's own fields in a form: after the form's own, none of them needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from accanto.cases.answering import FIELD
from accanto.cases.asked import CLOSURE, NEED, Questions, condition_words, say
from accanto.cases.models import Case
from accanto.cases.models.answered import Answered
from accanto.core.forms import ActorForm, DateField
from accanto.core.meanwhile import BOOKKEEPING
from accanto.network.definitions.asked import AskedField
from accanto.network.definitions.text import in_language

_SENSIBLE = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1))]


def initial_answers(row: Answered | None) -> dict[str, Any]:
    """What a row answers, under the names of the form's fields."""
    if row is None:
        return {}
    given = {**row.answers, **(row.sealed_answers or {})}
    return {f"{FIELD}{key}": _for_form(value) for key, value in given.items()}


def _for_form(value: Any) -> Any:
    if isinstance(value, Mapping):
        return [code for code, picked in value.items() if picked == "yes"] or ["none"]
    return value


class AskedForm(ActorForm):
    """`values()` gives `answers` beside the form's own values. `place`: where its fields are asked."""

    place: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Any = self.row
        self.questions = Questions(row.project if isinstance(row, Case) else row.case.project)
        own = [name for name in self.fields if name not in BOOKKEEPING]
        asked = self.questions.of(self.place)
        for each in asked:
            field = self._field(each)
            self._narrow(field)
            self.fields[f"{FIELD}{each.key}"] = field
        if asked:
            title = _("What %(project)s asks") % {"project": self.questions.project}
            added = [(title, [f"{FIELD}{each.key}" for each in asked])]
            self.fieldsets = [*(self.fieldsets or ([("", own)] if own else [])), *added]  # type: ignore[misc]

    def values(self) -> dict[str, Any]:
        said = super().values()
        answers = {each.key: said.pop(f"{FIELD}{each.key}") for each in self.questions.of(self.place)}
        return {
            **said,
            "answers": {key: None if value == "unknown" else value for key, value in answers.items()},
        }

    def _field(self, asked: AskedField) -> forms.Field:
        condition = condition_words(asked, self.questions.fields)
        common: dict[str, Any] = {
            "label": in_language(asked.label),
            "required": False,
            "help_text": " ".join(filter(None, (in_language(asked.help), condition))),
        }
        field = self._choice(asked, common) if asked.codes() else _written(asked, common)
        if asked.show_if:
            needs = {
                "data-only-if": f"{FIELD}{asked.show_if.field}",
                "data-only-when": " ".join(asked.show_if.answers),
            }
            field.widget.attrs.update(needs)
        return field

    def _choice(self, asked: AskedField, common: dict[str, Any]) -> forms.Field:
        choices = [("yes", _("Yes")), ("no", _("No"))] if asked.kind == "yes_no" else []
        choices += [(option.key, in_language(option.text)) for option in asked.options]
        choices += self._no_longer_offered(asked)
        if asked.kind == "several_of":
            choices.append(("none", _("None of these")))
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        choices.append(("unknown", _("Not recorded")))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial="unknown", **common)

    def _no_longer_offered(self, asked: AskedField) -> list[tuple[str, str]]:
        """What was answered and is no option any more: it stays, until someone chooses another."""
        before = self.initial.get(f"{FIELD}{asked.key}")
        codes = [
            code for code in (before if isinstance(before, list) else [before]) if code not in (None, "none")
        ]
        found = []
        for code in codes:
            if (
                code not in asked.codes()
                and (version := self.questions.version_of(asked.key, code)) is not None
            ):
                then = self.questions.at(asked.key, version) or asked
                words = say(then, {code: "yes"} if then.kind == "several_of" else code)
                found.append((code, _("%(answer)s (no longer offered)") % {"answer": words}))
        return found


def _written(asked: AskedField, common: dict[str, Any]) -> forms.Field:
    if asked.kind == "number":
        return forms.DecimalField(
            min_value=asked.low, max_value=asked.high, max_digits=12, decimal_places=2, **common
        )
    if asked.kind == "date":
        return DateField(validators=_SENSIBLE, **common)
    if asked.kind == "short_text":
        return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}), **common)
    return forms.CharField(
        max_length=20_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), **common
    )


class NeedAnswersForm(AskedForm):
    edits_row = True
    place = NEED

    def initial_of(self, row: Any) -> dict[str, Any]:
        return initial_answers(row)


class ClosureAnswersForm(NeedAnswersForm):
    place = CLOSURE
