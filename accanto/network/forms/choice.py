"""In which organisation, project and territory something is written down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import NotAllowed
from accanto.core.forms import ActorForm
from accanto.network.models import Organisation, Project, Territory


class PlaceChoiceForm(ActorForm):
    """In which organisation and project something is recorded; asked only when there is a choice."""

    organisation = forms.ModelChoiceField(label=_("organisation"), queryset=Organisation.objects.all())
    project = forms.ModelChoiceField(label=_("project"), queryset=Project.objects.all())
    territory = forms.ModelChoiceField(label=_("territory"), queryset=Territory.objects.all(), required=False)
    capability = "people.add"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.actor.organisations(self.capability)  # type: ignore[attr-defined]
        organisations = Organisation.objects.filter(pk__in=mine)
        projects = self.fields["project"].queryset.filter(partnerships__organisation__in=mine).distinct()  # type: ignore[attr-defined]
        within = self.actor.projects(self.capability)  # type: ignore[attr-defined]
        if within:
            projects = projects.filter(pk__in=within)
        territories = Territory.objects.filter(projects__project__in=projects.values("pk")).distinct()
        for name, queryset in (
            ("organisation", organisations),
            ("project", projects),
            ("territory", territories),
        ):
            field = self.fields[name]
            field.queryset = queryset  # type: ignore[attr-defined]
            only = list(queryset[:2])
            if len(only) == 1:
                field.initial = only[0].pk
                field.widget = forms.HiddenInput()
            elif not only:
                field.widget = forms.HiddenInput()

    def clean_territory(self) -> Territory | None:
        """Whoever works in one territory records nothing in another, nor in one that is not the project's."""
        place = {name: self.cleaned_data.get(name) for name in ("organisation", "project", "territory")}
        territory: Territory | None = place["territory"]
        if territory is None or None in place.values():
            return territory
        if not place["project"].territories.filter(territory=territory).exists():  # type: ignore[union-attr]
            raise ValidationError(_("The project does not work in this territory."))
        try:
            self.actor.require(self.capability, **place)
        except NotAllowed as error:
            raise ValidationError(_("You do not work in this territory.")) from error
        return territory
