"""Forms of plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.core.words import Area
from accanto.network.models import CatalogueAction
from accanto.people.forms import language_choices
from accanto.plans.models import Agreement, Goal, PartyKind, Plan, PlanAction, PlanVersion


class PlanStartForm(ActorForm):
    language = forms.ChoiceField(
        label=_("the person's language"),
        choices=language_choices,
        help_text=_("The plan prints in Italian and in this language."),
    )
    review_by = DateField(label=_("look at it again by"), required=False)


class GoalForm(ActorForm):
    words = forms.CharField(
        label=_("what the person wants, in their words"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    area = forms.ChoiceField(label=_("area"), choices=Area.choices, widget=forms.RadioSelect)
    by = DateField(label=_("by"), required=False)


class GoalEditForm(GoalForm):
    edits_row = True
    status = forms.ChoiceField(label=_("state"), choices=Goal.Status.choices, widget=forms.RadioSelect)


class ActionForm(ActorForm):
    """From the project's list or in free words; who does it, by when."""

    catalogue = forms.ModelChoiceField(
        label=_("from the project's list"), queryset=CatalogueAction.objects.all(), required=False
    )
    text = forms.CharField(label=_("or in other words"), max_length=500, required=False)
    who_kind = forms.ChoiceField(
        label=_("who"), choices=PlanAction.WhoKind.choices, widget=forms.RadioSelect, initial="person"
    )
    who = forms.CharField(
        label=_("which one"),
        max_length=160,
        required=False,
        help_text=_("For example the name of the office."),
    )
    due = DateField(label=_("by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan, area = self.place()
        offered = CatalogueAction.objects.visible_to(self.actor).filter(project=plan.case.project_id)
        field: Any = self.fields["catalogue"]
        field.queryset = offered
        own_area = [each for each in offered if each.area == area]
        others = [each for each in offered if each.area != area]
        field.choices = [("", "—"), *((each.pk, str(each)) for each in [*own_area, *others])]

    def place(self) -> tuple[Plan, str]:
        """The plan, and the area whose actions of the project's list come first."""
        goal = self.row.goal if isinstance(self.row, PlanAction) else self.row
        assert isinstance(goal, Goal)
        return goal.plan, goal.area


class ActionEditForm(ActionForm):
    edits_row = True
    status = forms.ChoiceField(label=_("state"), choices=PlanAction.Status.choices, widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("how it ended"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("What came of it, or why it was not done."),
    )


class ReviewForm(ActorForm):
    edits_row = True
    review_by = DateField(
        label=_("look at it again by"), required=False, help_text=_("Leave it empty to set no day.")
    )


class PlanCloseForm(ActorForm):
    """Nothing to write: only to be sure."""


class PartyForm(ActorForm):
    kind = forms.ChoiceField(
        label=_("who"), choices=[choice for choice in PartyKind.choices if choice[0] != PartyKind.PERSON]
    )
    email = forms.EmailField(label=_("e-mail of their account"), required=False)
    name = forms.CharField(label=_("name, if they have no account"), max_length=160, required=False)


class AgreementForm(ActorForm):
    """That a party signed on paper or said so, to the version that stood on the page."""

    version = forms.ModelChoiceField(
        queryset=PlanVersion.objects.all(),
        widget=forms.HiddenInput,
        error_messages={"required": _("There is no version to agree to yet.")},
    )
    how = forms.ChoiceField(
        label=_("how"),
        choices=[choice for choice in Agreement.How.choices if choice[0] != "screen"],
        widget=forms.RadioSelect,
    )
    agreed_on = DateField(label=_("on"))
