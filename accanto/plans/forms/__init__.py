"""Forms of plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm, DateField
from accanto.core.words import Area, words_of_day
from accanto.network.models import CatalogueAction
from accanto.people.forms import language_choices
from accanto.plans.models import Agreement, Goal, PartyKind, Plan, PlanAction, PlanVersion
from accanto.plans.operations.sketch import of_plan, of_template, templates_of

#: So many of the operator's own plans are offered to begin like, the newest first.
MOST_PLANS = 40


class PlanStartForm(ActorForm):
    language = forms.ChoiceField(
        label=_("the person's language"),
        choices=language_choices,
        help_text=_("The plan prints in Italian and in this language."),
    )
    review_by = DateField(label=_("look at it again by"), required=False)
    template = forms.ChoiceField(
        label=_("begin with"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Goals and actions to begin from: all of it is changed with the person."),
    )
    like = forms.ModelChoiceField(
        label=_("or with the structure of another plan"),
        queryset=Plan.objects.all(),
        required=False,
        help_text=_("Its areas and the project's actions. No words, names or days of the other person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        offered = templates_of(self.row.project)
        own: Any = self.fields["template"]
        own.choices = [("", _("An empty plan")), *offered]
        if not offered:
            del self.fields["template"]
        like: Any = self.fields["like"]
        mine = Plan.objects.visible_to(self.actor, "plans.edit").filter(
            case__project=self.row.project_id, case__operator=self.actor.user_id
        )
        like.queryset = mine.exclude(case=self.row).select_related("case").order_by("-started_on", "-id")
        like.choices = [("", "—"), *((plan.pk, _plan_line(plan)) for plan in like.queryset[:MOST_PLANS])]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("template") and self.cleaned_data.get("like"):
            self.add_error("like", _("Choose a template or another plan, not both."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """Those of `start_plan`."""
        values = super().values()
        template, like = values.pop("template", ""), values.pop("like", None)
        assert isinstance(self.row, Case)
        if like is not None:
            values["sketch"] = of_plan(like)
        elif template:
            values["sketch"] = of_template(self.row.project, template, values["language"])
        return values


def _plan_line(plan: Plan) -> str:
    return f"{plan.case.code} · {words_of_day(plan.started_on)}"


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
        field.choices = [("", "—"), *_by_area(list(offered), area)]

    def place(self) -> tuple[Plan, str]:
        """The plan, and the area whose actions of the project's list come first."""
        goal = self.row.goal if isinstance(self.row, PlanAction) else self.row
        assert isinstance(goal, Goal)
        return goal.plan, goal.area


def _by_area(offered: list[CatalogueAction], first: str) -> list[tuple[str, list[tuple[Any, str]]]]:
    """The project's actions as groups of a list: those of the goal's own area come first."""
    areas = sorted({each.area for each in offered}, key=lambda area: (area != first, Area.values.index(area)))
    return [
        (str(Area(area).label), [(each.pk, str(each)) for each in offered if each.area == area])
        for area in areas
    ]


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
