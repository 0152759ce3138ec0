"""Forms of what is said over a plan: a comment, a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.plans.forms.proposal import LONGEST
from accanto.plans.models import Goal, Plan, PlanAction, PlanParty
from accanto.plans.operations.review import Look
from accanto.plans.reading import name_of
from accanto.plans.words import COMMENT_WORDS, HOW, who_word


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class CommentForm(ActorForm):
    """Words at a goal or an action of the plan, or at none."""

    words = forms.CharField(label=COMMENT_WORDS, max_length=LONGEST, widget=_words())
    goal = forms.ModelChoiceField(queryset=Goal.objects.all(), required=False, widget=forms.HiddenInput)
    action = forms.ModelChoiceField(
        queryset=PlanAction.objects.all(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Plan)
        goal: Any = self.fields["goal"]
        action: Any = self.fields["action"]
        goal.queryset = goal.queryset.filter(plan=self.row)
        action.queryset = action.queryset.filter(goal__plan=self.row).select_related("goal")


class PresentField(forms.ModelMultipleChoiceField):
    """Who was there: parties by what they are, with the name of whoever has one that may be said."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: PlanParty) -> str:
        return " · ".join(filter(None, (who_word(obj.kind), name_of(obj))))


class ReviewHoldForm(ActorForm):
    """Goal by goal as they stand in the plan, then all of it; a goal that is not spoken of may stay empty."""

    on = DateField(label=_("day of the review"))
    present = PresentField(label=_("who was there"), queryset=PlanParty.objects.all(), required=False)
    also = forms.CharField(label=_("who else was there"), max_length=200, required=False)
    said = forms.CharField(label=_("what was said"), required=False, max_length=LONGEST, widget=_words())
    decisions = forms.CharField(
        label=_("what was decided"), required=False, max_length=LONGEST, widget=_words()
    )
    review_by = DateField(
        label=_("next look by"), required=False, help_text=_("It stands in the calendar of the case.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Plan)
        present: Any = self.fields["present"]
        present.queryset = present.queryset.filter(plan=self.row, left_on=None).select_related("user")
        self.goals = list(self.row.goals.filter(status=Goal.Status.OPEN).order_by("created_at", "id"))
        for goal in self.goals:
            how, said = _names(goal)
            self.fields[how] = forms.ChoiceField(
                label=_("how it goes"),
                required=False,
                widget=forms.RadioSelect,
                choices=[*HOW.items(), *(each for each in Goal.Status.choices if each[0] != "open")],
            )
            self.fields[said] = forms.CharField(
                label=_("what was said of it"), required=False, max_length=LONGEST, widget=_words(2)
            )
        self.fieldsets = [  # type: ignore[misc]
            (_("Who and when"), ["on", "present", "also"]),
            *((_title(goal), list(_names(goal))) for goal in self.goals),
            (_("All of it"), ["said", "decisions", "review_by"]),
        ]

    def values(self) -> dict[str, Any]:
        """Those of `hold_review`."""
        said = super().values()
        looks = [Look(goal, *(said.pop(name) for name in _names(goal))) for goal in self.goals]
        return {**said, "looks": looks}


def _names(goal: Goal) -> tuple[str, str]:
    return f"how-{goal.pk}", f"said-{goal.pk}"


def _title(goal: Goal) -> str:
    return f"{goal.get_area_display()}: {goal.words[:120]}" if goal.words else str(goal.get_area_display())
