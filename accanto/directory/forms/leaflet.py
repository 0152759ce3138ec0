"""Forms of leaflets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.core.words import Area, PlaceKind
from accanto.directory import words
from accanto.directory.models import Leaflet, Service
from accanto.directory.printed import PUBLIC, candidates
from accanto.network.forms.choice import PlaceChoiceForm
from accanto.network.forms.organisation import MunicipalityField
from accanto.network.models import Territory

#: Services that one chooses among.
_OFFERED = 200


class _LeafletFields(ActorForm):
    title = forms.CharField(label=_("title"), max_length=120, help_text=_("For example: Help in Ottiglio"))
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    second_language = forms.ChoiceField(
        label=_("second language, beside it"), required=False,
        choices=[("", _("None")), *settings.LANGUAGES],
    )  # fmt: skip
    title_second = forms.CharField(
        label=_("title in the second language"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    format = forms.ChoiceField(
        label=_("format"), choices=Leaflet.Format.choices, initial="a4_folded", widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label=words.AREA, required=False, choices=[("", words.ALL), *Area.choices])
    municipality = MunicipalityField(label=words.MUNICIPALITY, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("second_language") and values["second_language"] == values.get("language"):
            self.add_error("second_language", ValidationError(_("Choose two different languages.")))
        return values


class LeafletForm(_LeafletFields, PlaceChoiceForm):
    """A new leaflet. Without a project its copies count for none."""

    capability = "leaflets.edit"
    #: The address of the search whose result it is made of.
    search = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].required = False
        del self.fields["territory"]


class LeafletEditForm(_LeafletFields):
    edits_row = True


class LeafletServicesForm(ActorForm):
    """Which services: those of its area and municipality, and those picked before."""

    services = forms.ModelMultipleChoiceField(
        label=_("services"), queryset=Service.objects.all(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of the area and municipality, as they are on the day of printing."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaflet: Any = self.row
        picked = list(leaflet.picked.values_list("service_id", flat=True))
        offered = [row.pk for row in candidates(leaflet)[:_OFFERED]]
        field: Any = self.fields["services"]
        field.queryset = (
            Service.objects.visible_to(PUBLIC).filter(pk__in=[*picked, *offered]).order_by("name", "id")
        )
        field.initial = picked


class DistributionForm(ActorForm):
    """Copies handed out: how many, where, in which language."""

    on = DateField(label=_("on"), initial=timezone.localdate)
    copies = forms.IntegerField(label=_("copies"), min_value=1, max_value=100_000)
    language = forms.ChoiceField(label=_("language"))
    place_kind = forms.ChoiceField(label=_("kind of place"), choices=PlaceKind.choices)
    place = forms.CharField(
        label=_("place"), max_length=160, required=False, help_text=_("For example: Municipal library")
    )
    municipality = MunicipalityField(label=words.MUNICIPALITY, required=False)
    territory = forms.ModelChoiceField(label=_("territory"), queryset=Territory.objects.all(), required=False)
    includes_noted = forms.BooleanField(
        label=_("Copies that I noted at encounters on this day are among them"), required=False, initial=True,
        help_text=_("They count already, and are taken off here: no copy counts twice."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaflet: Any = self.row
        names = dict(settings.LANGUAGES)
        fields: Any = self.fields
        fields["language"].choices = [(code, names[code]) for code in leaflet.languages]
        fields["language"].initial = leaflet.languages[-1]
        fields["territory"].queryset = Territory.objects.filter(projects__project=leaflet.project_id)
        if leaflet.municipality:
            fields["municipality"].initial = leaflet.municipality
