"""Forms of figures: the filters of a page, and a figure declared by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.words import Gender
from accanto.evaluation.breakdowns import age_label
from accanto.evaluation.sources import DEFAULT_BOUNDS
from accanto.network.models import ExpectedResult, Organisation, Project, Territory

_ALL = ("", _("All"))
#: Days beyond these are slips of the finger, and some of them no clock can tell.
_SENSIBLE = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2100, 1, 1))]


class FigureFilter(FilterForm):
    """By partner, territory, gender, age and period; only what the figure's facts know."""

    partner = forms.ChoiceField(label=_("partner"), required=False)
    territory = forms.ChoiceField(label=_("territory"), required=False)
    gender = forms.ChoiceField(label=_("gender"), required=False, choices=[_ALL, *Gender.choices])
    age = forms.ChoiceField(label=_("age"), required=False)
    start = DateField(label=_("from"), required=False, validators=_SENSIBLE)
    end = DateField(label=_("to"), required=False, validators=_SENSIBLE)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        project: Project,
        dimensions: tuple[str, ...] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        partners = project.partnerships.select_related("organisation").order_by("organisation__name")
        places = project.territories.select_related("territory").order_by("territory__name")
        self.choose("partner", [(str(row.organisation_id), row.organisation.name) for row in partners])
        self.choose("territory", [(str(row.territory_id), row.territory.name) for row in places])
        bounds = tuple(project.definition.get("age_bounds") or DEFAULT_BOUNDS)
        edges = (0, *bounds)
        keys = [f"{low}-{high - 1}" for low, high in zip(edges, bounds, strict=False)] + [f"{edges[-1]}-"]
        self.choose("age", [(key, age_label(key)) for key in keys])
        if dimensions is not None:
            for name in {"partner", "territory", "gender", "age"} - set(dimensions):
                del self.fields[name]

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [_ALL, *choices]


class DeclareForm(ActorForm):
    """How much, when, who, and what shows it."""

    value = forms.DecimalField(label=_("how much"), min_value=0, max_digits=12, decimal_places=2)
    on = DateField(label=_("on"), initial=timezone.localdate)
    organisation = forms.ModelChoiceField(label=_("organisation"), queryset=Organisation.objects.none())
    territory = forms.ModelChoiceField(
        label=_("territory"), queryset=Territory.objects.none(), required=False
    )
    evidence = forms.CharField(
        label=_("evidence"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What shows it: a register, a report, a list of signatures, and where it is kept."),
    )

    def __init__(self, *args: Any, actor: Actor, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, row=row, **kwargs)
        assert isinstance(row, ExpectedResult)
        partners = Organisation.objects.filter(partnerships__project=row.project_id)
        places = Territory.objects.filter(projects__project=row.project_id)
        for name, rows in (("organisation", partners), ("territory", places)):
            field: Any = self.fields[name]
            field.queryset = rows
            field.initial = rows.first() if len(rows) == 1 else None
