"""Forms about persons, identities, households, notices and duplicates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.reference import countries, languages
from accanto.core.words import AgeBand, Gender, LanguageLevel
from accanto.network.forms.choice import PlaceChoiceForm
from accanto.network.models import Territory
from accanto.people.models import Channel, ConsentPurpose, PermitState, ProtectionKind


def country_choices() -> list[tuple[str, str]]:
    return [("", "—"), *countries(get_language() or "it")]


def language_choices() -> list[tuple[str, str]]:
    return [("", "—"), *languages(get_language() or "it")]


class SearchForm(ActorForm):
    """Name, telephone, code… sent by POST: a name never stands in an address."""

    query = forms.CharField(
        label=_("name, code, telephone or e-mail"),
        max_length=200,
        help_text=_("Any spelling and any alphabet: Mohamed, Muhammad and محمد find each other."),
        widget=forms.TextInput(attrs={"data-shortcut": "/", "autocomplete": "off", "dir": "auto"}),
    )


class IdentityForm(ActorForm):
    """Name and contacts. Nothing is required alone; one of them is."""

    edits_row = False
    given_name = forms.CharField(label=_("given name"), max_length=120, required=False)
    family_name = forms.CharField(label=_("family name"), max_length=120, required=False)
    also_known_as = forms.CharField(
        label=_("also known as"),
        max_length=200,
        required=False,
        help_text=_("Another spelling, a nickname, the name in their alphabet."),
    )
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("e-mail address"), required=False)
    document = forms.CharField(label=_("number of a document"), max_length=40, required=False)
    address = forms.CharField(label=_("address"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values.values()):
            raise ValidationError(_("Write at least one of these."))
        return values


class FactsForm(ActorForm):
    """What figures need of a person: no name, nothing required."""

    edits_row = True
    gender = forms.ChoiceField(label=_("gender"), choices=Gender.choices, initial=Gender.UNKNOWN)
    year_of_birth = forms.IntegerField(
        label=_("year of birth"), required=False, min_value=1900, max_value=2100
    )
    age_band = forms.ChoiceField(
        label=_("age, if the year is not known"), choices=AgeBand.choices, initial=AgeBand.UNKNOWN
    )
    nationality = forms.ChoiceField(label=_("nationality"), required=False, choices=country_choices)
    language = forms.ChoiceField(label=_("preferred language"), required=False, choices=language_choices)
    in_italy_since = forms.IntegerField(
        label=_("in Italy since (year)"), required=False, min_value=1900, max_value=2100
    )

    def clean_year_of_birth(self) -> int | None:
        year: int | None = self.cleaned_data["year_of_birth"]
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(_("This year is still to come."))
        return year


class PersonAddForm(FactsForm, IdentityForm, PlaceChoiceForm):
    """A new person, after the search found nobody."""

    edits_row = False
    fieldsets = [
        (_("Who they are, if they say it"), ["given_name", "family_name", "also_known_as", "phone", "email"]),
        (
            _("What figures need"),
            ["gender", "year_of_birth", "age_band", "nationality", "language", "in_italy_since"],
        ),
        (_("Where"), ["organisation", "project", "territory"]),
    ]
    field_order = ("given_name", "family_name")

    def clean(self) -> dict[str, Any]:
        return ActorForm.clean(self) or {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("document", "address"):
            del self.fields[name]


class BreakGlassForm(ActorForm):
    """Why an identity is needed by someone who does not follow the person."""

    reason = forms.CharField(
        label=_("why do you need it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It opens for 30 minutes. Your manager is told, and reads this."),
    )


class ReviewForm(ActorForm):
    note = forms.CharField(
        label=_("note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class LanguageForm(ActorForm):
    language = forms.ChoiceField(label=_("language"), choices=language_choices)
    level = forms.ChoiceField(label=_("level"), choices=LanguageLevel.choices, initial=LanguageLevel.UNKNOWN)
    is_first = forms.BooleanField(label=_("first language"), required=False)


class ProtectionForm(ActorForm):
    """Never a condition for anything: leave it empty when it is not needed."""

    kind = forms.ChoiceField(
        label=_("protection or permit"),
        # Nothing stands chosen: the most guarded field is never filled by a tap on "Save" alone.
        choices=[("", _("Choose…")), *ProtectionKind.choices],
    )
    state = forms.ChoiceField(label=_("state"), choices=PermitState.choices, initial=PermitState.UNKNOWN)
    expires_on = DateField(label=_("valid until"), required=False)


class NoticeForm(ActorForm):
    version = forms.CharField(label=_("version of the notice"), max_length=20, initial="2026-01")
    language = forms.ChoiceField(label=_("language"), choices=language_choices, initial="ita")
    channel = forms.ChoiceField(
        label=_("how"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.SPOKEN
    )
    understood = forms.BooleanField(label=_("the person said they understood"), required=False)
    given_on = DateField(label=_("on"), initial=timezone.localdate)


class ConsentForm(ActorForm):
    purpose = forms.ChoiceField(label=_("to what"), choices=ConsentPurpose.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("how"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.SPOKEN
    )
    given_on = DateField(label=_("given on"), initial=timezone.localdate)


class PersonFilterForm(FilterForm):
    """Filters of the list of persons."""

    gender = forms.ChoiceField(label=_("gender"), required=False, choices=[("", _("All")), *Gender.choices])
    nationality = forms.ChoiceField(label=_("nationality"), required=False, choices=country_choices)
    territory = forms.ModelChoiceField(
        label=_("territory"), queryset=Territory.objects.all(), required=False, empty_label="—"
    )
    mine = forms.BooleanField(label=_("followed by me"), required=False)
