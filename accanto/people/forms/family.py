"""Forms about guardians, and about minors at school."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.people.models import GuardianKind, SchoolKind, StepKind, StepState

#: In Italy a school year begins in September.
_SEPTEMBER = 9


def this_school_year() -> int:
    today = timezone.localdate()
    return today.year if today.month >= _SEPTEMBER - 1 else today.year - 1


class GuardianForm(ActorForm):
    """Who stands in law for the person. Name, contact and decree stand sealed."""

    kind = forms.ChoiceField(label=_("kind"), choices=[("", _("Choose…")), *GuardianKind.choices])
    name = forms.CharField(label=_("name"), max_length=200, required=False)
    contact = forms.CharField(label=_("telephone or e-mail"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("e-mail address of their account"),
        required=False,
        help_text=_("Only if they sign in here. They are invited into the plan on the plan's page."),
    )
    decree = forms.CharField(label=_("number of the decree"), max_length=60, required=False)
    decree_on = DateField(label=_("day of the decree"), required=False)
    since = DateField(label=_("since"), initial=timezone.localdate)
    until = DateField(
        label=_("until"),
        required=False,
        help_text=_("For a minor, the day on which they turn 18: Today says so ahead."),
    )


class GuardianEndForm(ActorForm):
    until = DateField(label=_("until"), initial=timezone.localdate)


class SchoolYearForm(ActorForm):
    begins = forms.IntegerField(
        label=_("school year that begins in"), min_value=2000, max_value=2100, initial=this_school_year
    )
    kind = forms.ChoiceField(label=_("school"), choices=[("", _("Choose…")), *SchoolKind.choices])
    school = forms.CharField(label=_("name of the school"), max_length=200, required=False)
    group = forms.CharField(label=_("class"), max_length=40, required=False)


class SchoolYearEditForm(SchoolYearForm):
    edits_row = True
    outcome = forms.CharField(
        label=_("how the year ended"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SchoolStepForm(ActorForm):
    kind = forms.ChoiceField(label=_("what"), choices=StepKind.choices, widget=forms.RadioSelect)
    state = forms.ChoiceField(
        label=_("state"), choices=StepState.choices, widget=forms.RadioSelect, initial=StepState.OPEN
    )
    due_on = DateField(label=_("by"), required=False)
    ended_on = DateField(
        label=_("on"), required=False, help_text=_("The day on which it was done, or turned out impossible.")
    )
    note = forms.CharField(
        label=_("note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SchoolStepEditForm(SchoolStepForm):
    edits_row = True
