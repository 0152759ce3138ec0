"""The base of every form: choices narrowed to what the actor sees, text cleaned, edits that cannot
overwrite one another in silence."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.meanwhile import BOOKKEEPING, SideBySide
from accanto.core.scoping import ScopedQuerySet

#: What Django offers where nothing is chosen.
_DASHES = "---------"
#: Longest free text a person may type in one field: about forty printed pages.
LONG_TEXT = 100_000


class ActorForm(SideBySide, forms.Form):
    """A form that knows who fills it in, and of which row.

    `row` is the row edited, or the parent of the row to be made, or None. `fieldsets` groups the
    fields for the page: (title, [names]). Fields with choices from a protected table need no care:
    they are narrowed here, and would refuse to read if they were not.
    """

    fieldsets: ClassVar[list[tuple[Any, list[str]]]] = []
    #: True on forms that edit `row`: what a colleague wrote meanwhile is laid beside (core/meanwhile.py).
    edits_row: ClassVar[bool] = False

    def __init__(self, *args: Any, actor: Actor, row: models.Model | None = None, **kwargs: Any) -> None:
        self.actor = actor
        self.row = row
        now = self.initial_of(row) if self.edits_row and row is not None else {}
        if now:
            kwargs["initial"] = {**now, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if self.edits_row and row is not None:
            self.watch(now)
        for field in self.fields.values():
            self._narrow(field)

    def initial_of(self, row: models.Model) -> dict[str, Any]:
        """The row's values under the form's names; forms that need more override it."""
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def _narrow(self, field: forms.Field) -> None:
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == _DASHES:
            field.empty_label = _("Choose…") if field.required else "—"
        queryset = getattr(field, "queryset", None)
        if isinstance(queryset, ScopedQuerySet) and queryset.locked:
            field.queryset = queryset.visible_to(self.actor)  # type: ignore[attr-defined]
        if isinstance(field, forms.CharField) and field.max_length is None:
            field.max_length = LONG_TEXT
            field.validators.append(MaxLengthValidator(LONG_TEXT))

    def add_operation_errors(self, error: ValidationError) -> None:
        """Show what an operation refused at the field it is about, or on top of the form."""
        if getattr(error, "code", None) == trail.STALE and self.edits_row:
            self.too_late()
            self.add_error("seen", error)
            return
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.error_dict.items():
            self.add_error(name if name in self.fields else None, messages)

    def values(self) -> dict[str, Any]:
        """The cleaned values without the form's own bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name not in BOOKKEEPING}


class FilterForm(ActorForm):
    """Filters of a list, from the query string. What cannot be read is ignored, and said so."""

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood and are not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}


class DateInput(forms.DateInput):
    """The browser's own date picker; ISO on the wire, shown in the reader's way."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DateField(forms.DateField):
    widget = DateInput
