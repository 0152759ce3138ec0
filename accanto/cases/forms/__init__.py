"""Forms of cases."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.asked import CLOSURE, NEED, SITUATION
from accanto.cases.forms.asked import AskedForm, initial_answers
from accanto.cases.models import (
    Case,
    CaseOutcome,
    DigitalLevel,
    HousingStatus,
    LabourStatus,
    Mobility,
    Need,
    ReferralOutcome,
    SituationMoment,
    SocialTies,
    Urgency,
)
from accanto.cases.operations.case import colleagues_of, operators_of
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.words import Area, LanguageLevel
from accanto.directory.models import Service
from accanto.people.forms import PlaceChoiceForm


def coded(label: Any, choices: Any) -> forms.ChoiceField:
    """A coded fact with all its words in sight."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, initial="unknown")


class CaseOpenForm(PlaceChoiceForm):
    """Where a person is taken on, and who follows them."""

    capability = "cases.open"
    operator = forms.ModelChoiceField(
        label=_("who follows the person"),
        queryset=User.objects.none(),
        help_text=_("They will see the name and be told of what is due."),
    )
    opened_on = DateField(label=_("opened on"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [
            (organisation, project)
            for organisation in self.fields["organisation"].queryset  # type: ignore[attr-defined]
            for project in self.fields["project"].queryset  # type: ignore[attr-defined]
        ]
        users = {user.pk for organisation, project in places for user in operators_of(organisation, project)}
        self.fields["operator"].queryset = User.objects.filter(pk__in=users).order_by("name")  # type: ignore[attr-defined]
        if self.actor.user_id in users:
            self.fields["operator"].initial = self.actor.user_id


class NeedForm(AskedForm):
    place = NEED
    area = forms.ChoiceField(label=_("area"), choices=Area.choices, widget=forms.RadioSelect)
    urgency = forms.ChoiceField(
        label=_("how urgent"), choices=Urgency.choices, widget=forms.RadioSelect, initial=Urgency.SOON
    )
    voice = forms.ChoiceField(
        label=_("who says so"), choices=Need.Voice.choices, widget=forms.RadioSelect, initial=Need.Voice.SAID
    )
    words = forms.CharField(
        label=_("in their words"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class SituationForm(AskedForm):
    """The coded picture. "Not recorded" is an answer too."""

    place = SITUATION
    moment = forms.ChoiceField(label=_("when"), choices=SituationMoment.choices, widget=forms.RadioSelect)
    on = DateField(label=_("on"), initial=timezone.localdate)
    labour = coded(_("work"), LabourStatus.choices)
    housing = coded(_("home"), HousingStatus.choices)
    mobility = coded(_("getting around"), Mobility.choices)
    italian = coded(_("Italian"), LanguageLevel.choices)
    ties = coded(_("social ties"), SocialTies.choices)
    digital = coded(_("digital skills"), DigitalLevel.choices)


class ReferralForm(ActorForm):
    """To which service, for which need; with the answer, when it is known already."""

    service = forms.ModelChoiceField(label=_("service"), queryset=Service.objects.filter(status="active"))
    need = forms.ModelChoiceField(label=_("for the need"), queryset=Need.objects.all(), required=False)
    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    outcome = forms.ChoiceField(
        label=_("answer"),
        choices=ReferralOutcome.choices,
        widget=forms.RadioSelect,
        initial=ReferralOutcome.WAITING,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        self.fields["need"].queryset = self.row.needs.filter(status=Need.Status.OPEN)  # type: ignore[attr-defined]

    def offer(self, services: Iterable[Service]) -> None:
        """List these, and the one chosen already: a directory of thousands is no list to choose from.

        Any open service in the actor's sight may be sent all the same.
        """
        field: Any = self.fields["service"]
        listed = {str(service.pk): str(service) for service in services}
        chosen = str(self["service"].value() or "")
        if chosen and chosen not in listed:
            with suppress(ValidationError):  # said at the field when the form is checked
                listed[chosen] = str(field.to_python(chosen))
        field.widget.choices = [("", _("Choose…")), *listed.items()]


class CaseCloseForm(AskedForm):
    edits_row = True
    place = CLOSURE
    closed_on = DateField(label=_("closed on"), initial=timezone.localdate)
    outcome = forms.ChoiceField(
        label=_("how it ended"), choices=CaseOutcome.choices, widget=forms.RadioSelect
    )
    closing_note = forms.CharField(
        label=_("what remains, in words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {"closed_on": timezone.localdate(), **initial_answers(row)}


class OperatorForm(ActorForm):
    """To whom a case is handed."""

    operator = forms.ModelChoiceField(label=_("who follows the person"), queryset=User.objects.none())
    note = forms.CharField(
        label=_("why, and what the next one should know"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        users = operators_of(self.row.organisation, self.row.project, self.row.territory)
        self.fields["operator"].queryset = users.exclude(pk=self.row.operator_id)  # type: ignore[attr-defined]


class CaseFilterForm(FilterForm):
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("Open")), ("closed", _("Closed")), ("all", _("All"))],
    )
    area = forms.ChoiceField(label=_("need"), required=False, choices=[("", _("All areas")), *Area.choices])
    operator = forms.ModelChoiceField(
        label=_("followed by"), required=False, queryset=User.objects.none(), empty_label=_("Anyone")
    )
    mine = forms.BooleanField(label=_("followed by me"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operator"].queryset = colleagues_of(self.actor)  # type: ignore[attr-defined]


class IncomingFilterForm(FilterForm):
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("Waiting for an answer")), ("answered", _("Answered")), ("all", _("All"))],
    )
