"""Goals of a household."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.core.screens import FormScreen
from accanto.core.words import Area
from accanto.people.models import Household, Person
from accanto.plans.models import FamilyGoal
from accanto.plans.operations.family import add_family_goal, change_family_goal


class FamilyGoalForm(ActorForm):
    area = forms.ChoiceField(label=_("area"), choices=[("", _("Choose…")), *Area.choices])
    words = forms.CharField(
        label=_("what they want, in their words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    steps = forms.CharField(
        label=_("who does what, by when"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    by_date = DateField(label=_("by"), required=False)
    for_members = forms.ModelMultipleChoiceField(
        label=_("for whom"),
        queryset=Person.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked is all of them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        household = (
            self.row.household_id if isinstance(self.row, FamilyGoal) else getattr(self.row, "pk", None)
        )
        living = Person.objects.visible_to(self.actor).filter(
            households__household=household, households__until=None
        )
        self.fields["for_members"].queryset = living  # type: ignore[attr-defined]


class FamilyGoalEditForm(FamilyGoalForm):
    edits_row = True
    status = forms.ChoiceField(label=_("state"), choices=FamilyGoal.Status.choices, widget=forms.RadioSelect)

    def initial_of(self, row: models.Model) -> dict[str, Any]:
        named: Any = row
        return {
            **super().initial_of(row),
            "for_members": list(
                Person.objects.visible_to(self.actor).filter(pk__in=named.members.values("person"))
            ),
        }


class FamilyGoalAddView(FormScreen):
    model = Household
    capability = "plans.edit"
    form_class = FamilyGoalForm
    title = _("A goal of the family")

    def perform(self, form: ActorForm) -> FamilyGoal:
        return add_family_goal(self.actor, household=self.row(), **form.values())


class FamilyGoalEditView(FormScreen):
    model = FamilyGoal
    capability = "plans.edit"
    form_class = FamilyGoalEditForm
    title = _("A goal of the family")

    def perform(self, form: ActorForm) -> FamilyGoal:
        return change_family_goal(self.actor, goal=self.row(), **form.values())
