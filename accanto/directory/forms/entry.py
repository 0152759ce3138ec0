"""Forms of organizations and places by themselves."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, FilterForm
from accanto.directory import words
from accanto.directory.forms.keeping import CheckForm
from accanto.directory.forms.parts import line, text
from accanto.directory.forms.place import PLACE_FIELDS, clean_place, values_of_place
from accanto.directory.models import Check, Organization, Visibility

_OLDEST, _LATEST = 800, 2100


class EntryFilter(FilterForm):
    word = forms.CharField(label=words.SEARCH, required=False, max_length=100, widget=forms.SearchInput())
    to_check = forms.BooleanField(label=_("to be checked"), required=False)


class AskEntryForm(CheckForm):
    """That an entry by itself no longer exists is said of each of its services."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [pair for pair in Check.Outcome.choices if pair[0] != Check.Outcome.CLOSED]


class OrganizationForm(ActorForm):
    """`part_of` is the name of another organization of the directory."""

    edits_row = True
    name = forms.CharField(label=_("name"), max_length=300)
    alternate_name = line(_("other name"))
    description = text(_("what it is"), 20_000)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, required=False)
    website = forms.URLField(label=_("website"), max_length=500, required=False, assume_scheme="https")
    legal_status = line(
        _("legal form"), help_text=_("For example: association, social cooperative, public body.")
    )
    year_incorporated = forms.IntegerField(
        label=_("founded in"), required=False, min_value=_OLDEST, max_value=_LATEST
    )
    part_of = line(_("part of"), help_text=_("The name of another organisation, as the directory writes it."))
    visibility = forms.ChoiceField(label=_("who reads it"), choices=Visibility.choices)

    def initial_of(self, row: Any) -> dict[str, Any]:
        above = row.parent_organization
        return {**super().initial_of(row), "part_of": above.name if above else ""}

    def clean_part_of(self) -> Organization | None:
        wanted: str = self.cleaned_data["part_of"].strip()
        above = getattr(self.row, "parent_organization", None)
        if not wanted or (above is not None and above.name == wanted):
            return above if wanted else None
        found = list(Organization.objects.visible_to(self.actor).filter(name__iexact=wanted)[:2])
        if not found:
            raise ValidationError(_("No organisation of the directory has this name."))
        if len(found) > 1:
            raise ValidationError(_("Several organisations have this name."))
        return found[0]


class LocationForm(ActorForm):
    """A place as a service's page edits it, and what is said of the place alone."""

    edits_row = True
    description = text(_("description"), 20_000)
    url = forms.URLField(label=_("website"), max_length=500, required=False, assume_scheme="https")

    fieldsets: ClassVar = [
        (_("Where"), ["municipality", "address_1", "address_2", "postal_code", "country", "city", "latitude", "longitude"]),
        (_("The place"), ["name", "location_type", "description", "transportation", "access", "url", "visibility"]),
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**copy.deepcopy(PLACE_FIELDS), **self.fields}
        for field in self.fields.values():
            self._narrow(field)

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), **values_of_place(self.actor, row)}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return cleaned | clean_place({name: cleaned[name] for name in PLACE_FIELDS})
