"""Forms of groups, and of a change of tutor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.tutoring.forms import TutoringStartForm
from accanto.tutoring.models import Tutoring, TutorMember
from accanto.tutoring.words import TutoringEnd


class MemberAddForm(ActorForm):
    name = forms.CharField(label=_("name"), max_length=160)
    joined_on = DateField(label=_("in the group since"), initial=timezone.localdate)


class MemberLeaveForm(ActorForm):
    left_on = DateField(label=_("left on"), initial=timezone.localdate)


class MemberAccountForm(ActorForm):
    email = forms.EmailField(
        label=_("e-mail address of the account"),
        required=False,
        help_text=_("Of someone whom your organisation invited as a tutor. Empty: no account."),
    )


class BesideForm(ActorForm):
    """Who of the group stands beside this person."""

    member = forms.ModelChoiceField(
        label=_("who of the group"), queryset=TutorMember.objects.all(), widget=forms.RadioSelect
    )
    from_on = DateField(label=_("from"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Tutoring)
        field: Any = self.fields["member"]
        field.empty_label = None
        field.queryset = field.queryset.filter(tutor=self.row.tutor_id, left_on=None)
        field.label_from_instance = lambda member: member.name


class TutorChangeForm(TutoringStartForm):
    """Another tutor beside the same person: how it ended with the first, and who comes."""

    end = forms.ChoiceField(
        label=_("how it ended with the tutor of before"),
        choices=[each for each in TutoringEnd.choices if each[0] != TutoringEnd.GOES_ON],
        widget=forms.RadioSelect,
        initial=TutoringEnd.TUTOR,
    )
    what_remains = forms.CharField(
        label=_("what remains"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    made_elsewhere = None  # type: ignore[assignment]
