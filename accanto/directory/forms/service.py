"""Forms of the directory."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.reference import languages
from accanto.core.words import Area
from accanto.directory.models import Service, Visibility
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


class ServiceAddForm(ActorForm):
    """What one knows of a service when it is written down first; its page asks for the rest."""

    name = forms.CharField(label=_("name"), max_length=300)
    provider = forms.CharField(label=_("who offers it"), max_length=300)
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
    address = forms.CharField(label=_("address"), max_length=300, required=False)
    languages = forms.MultipleChoiceField(
        label=_("languages spoken"),
        required=False,
        choices=language_choices,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    url = forms.URLField(label=_("website"), max_length=500, required=False, assume_scheme="https")


class ServiceEditForm(ActorForm):
    """Its texts, and how it stands."""

    edits_row = True
    fieldsets: ClassVar = [
        (_("Texts"), ["name", "alternate_name", "provider", "description", "application_process", "fees_description", "alert", "source_language"]),
        (_("How it stands"), ["status", "visibility"]),
        (_("On the web"), ["email", "url"]),
    ]  # fmt: skip

    name = forms.CharField(label=_("name"), max_length=300)
    alternate_name = forms.CharField(label=_("other name"), max_length=300, required=False)
    provider = forms.CharField(label=_("who offers it"), max_length=300)
    description = forms.CharField(
        label=_("what it offers"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In plain words: what one gets, who may come, what to bring."),
    )
    application_process = forms.CharField(
        label=_("how to get it"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    fees_description = forms.CharField(
        label=_("what it costs"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    alert = forms.CharField(
        label=_("notice"), required=False, max_length=1000,
        help_text=_("Shown on top: closed in August, new address from May."),
    )  # fmt: skip
    source_language = forms.ChoiceField(label=_("written in"), choices=settings.LANGUAGES)
    status = forms.ChoiceField(label=_("state"), choices=Service.Status.choices)
    visibility = forms.ChoiceField(label=_("who reads it"), choices=Visibility.choices)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    url = forms.URLField(label=_("website"), max_length=500, required=False, assume_scheme="https")

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "provider": row.organization.name}
