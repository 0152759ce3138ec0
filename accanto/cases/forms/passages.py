"""Forms by which a case changes hands or is seen by others."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.models import Case, IncomingTransfer, ReferralOutcome, ShareRole, TransferState
from accanto.cases.operations.case import operators_of
from accanto.cases.operations.ground import standing_consent
from accanto.cases.operations.referral_link import LONGEST
from accanto.cases.operations.transfer import receivers_of
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.core.words import words_of_day
from accanto.network.models import Organisation
from accanto.people.models import Channel


def _words(label: Any, help_text: Any = "", rows: int = 3, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=area)


class GroundForm(ActorForm):
    """The person's consent, or the reason why it is done without. The row itself refuses one that has neither."""

    agrees = forms.BooleanField(
        label=_("the person agrees: they know to whom, and what goes along"), required=False
    )
    channel = forms.ChoiceField(
        label=_("how they said so"), choices=Channel.choices, required=False, initial=Channel.values[0]
    )
    reason = _words(
        _("without consent, because"), _("Only where nobody could ask the person."), 2, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        consent = standing_consent(self.row)
        if consent is not None:
            self.fields["agrees"].help_text = _("A consent to share is on record, of %(day)s.") % {
                "day": words_of_day(consent.given_on)
            }


class TransferForm(GroundForm):
    """To whom a case is offered, and what they should know before they answer."""

    receiver = forms.ModelChoiceField(label=_("to which organisation"), queryset=Organisation.objects.none())
    words = _words(
        _("what they should know"),
        _("They read this before they answer, without the name: why you ask them, what is urgent."),
    )
    fieldsets: ClassVar = [
        (_("The offer"), ["receiver", "words"]),
        (_("On what ground"), ["agrees", "channel", "reason"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        self.fields["receiver"].queryset = receivers_of(self.row)  # type: ignore[attr-defined]


class TransferDeclineForm(ActorForm):
    answer = _words(_("why not"), _("Whoever offered the case reads this, and looks elsewhere."))


class TransferAcceptForm(ActorForm):
    """Who follows the person from now."""

    operator = forms.ModelChoiceField(label=_("who follows the person"), queryset=User.objects.none())
    answer = _words(_("a word to whoever offered the case"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, IncomingTransfer)
        users = operators_of(self.row.receiver, self.row.case.project)
        field: Any = self.fields["operator"]
        field.queryset = users
        if users.filter(pk=self.actor.user_id).exists():
            field.initial = self.actor.user_id


class ShareForm(GroundForm):
    """Who sees a case, how much of it, until when."""

    organisation = forms.ModelChoiceField(
        label=_("with which organisation"), queryset=Organisation.objects.none()
    )
    user = forms.ModelChoiceField(
        label=_("with one person there"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("All who follow cases there"),
    )
    role = forms.ChoiceField(
        label=_("what they see"), choices=ShareRole.choices, widget=forms.RadioSelect, initial=ShareRole.READ
    )
    until = DateField(label=_("until"))
    words = _words(_("what it is for"), rows=2, required=False)
    fieldsets: ClassVar = [
        (_("With whom"), ["organisation", "user", "role", "until", "words"]),
        (_("On what ground"), ["agrees", "channel", "reason"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        others = list(receivers_of(self.row))
        users = {user.pk for each in others for user in operators_of(each, self.row.project)}
        self.fields["organisation"].queryset = receivers_of(self.row)  # type: ignore[attr-defined]
        self.fields["user"].queryset = User.objects.filter(pk__in=users).order_by("name")  # type: ignore[attr-defined]


class ReopenForm(ActorForm):
    """Why a case is opened again, and who follows it: the one of before may have left."""

    operator = forms.ModelChoiceField(label=_("who follows the person"), queryset=User.objects.none())
    reason = forms.CharField(label=_("why it is opened again"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        field: Any = self.fields["operator"]
        field.queryset = operators_of(self.row.organisation, self.row.project, self.row.territory)
        if field.queryset.filter(pk=self.row.operator_id).exists():
            field.initial = self.row.operator_id


class ReferralLinkForm(ActorForm):
    """What the service is asked, and how the link gets there."""

    asked = _words(_("what you ask of the service"), _("No name and no address here: the code is enough."))
    to = forms.EmailField(
        label=_("send it to"), required=False, help_text=_("Left empty, the link is shown to you once.")
    )
    with_name = forms.BooleanField(
        label=_("tell the person's name: they agreed that it is shared"), required=False
    )


class ReferralAnswerForm(ActorForm):
    """What came of it, in the service's words."""

    outcome = forms.ChoiceField(
        label=_("what came of it"),
        choices=[
            (ReferralOutcome.CAME, _("The person came")),
            (ReferralOutcome.NOT_GONE, _("The person did not come")),
            (ReferralOutcome.TAKEN_ON, _("We have taken the person on")),
            (ReferralOutcome.FULL, _("We have no place")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("anything to add"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class TransferFilterForm(FilterForm):
    state = forms.ChoiceField(
        label=_("state"), required=False, choices=[("", _("All")), *TransferState.choices]
    )
