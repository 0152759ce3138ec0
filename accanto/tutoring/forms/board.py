"""Forms of the matching board: looking for a tutor, deciding on a pair, asking what would be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.words import Area
from accanto.network.models import Project, Territory
from accanto.people.forms import language_choices
from accanto.people.models import Channel
from accanto.tutoring.models import HowAlone, RefusalReason, Tutor
from accanto.tutoring.operations.request import alone_of, has_agreed
from accanto.tutoring.problem_of import ready_tutors
from accanto.tutoring.saying import wish_choices
from accanto.tutoring.words import interest_choices, time_choices

#: Which part of the board is shown.
SHOWN = [
    ("", _("All who wait")),
    ("nobody", _("Without anyone")),
    ("held", _("Held")),
    ("proposed", _("Proposed")),
]
#: Tutors in a list to choose from; where there are more, one writes the code.
MOST_LISTED = 300


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class RequestFields(ActorForm):
    """What a tutor is looked for with. Languages and needs are read where they are kept."""

    asked_on = DateField(label=_("waits since"), initial=timezone.localdate)
    alone = forms.TypedChoiceField(
        label=_("how alone"), choices=HowAlone.choices, coerce=int, widget=forms.RadioSelect
    )
    times = _many(_("free times"), time_choices, _("Nothing chosen: nobody asked yet."))
    interests = _many(_("interests"), interest_choices)
    wishes = _many(_("wishes a tutor who is"), wish_choices, _("Nothing chosen: anyone."))
    musts = _many(
        _("a tutor must help with"),
        Area.choices,
        _("Only what the person cannot do without: each choice leaves fewer tutors."),
    )
    note = forms.CharField(
        label=_("note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class RequestAddForm(RequestFields):
    agrees = forms.BooleanField(
        label=_("The person agrees to be introduced to a tutor"),
        required=False,
        help_text=_("Recorded as a consent, which can be withdrawn at any time."),
    )
    channel = forms.ChoiceField(label=_("how they said so"), choices=Channel.choices, initial=Channel.SPOKEN)
    field_order = ("agrees", "channel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        self.fields["alone"].initial = alone_of(self.row)
        if has_agreed(self.actor, self.row):
            del self.fields["agrees"], self.fields["channel"]


class RequestEditForm(RequestFields):
    edits_row = True


class RequestWithdrawForm(ActorForm):
    """Nothing is asked: nobody need say why."""


class DecisionForm(ActorForm):
    """On a pair. `board` is the digest of the board that was looked at."""

    tutor = forms.ModelChoiceField(
        label=_("tutor"), queryset=Tutor.objects.all(), widget=forms.HiddenInput,
        error_messages={"required": _("Choose a tutor first."), "invalid_choice": _("This tutor is not here any more.")},
    )  # fmt: skip
    board = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class HoldForm(DecisionForm):
    pass


class RefuseForm(DecisionForm):
    reason = forms.ChoiceField(label=_("why not"), choices=RefusalReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("in words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ReleaseForm(ActorForm):
    board = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class IntroduceForm(ActorForm):
    introduced_on = DateField(label=_("introduced on"), initial=timezone.localdate)
    exception = forms.CharField(
        label=_("why all the same, if something is still missing"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class BoardFilterForm(FilterForm):
    show = forms.ChoiceField(label=_("show"), required=False, choices=SHOWN)


class WhatIfForm(FilterForm):
    """A change to try on. Which fields count depends on what is asked."""

    what = forms.ChoiceField(
        label=_("what if"),
        required=False,
        choices=[
            ("places", _("a tutor had more or fewer places")),
            ("pause", _("a tutor had a pause")),
            ("new", _("a new tutor came")),
        ],
    )
    tutor = forms.ModelChoiceField(label=_("tutor"), required=False, queryset=Tutor.objects.none())
    places = forms.IntegerField(
        label=_("places of the tutor"), required=False, min_value=0, max_value=20, initial=1
    )
    territory = forms.ModelChoiceField(
        label=_("territory of the new tutor"), required=False, queryset=Territory.objects.none()
    )
    language = forms.ChoiceField(
        label=_("language of the new tutor"), required=False, choices=language_choices
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tutor: Any = self.fields["tutor"]
        ready = ready_tutors(self.actor, project).order_by().values("pk")
        tutor.queryset = (
            Tutor.objects.visible_to(self.actor, "tutors.see").filter(pk__in=ready).order_by("code")
        )
        listed = [(str(row.pk), f"{row.name} ({row.code})") for row in tutor.queryset[:MOST_LISTED]]
        tutor.choices = [("", "—"), *listed]  # any of them is taken, though so many are listed
        territory: Any = self.fields["territory"]
        territory.queryset = Territory.objects.filter(projects__project=project).order_by("name")
