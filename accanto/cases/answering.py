"""Answers to a project's own fields: checked, kept apart by whether they are sealed, under the version in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.cases.asked import Questions, holds
from accanto.cases.models.answered import Answered
from accanto.network.definitions.asked import AskedField
from accanto.network.models import Project

#: Before a field's key, where forms and errors name it.
FIELD = "x_"
_SHORT, _LONG = 200, 20_000


def columns_of(
    project: Project, place: str, given: Mapping[str, Any] | None, held: Answered | None = None
) -> dict[str, Any]:
    """The columns of `Answered` for what was given: key -> value, None for what is not recorded.

    A field whose condition does not hold is not kept. What the project no longer asks stays as `held` has it.
    Raises ValidationError at the fields at fault.
    """
    if given is None:
        return {}
    questions = Questions(project)
    asked = {each.key: each for each in questions.of(place)}
    if unknown := set(given) - set(asked):
        raise ValidationError(
            _("The project does not ask this: %(keys)s") % {"keys": ", ".join(sorted(unknown))}
        )
    values, errors = _checked(questions, asked, given)
    if errors:
        raise ValidationError(errors)
    plain, sealed, answered = _kept(held, asked)
    for key, (value, version) in values.items():
        if holds(asked[key], asked, {name: each[0] for name, each in values.items()}):
            (sealed if asked[key].sealed else plain)[key] = value
            answered[key] = version
    return {"answers": plain, "sealed_answers": sealed or None, "answered": answered}


def _kept(
    held: Answered | None, asked: Mapping[str, AskedField]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    if held is None:
        return {}, {}, {}
    parts = held.answers, held.sealed_answers or {}, held.answered
    plain, sealed, answered = ({k: v for k, v in part.items() if k not in asked} for part in parts)
    return plain, sealed, answered


def _checked(
    questions: Questions, asked: Mapping[str, AskedField], given: Mapping[str, Any]
) -> tuple[dict[str, tuple[Any, int]], dict[str, Any]]:
    """(key -> (value as it is kept, version), errors by form field)."""
    values: dict[str, tuple[Any, int]] = {}
    errors: dict[str, Any] = {}
    for key, value in given.items():
        if value in (None, "", [], ()):
            continue
        try:
            values[key] = _value(questions, asked[key], value)
        except (ValidationError, ValueError, ArithmeticError) as error:
            wrong = error.messages if isinstance(error, ValidationError) else [_("This cannot be read.")]
            errors[f"{FIELD}{key}"] = wrong
    return values, errors


def _value(questions: Questions, asked: AskedField, value: Any) -> tuple[Any, int]:
    now = questions.project.version
    if asked.kind == "several_of":
        return _several(questions, asked, list(value))
    if asked.codes():
        version = questions.version_of(asked.key, str(value))
        if version is None:
            raise ValidationError(_("This is not one of the answers."))
        return str(value), version
    if asked.kind == "number":
        number = Decimal(str(value))
        if not number.is_finite() or _outside(asked, number):
            raise ValidationError(_("This number is outside its limits."))
        return str(number.quantize(Decimal("0.01")).normalize() + 0), now
    if asked.kind == "date":
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat(), now
    text = str(value).strip()
    if len(text) > (_SHORT if asked.kind == "short_text" else _LONG):
        raise ValidationError(_("This text is too long."))
    return text, now


def _outside(asked: AskedField, number: Decimal) -> bool:
    return (asked.low is not None and number < asked.low) or (asked.high is not None and number > asked.high)


def _several(questions: Questions, asked: AskedField, picked: list[str]) -> tuple[dict[str, str], int]:
    """Each option with yes or no, so that figures may ask of each by itself."""
    if "none" in picked and len(picked) > 1:
        raise ValidationError(_("Either “none of these” or some of them."))
    picked = [code for code in picked if code != "none"]
    if unknown := [code for code in picked if questions.version_of(asked.key, code) is None]:
        raise ValidationError(_("This is not one of the answers: %(codes)s") % {"codes": ", ".join(unknown)})
    offered = (*asked.codes(), *(code for code in picked if code not in asked.codes()))
    version = (
        min(questions.version_of(asked.key, code) or 0 for code in picked)
        if picked
        else questions.project.version
    )
    return {code: "yes" if code in picked else "no" for code in offered}, version
