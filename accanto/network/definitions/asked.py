"""What a project asks of its own: fields, papers, letters. Plain frozen data, as in `model.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accanto.network.definitions.text import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that may be chosen."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class ShowIf:
    """Asked only where an earlier field has one of these answers."""

    field: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedField:
    """A question of the project's own. `on`: situation, need or closure.

    `required` puts it on the case's short list until it is answered; it never blocks. What is `sealed` stands
    encrypted and in no figure.
    """

    key: str
    on: str
    kind: str
    label: Text
    help: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    required: bool = False
    sealed: bool = False
    show_if: ShowIf | None = None

    def codes(self) -> tuple[str, ...]:
        """The answers as they are kept; none where people write."""
        return ("yes", "no") if self.kind == "yes_no" else tuple(option.key for option in self.options)

    def columns(self) -> dict[str, tuple[str, ...]]:
        """What figures may ask of it: name -> codes. Of several answers, each by itself: `key.option`."""
        if self.sealed or not self.codes():
            return {}
        if self.kind == "several_of":
            return {f"{self.key}.{code}": ("yes", "no") for code in self.codes()}
        return {self.key: self.codes()}


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter: words by language, with names in braces of the closed list."""

    key: str
    name: Text
    text: Text
    about: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is given to the person (`given`) or asked of them (`asked`) in a case."""

    key: str
    way: str
    name: Text
    about: Text = field(default_factory=dict)
    within_days: int | None = None
    letter: str = ""


def field_of(item: Mapping[str, Any]) -> AskedField:
    """A field from what `ProjectDefinition.as_json` made of it."""
    return AskedField(
        **{
            **item,
            "options": tuple(Option(**option) for option in item["options"]),
            "low": None if item["low"] is None else Decimal(item["low"]),
            "high": None if item["high"] is None else Decimal(item["high"]),
            "show_if": item["show_if"]
            and ShowIf(item["show_if"]["field"], tuple(item["show_if"]["answers"])),
        }
    )
