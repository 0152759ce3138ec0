"""A form of several rows alike, without a script: a row more is asked for by a button of the form.

Fields stand as `r0-name`, `r1-name`, …; a row of which nothing is written is no row, one whose box
"remove" is ticked goes. What was typed stays, whatever the answer is.
"""

from __future__ import annotations

import copy
import re
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.meanwhile import BOOKKEEPING

#: Rows of one form.
MOST_ROWS = 40
_NAME = re.compile(r"r(\d{1,3})-")


class RowsForm(ActorForm):
    """`row_fields` are the fields of one row; `rows_of` says the rows that are there now, each a dict with
    `id`. The operation gets `rows` (dicts, those removed left out) beside the form's other fields."""

    edits_row = True
    row_fields: ClassVar[dict[str, forms.Field]] = {}
    row_title: ClassVar[Any] = _("Row")
    add_label: ClassVar[Any] = _("Add a row")
    #: Other fields of the form, shown before the rows.
    before: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, extra: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.rows_of(self.row) if self.row is not None else []
        self.held_ids = {str(row["id"]) for row in held if row.get("id")}
        #: Rows that the page has no room for stay as they are.
        self.beyond = [{"id": row["id"]} for row in held[MOST_ROWS:] if row.get("id")]
        count = self._written() if self.is_bound else len(held) + (0 if held else 1)
        self.count = min(MOST_ROWS, max(count, 1) + extra)
        for number in range(self.count):
            self._add_row(number, held[number] if number < len(held) else {})
        for name in BOOKKEEPING:  # hidden, and last
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        """The rows that are there now."""
        return []

    def initial_of(self, row: models.Model) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.before if hasattr(row, name)}

    # --- the rows as fields ---------------------------------------------------------------------

    def _written(self) -> int:
        """How many rows the browser sent."""
        numbers = [int(found[1]) for name in self.data if (found := _NAME.match(name))]
        return max(numbers, default=-1) + 1

    def _add_row(self, number: int, values: dict[str, Any]) -> None:
        blank = self.is_bound and not self._says_something(number)
        for name, pattern in self.row_fields.items():
            field = copy.deepcopy(pattern)
            field.initial = values.get(name, pattern.initial)
            field.required = pattern.required and not blank and (self.is_bound or bool(values))
            self.fields[f"r{number}-{name}"] = field
            self._narrow(field)
        hidden = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
        hidden.initial = str(values.get("id") or "")
        self.fields[f"r{number}-id"] = hidden
        if values or (self.is_bound and not blank):
            self.fields[f"r{number}-remove"] = forms.BooleanField(label=_("Remove this"), required=False)

    def _says_something(self, number: int) -> bool:
        """Whether anything was written: choices and ticks, which begin with a value, do not count."""
        if self.data.get(f"r{number}-remove"):
            return False
        written = [
            name
            for name, field in self.row_fields.items()
            if not isinstance(field, forms.ChoiceField | forms.BooleanField)
        ]
        return any(str(self.data.get(f"r{number}-{name}", "")).strip() for name in written)

    def row_groups(self) -> list[tuple[int, list[Any]]]:
        """(number from 1, fields) of each row, for the page."""
        return [
            (number + 1, [self[name] for name in self._names(number) if not self[name].is_hidden])
            for number in range(self.count)
        ]

    def fields_before(self) -> list[Any]:
        return [self[name] for name in self.before]

    def _names(self, number: int) -> list[str]:
        return [name for name in self.fields if name.startswith(f"r{number}-")]

    # --- what was written -----------------------------------------------------------------------

    def unjudged(self) -> None:
        """Show what was typed and say nothing of it: a row more was asked for."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._numbers = []
        rows = []
        for number in range(self.count):
            if not self._says_something(number):
                continue
            row = {name: cleaned.get(f"r{number}-{name}") for name in self.row_fields}
            held = cleaned.get(f"r{number}-id") or ""
            if held in self.held_ids:
                row["id"] = UUID(held)
            try:
                rows.append(self.clean_row(number, row))
            except ValidationError as error:
                self.add_error_at(number, error)
            self._numbers.append(number)
        self.rows = rows
        return cleaned

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """One row as the operation takes it; may raise ValidationError with names of `row_fields`."""
        return row

    def add_error_at(self, number: int, error: ValidationError) -> None:
        """Put the errors of a row at its fields."""
        found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for name, messages in found.items():
            field = f"r{number}-{name}"
            self.add_error(field if field in self.fields else None, messages)

    def add_operation_errors(self, error: ValidationError) -> None:
        """`rows.<index>.<column>` is the column of the row that was the index-th to be sent."""
        if not hasattr(error, "error_dict"):
            super().add_operation_errors(error)
            return
        for name, messages in error.error_dict.items():
            _rows, _dot, rest = name.partition("rows.")
            index, _dot, column = rest.partition(".")
            if index.isdigit() and int(index) < len(self._numbers):
                self.add_error_at(self._numbers[int(index)], ValidationError({column: messages}))
            else:
                self.add_error(name if name in self.fields else None, messages)

    def values(self) -> dict[str, Any]:
        return {**{name: self.cleaned_data[name] for name in self.before}, "rows": self.rows + self.beyond}
