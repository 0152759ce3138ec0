"""Forms of homes, stays and placements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.network.forms.choice import PlaceChoiceForm
from accanto.network.models import Municipality
from accanto.supports.forms import MoneyField, long
from accanto.supports.models import Home, HomeKind, PlacementKind, PlacementOutcome, StayEnding
from accanto.supports.models.home import MOST_PLACES
from accanto.supports.models.placement import MOST_HOURS


class HomeFields(ActorForm):
    """What one writes down of a home."""

    kind = forms.ChoiceField(label=_("kind of home"), choices=HomeKind.choices, widget=forms.RadioSelect)
    municipality = forms.ModelChoiceField(label=_("municipality"), queryset=Municipality.objects.none())
    places = forms.IntegerField(label=_("places"), min_value=1, max_value=MOST_PLACES)
    rent = MoneyField(label=_("monthly rent in euro"), required=False)
    address = forms.CharField(
        label=_("address"),
        max_length=300,
        required=False,
        help_text=_("It is kept sealed, and shown only to who asks for it; that is recorded."),
    )
    guarded = forms.BooleanField(
        label=_("people at risk live here: guard the address"),
        required=False,
        help_text=_("Only who follows someone who lives here, and the manager, can open it."),
    )
    notes = long(_("what one should know"), required=False)
    available_from = DateField(label=_("ours from"), initial=timezone.localdate)
    available_until = DateField(label=_("ours until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = Municipality.objects.filter(territories__territory__projects__isnull=False).distinct()
        self.fields["municipality"].queryset = towns.order_by("name", "istat_code")  # type: ignore[attr-defined]


class HomeAddForm(HomeFields, PlaceChoiceForm):
    capability = "homes.edit"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["territory"]


class HomeEditForm(HomeFields):
    """The address is not shown: empty leaves it as it is."""

    edits_row = True

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "address": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = _("Empty: the address stays as it is.")

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found if found["address"] else {name: found[name] for name in found if name != "address"}


class HomeFilter(FilterForm):
    """Filters of the homes, and of the search for a free place."""

    kind = forms.ChoiceField(
        label=_("kind of home"), required=False, choices=[("", _("All")), *HomeKind.choices]
    )
    municipality = forms.ModelChoiceField(
        label=_("municipality"), required=False, queryset=Municipality.objects.none(), empty_label=_("All")
    )
    people = forms.IntegerField(
        label=_("free places at least"), required=False, min_value=1, max_value=MOST_PLACES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = Home.objects.visible_to(self.actor).order_by().values("municipality")
        towns = Municipality.objects.filter(pk__in=homes)
        self.fields["municipality"].queryset = towns.order_by("name")  # type: ignore[attr-defined]


class StayForm(ActorForm):
    """Who comes, from when."""

    people = forms.IntegerField(
        label=_("places taken"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
        help_text=_("The person, and those who come along."),
    )
    since = DateField(label=_("lives there since"), initial=timezone.localdate)
    until = DateField(label=_("agreed until"), required=False)
    note = long(_("note"), rows=2, required=False)


class StayBeginForm(StayForm):
    home = forms.ModelChoiceField(label=_("home"), queryset=Home.objects.all())
    field_order = ("home", "people", "since", "until", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.row
        field: Any = self.fields["home"]
        field.queryset = field.queryset.filter(
            organisation=case.organisation_id, project=case.project_id
        ).select_related("municipality")
        field.label_from_instance = lambda home: (
            f"{home.code} · {home.get_kind_display()} · {home.municipality}"
        )


class StayEditForm(StayForm):
    edits_row = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["since"]


class StayEndForm(ActorForm):
    ended_on = DateField(label=_("left on"), initial=timezone.localdate)
    ending = forms.ChoiceField(
        label=_("where the person went"), choices=StayEnding.choices, widget=forms.RadioSelect
    )


class PlacementForm(ActorForm):
    """Where someone works or learns."""

    kind = forms.ChoiceField(
        label=_("kind of placement"), choices=PlacementKind.choices, widget=forms.RadioSelect
    )
    employer = forms.CharField(
        label=_("employer"),
        max_length=300,
        help_text=_("A name as in the directory ties it to its entry there."),
    )
    work = forms.CharField(label=_("what the person does there"), max_length=200, required=False)
    hours = forms.IntegerField(label=_("hours a week"), min_value=1, max_value=MOST_HOURS, required=False)
    allowance = MoneyField(label=_("monthly allowance or pay in euro"), required=False)
    since = DateField(label=_("begins on"), initial=timezone.localdate)
    until = DateField(label=_("planned until"), required=False)
    note = long(_("note"), rows=2, required=False)


class PlacementEditForm(PlacementForm):
    edits_row = True


class PlacementEndForm(ActorForm):
    ended_on = DateField(label=_("ended on"), initial=timezone.localdate)
    outcome = forms.ChoiceField(
        label=_("what came of it"), choices=PlacementOutcome.choices, widget=forms.RadioSelect
    )
    note = long(_("note"), rows=2, required=False)


class PlacementFilter(FilterForm):
    kind = forms.ChoiceField(
        label=_("kind of placement"), required=False, choices=[("", _("All")), *PlacementKind.choices]
    )
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("Under way")), ("ended", _("Ended")), ("all", _("All"))],
    )
