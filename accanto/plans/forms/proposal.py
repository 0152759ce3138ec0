"""Forms of proposals: what a party writes, and what the operator makes of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.words import Area
from accanto.plans.forms import ActionForm, GoalForm
from accanto.plans.models import Goal, Plan, Proposal
from accanto.plans.words import (
    PROPOSAL_KINDS,
    PROPOSE_AREA,
    PROPOSE_GOAL,
    PROPOSE_WHAT,
    PROPOSE_WORDS,
    PROPOSE_WORDS_HELP,
)

#: Longest proposal, and longest answer.
LONGEST = 2_000


def _in_full() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 3, "dir": "auto"})


class GoalChoice(forms.ModelChoiceField):
    """A goal by its words: two may be of one area."""

    def label_from_instance(self, obj: Goal) -> str:
        return f"{obj.get_area_display()}: {obj.words[:80]}"


class ProposalForm(ActorForm):
    """What someone would like to see in the plan; everything but the words may stay as it is."""

    kind = forms.ChoiceField(
        label=PROPOSE_WHAT, choices=PROPOSAL_KINDS, widget=forms.RadioSelect, initial="goal"
    )
    words = forms.CharField(
        label=PROPOSE_WORDS, help_text=PROPOSE_WORDS_HELP, max_length=LONGEST, widget=_in_full()
    )
    area = forms.ChoiceField(label=PROPOSE_AREA, choices=[("", "—"), *Area.choices], required=False)
    goal = GoalChoice(label=PROPOSE_GOAL, queryset=Goal.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Plan)
        field: Any = self.fields["goal"]
        field.queryset = field.queryset.filter(plan=self.row)


def _kind_word() -> forms.CharField:
    return forms.CharField(
        label=_("a word to who proposed it"), required=False, max_length=LONGEST, widget=_in_full()
    )


class ProposalGoalForm(GoalForm):
    answer = _kind_word()


class ProposalActionForm(ActionForm):
    """An action as always, and the goal that it serves."""

    goal = GoalChoice(
        label=_("towards which goal"),
        queryset=Goal.objects.all(),
        error_messages={"required": _("Choose a goal. If there is none yet, write it first.")},
    )
    answer = _kind_word()
    field_order = ("goal",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["goal"]
        field.queryset = field.queryset.filter(plan=self.place()[0])

    def place(self) -> tuple[Plan, str]:
        assert isinstance(self.row, Proposal)
        return self.row.plan, self.row.goal.area if self.row.goal else self.row.area


class AnswerForm(ActorForm):
    """A remark may be noted; what would be written into the plan is declined here, or taken in elsewhere."""

    taken = forms.TypedChoiceField(
        label=_("what becomes of it"),
        choices=[("no", _("Not now")), ("yes", _("We keep it in mind"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    answer = forms.CharField(
        label=_("a kind word: why, or what else could help"), max_length=LONGEST, widget=_in_full()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Proposal)
        if self.row.kind != "remark":
            del self.fields["taken"]
