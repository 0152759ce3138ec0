"""Forms of the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.reference import languages
from accanto.core.words import Area
from accanto.directory.models import Service
from accanto.network.forms.organisation import MunicipalityField

#: Languages much asked for; the form has them all, these stand first.
_FIRST = (
    "ita",
    "eng",
    "fra",
    "ara",
    "ron",
    "spa",
    "urd",
    "ben",
    "prs",
    "pus",
    "tir",
    "som",
    "ukr",
    "sqi",
    "zho",
)


def language_choices() -> list[tuple[str, str]]:
    listed = languages(get_language() or "it")
    first = [pair for code in _FIRST for pair in listed if pair[0] == code]
    return first + [pair for pair in listed if pair[0] not in _FIRST]


class ServiceForm(ActorForm):
    edits_row = True

    name = forms.CharField(label=_("name"), max_length=200)
    provider = forms.CharField(label=_("who offers it"), max_length=200)
    areas = forms.MultipleChoiceField(
        label=_("areas"), choices=Area.choices, widget=forms.CheckboxSelectMultiple
    )
    description = forms.CharField(
        label=_("what it offers"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In plain words: what one gets, who may come, what to bring."),
    )
    municipality = MunicipalityField(label=_("municipality"))
    address = forms.CharField(label=_("address"), max_length=200, required=False)
    opening = forms.CharField(label=_("opening hours"), max_length=300, required=False)
    languages = forms.MultipleChoiceField(
        label=_("languages spoken"),
        required=False,
        choices=language_choices,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    cost = forms.CharField(label=_("cost"), max_length=120, required=False)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    url = forms.URLField(label=_("website"), max_length=200, required=False, assume_scheme="https")
    status = forms.ChoiceField(
        label=_("state"), choices=Service.Status.choices, initial=Service.Status.ACTIVE
    )

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "areas": [entry.area for entry in row.areas.all()]}
