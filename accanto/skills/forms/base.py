"""What the forms of the sections share: what is left empty is not recorded, years and months that can be."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.skills import isco
from accanto.skills.models import SkillsEntry

_EARLIEST = 1930
_MONTH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{4})|(\d{4})-(\d{1,2})")
_LAST_MONTH = 12
NOT_RECORDED = ("", _("Not recorded"))
OWN_HELP = _("For the CV in the person's language. Left empty, the words above stand there.")


class SectionForm(ActorForm):
    """`values()` gives what was said, as it is kept: without what was left empty, days as ISO text.

    `row` is the entry that is changed, or the assessment to which one is added.
    """

    #: Fields that the form makes itself, one for each thing of a list.
    own_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, row: models.Model | None = None, **kwargs: Any) -> None:
        self.edits_row = isinstance(row, SkillsEntry)  # type: ignore[misc]  # the same form adds one
        super().__init__(*args, row=row, **kwargs)

    def initial_of(self, row: Any) -> dict[str, Any]:
        """What was said, field by field: of what was not recorded, nothing."""
        said: dict[str, Any] = {name: row.content.get(name) for name in (*self.base_fields, *self.own_fields)}
        if said.get("isco"):  # four digits of ESCO's; the form offers groups of two
            said["isco"] = said["isco"][: isco.SUB_MAJOR]
        for name, field in self.base_fields.items():
            if isinstance(field, forms.DateField) and said[name]:
                said[name] = date.fromisoformat(said[name])
        return said

    def values(self) -> dict[str, Any]:
        said = {name: value for name, value in super().values().items() if value not in (None, "", [], False)}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}

    def require_order(self, first: str, second: str) -> None:
        """Put an error at the second where it lies before the first."""
        begun, ended = str(self.cleaned_data.get(first) or ""), str(self.cleaned_data.get(second) or "")
        known = min(len(begun), len(ended))  # a year alone may be any month of it
        if ended[:known] < begun[:known]:
            self.add_error(second, _("It ends before it begins."))


class MonthField(forms.CharField):
    """A year, or a month of it, as it is remembered: 2015, 3/2015 or 2015-03. Gives "2015" or "2015-03"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10,
            required=False,
            help_text=_("A year is enough: 2015. With the month: 3/2015."),
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "class": "short"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if not text:
            return ""
        found = _MONTH.fullmatch(text.replace(" ", ""))
        if found is None:
            raise ValidationError(_("Write a year, or month and year: 2015 or 3/2015."))
        year, month = int(found[2] or found[3]), int(found[1] or found[4] or 0)
        said = f"{year}-{month:02}" if month else str(year)
        if month > _LAST_MONTH:
            raise ValidationError(_("There are twelve months."))
        require_past(year, said)
        return said


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> int | None:
        year: int | None = super().clean(value)
        if year is not None:
            require_past(year, str(year))
        return year


def require_past(year: int, said: str) -> None:
    """Raise ValidationError for a year that nobody remembers, and for what is still to come."""
    if year < _EARLIEST:
        raise ValidationError(_("This is too long ago."))
    if said > timezone.localdate().isoformat()[: len(said)]:
        raise ValidationError(_("This is still to come."))


def choice(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    """A choice in which nothing recorded stands first."""
    return forms.ChoiceField(
        label=label,
        choices=[NOT_RECORDED, *choices],
        required=False,
        widget=kwargs.pop("widget", forms.RadioSelect),
        **kwargs,
    )


def several(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=kwargs.pop("required", False),
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def text(label: Any, *, most: int = 200, required: bool = False, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        **kwargs,
    )


def long_text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        required=kwargs.pop("required", False),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        **kwargs,
    )


def searched(label: Any, kind: str, **kwargs: Any) -> forms.CharField:
    """A text for which names are proposed as one types; whatever else is typed is taken as it is."""
    attrs = {
        "dir": "auto",
        "autocomplete": "off",
        "list": "found",
        "hx-get": reverse_lazy("skills:find", args=[kind]),
        "hx-target": "#found",
        "hx-trigger": "input changed delay:250ms",
        "hx-sync": "this:replace",
    }
    return forms.CharField(label=label, max_length=200, widget=forms.TextInput(attrs=attrs), **kwargs)
