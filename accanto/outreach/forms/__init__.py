"""Forms of the spread desk: made for a phone and one hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.operations.case import operators_of
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.words import AgeBand, Area, Gender
from accanto.network.models import Municipality
from accanto.outreach.models import Encounter, EncounterNeed, GivenKind, Place, PlaceKind
from accanto.people.forms import PlaceChoiceForm, country_choices, language_choices
from accanto.people.models import Person

#: Nameless encounters of a place that are offered as earlier ones of the same person.
EARLIER = 40


class PlaceForm(PlaceChoiceForm):
    """A place; the municipality is written, not picked from eight thousand."""

    capability = "encounters.add"
    kind = forms.ChoiceField(label=_("kind"), choices=PlaceKind.choices)
    name = forms.CharField(label=_("name"), max_length=160, help_text=_("For example: Municipal library"))
    town = forms.CharField(label=_("municipality"), max_length=80)
    field_order = ("kind", "name", "town")

    def clean_town(self) -> Municipality:
        name = self.cleaned_data["town"].split("(")[0].strip()
        found = list(Municipality.objects.filter(name__iexact=name)[:2])
        if len(found) != 1:
            near = Municipality.objects.filter(name__istartswith=name[:4])[:3] if len(name) > 3 else []
            hint = ", ".join(each.name for each in near)
            raise forms.ValidationError(
                _("No municipality of Italy has this name. %(hint)s") % {"hint": hint}, code="unknown"
            )
        return found[0]

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["municipality"] = values.pop("town")
        return values


class EncounterForm(ActorForm):
    """Only the place is required. Nobody has to give a name."""

    fieldsets = [
        (_("Where"), ["place", "on", "pointed_by"]),
        (_("Whom"), ["gender", "age_band", "nationality", "language", "how_many"]),
        (_("What was said or sensed"), ["needs", "voice", "words"]),
        (_("What was given"), ["given", "leaflet_language", "copies", "next_step"]),
    ]
    place = forms.ModelChoiceField(
        label=_("place"), queryset=Place.objects.filter(is_active=True), empty_label=None
    )
    on = DateField(label=_("on"), initial=timezone.localdate)
    pointed_by = forms.ChoiceField(label=_("pointed out by"), choices=Encounter.PointedBy.choices)
    gender = forms.ChoiceField(
        label=_("gender"), choices=Gender.choices, widget=forms.RadioSelect, initial=Gender.UNKNOWN
    )
    age_band = forms.ChoiceField(
        label=_("age"), choices=AgeBand.choices, widget=forms.RadioSelect, initial=AgeBand.UNKNOWN
    )
    nationality = forms.ChoiceField(label=_("nationality"), required=False, choices=country_choices)
    language = forms.ChoiceField(label=_("language spoken"), required=False, choices=language_choices)
    how_many = forms.IntegerField(label=_("how many people"), min_value=1, max_value=50, initial=1)
    needs = forms.MultipleChoiceField(
        label=_("needs"), choices=Area.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    voice = forms.ChoiceField(
        label=_("who says so"), choices=EncounterNeed.Voice.choices, widget=forms.RadioSelect, initial="said"
    )
    words = forms.CharField(
        label=_("in a few words"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("No names here: a name has its own, guarded place."),
    )  # fmt: skip
    given = forms.MultipleChoiceField(
        label=_("what was given"),
        choices=GivenKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    leaflet_language = forms.ChoiceField(label=_("leaflet in"), required=False, choices=language_choices)
    copies = forms.IntegerField(label=_("copies"), min_value=1, max_value=1000, initial=1)
    next_step = forms.CharField(label=_("next step"), required=False, max_length=500)


class NameEncounterForm(ActorForm):
    """A name that came later; or the code of someone already known."""

    code = forms.CharField(
        label=_("code of a person already known"), max_length=12, required=False,
        help_text=_("Search first; if they are known, write their code here and nothing else."),
    )  # fmt: skip
    given_name = forms.CharField(label=_("given name"), max_length=120, required=False)
    family_name = forms.CharField(label=_("family name"), max_length=120, required=False)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    earlier = forms.ModelMultipleChoiceField(
        label=_("earlier encounters with the same person"),
        queryset=Encounter.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Encounter)
        alike = Encounter.objects.visible_to(self.actor).filter(
            person=None, visit__place=self.row.visit.place_id, gender=self.row.gender
        )
        field: Any = self.fields["earlier"]
        newest = alike.exclude(pk=self.row.pk).filter(on__lte=self.row.on).order_by("-on", "-id")
        field.queryset = alike.filter(pk__in=list(newest.values_list("pk", flat=True)[:EARLIER]))
        field.label_from_instance = lambda each: f"{each.on:%d/%m/%Y} · {each.get_age_band_display()}"

    def clean_code(self) -> Any:
        code = self.cleaned_data["code"].strip().upper()
        found = Person.objects.visible_to(self.actor).filter(code=code, merged_into=None).first()
        if code and found is None:
            raise forms.ValidationError(_("There is no person with this code among yours."))
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in ("code", "given_name", "family_name")):
            self.add_error("given_name", _("Write a name, or the code of someone known."))
        return values


class EncounterCaseForm(ActorForm):
    """Who will follow the person met."""

    operator = forms.ModelChoiceField(label=_("who follows the person"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Encounter)
        operators = operators_of(self.row.organisation, self.row.project, self.row.territory)
        self.fields["operator"].queryset = operators.order_by("name")  # type: ignore[attr-defined]


class EncounterFilterForm(FilterForm):
    place = forms.ModelChoiceField(
        label=_("place"), required=False, queryset=Place.objects.all(), empty_label=_("All places")
    )
    named = forms.ChoiceField(
        label=_("name"),
        required=False,
        choices=[("", _("All")), ("yes", _("With a name")), ("no", _("Nameless"))],
    )
    area = forms.ChoiceField(label=_("need"), required=False, choices=[("", _("All areas")), *Area.choices])
