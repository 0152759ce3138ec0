"""Forms of organisations and territories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, FilterForm
from accanto.core.words import NO_MUNICIPALITY, SEVERAL_MUNICIPALITIES
from accanto.network.models import Municipality, OrganisationKind, Territory
from accanto.network.municipalities import find


class MunicipalityField(forms.CharField):
    """A municipality by its name, with the province where there are several: "Calliano (AT)".

    Seven thousand of them are no list to choose from; the browser offers completions where it can.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("Write its name; add the province where two are called so: Calliano (AT).")
        )
        super().__init__(max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Municipality):
            return str(value)
        return value

    def clean(self, value: Any) -> Municipality | None:
        text: str = super().clean(value)  # its length is judged as text
        return municipality_named(text) if text else None


def municipality_named(text: str) -> Municipality:
    """The municipality meant. Raises ValidationError when there is none, or more than one."""
    if text.isdigit() and len(text) == 6:  # noqa: PLR2004  an ISTAT code
        listed = Municipality.objects.filter(pk=text).first()
        if listed:
            return listed
    found = find(text)
    if len(found) > 1:
        names = ", ".join(str(one) for one in found[:6])
        raise ValidationError(SEVERAL_MUNICIPALITIES, params={"names": names}, code="ambiguous")
    listed = Municipality.objects.filter(pk=found[0].istat_code).first() if found else None
    if listed is None:
        listed = Municipality.objects.filter(name__iexact=text.split(" (", maxsplit=1)[0].strip()).first()
    if listed is None:
        raise ValidationError(NO_MUNICIPALITY, params={"name": text}, code="unknown")
    return listed


class OrganisationFilter(FilterForm):
    name = forms.CharField(label=_("name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("kind"), required=False, choices=[("", _("All")), *OrganisationKind.choices]
    )


class OrganisationForm(ActorForm):
    edits_row = True

    name = forms.CharField(label=_("name"), max_length=200)
    kind = forms.ChoiceField(label=_("kind"), choices=OrganisationKind.choices)
    municipality = MunicipalityField(label=_("municipality"), required=False)
    email = forms.EmailField(label=_("e-mail address"), required=False, max_length=254)
    phone = forms.CharField(label=_("telephone"), required=False, max_length=40)
    website = forms.URLField(label=_("website"), required=False, max_length=200, assume_scheme="https")


class TerritoryForm(ActorForm):
    edits_row = True

    name = forms.CharField(label=_("name"), max_length=120)
    region = forms.CharField(label=_("region"), max_length=40, required=False)
    municipalities = forms.CharField(
        label=_("municipalities"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=60_000,
        help_text=_("One on each line; add the province where two are called so: Calliano (AT)."),
    )

    def initial_of(self, row: Any) -> dict[str, Any]:
        assert isinstance(row, Territory)
        links = row.municipalities.select_related("municipality").order_by("municipality__name")
        return {
            "name": row.name,
            "region": row.region,
            "municipalities": "\n".join(str(link.municipality) for link in links),
        }

    def clean_municipalities(self) -> list[Municipality]:
        found, errors = [], []
        for line in self.cleaned_data["municipalities"].splitlines()[:2000]:
            if not line.strip():
                continue
            try:
                found.append(municipality_named(line.strip()))
            except ValidationError as error:
                errors.extend(error.messages)
        if errors:
            raise ValidationError(errors[:20])
        return found
