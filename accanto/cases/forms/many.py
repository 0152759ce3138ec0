"""Forms of one act on many cases or tasks."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.forms.appointment import TimeField
from accanto.cases.models import AppointmentKind, Case
from accanto.cases.operations.case import operators_of
from accanto.core.forms import ActorForm, DateField


class HandOverManyForm(ActorForm):
    """To whom, and what they should know."""

    operator = forms.ModelChoiceField(label=_("who follows these persons"), queryset=User.objects.none())
    note = forms.CharField(
        label=_("why, and what the next one should know"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def offer(self, cases: Sequence[Case]) -> None:
        """Whoever can follow one of these cases."""
        places = {(row.organisation, row.project) for row in cases}
        users = {user.pk for organisation, project in places for user in operators_of(organisation, project)}
        self.fields["operator"].queryset = User.objects.filter(pk__in=users).order_by("name")  # type: ignore[attr-defined]


class AppointmentManyForm(ActorForm):
    """The same for each; who goes along is said on each one's own page."""

    kind = forms.ChoiceField(label=_("kind"), choices=AppointmentKind.choices, widget=forms.RadioSelect)
    on = DateField(label=_("on"), initial=timezone.localdate)
    at = TimeField(label=_("at"), required=False)
    place = forms.CharField(label=_("where"), max_length=200, required=False)
    note = forms.CharField(
        label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class TasksMoveForm(ActorForm):
    due = DateField(label=_("by"), initial=timezone.localdate)
