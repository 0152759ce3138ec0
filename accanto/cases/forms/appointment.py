"""Forms of appointments and tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.companions import companions
from accanto.cases.models import Appointment, AppointmentKind, Case
from accanto.cases.operations.case import operators_of
from accanto.core.forms import ActorForm, DateField


class TimeField(forms.TimeField):
    """The browser's own picker of hours."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class AppointmentForm(ActorForm):
    """`row` is the case, or the appointment that is corrected."""

    kind = forms.ChoiceField(label=_("kind"), choices=AppointmentKind.choices, widget=forms.RadioSelect)
    on = DateField(label=_("on"), initial=timezone.localdate)
    at = TimeField(label=_("at"), required=False, help_text=_("Leave it empty while the hour is not known."))
    minutes = forms.IntegerField(
        label=_("how long (minutes)"), min_value=5, max_value=720, initial=60, required=False
    )
    place = forms.CharField(label=_("where"), max_length=200, required=False)
    along = forms.ChoiceField(label=_("who goes along"), required=False)
    mediator = forms.CharField(label=_("name of the mediator"), max_length=120, required=False)
    note = forms.CharField(
        label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.row.case if isinstance(self.row, Appointment) else self.row
        assert isinstance(case, Case)
        offered = [(each.key, each.label) for each in companions(self.actor, case)]
        kept = self.row.along_key if isinstance(self.row, Appointment) else ""
        if isinstance(self.row, Appointment) and kept and kept not in dict(offered):
            offered.insert(0, (kept, self.row.along_words))
        self.fields["along"].choices = [("", _("Nobody")), *offered]  # type: ignore[attr-defined]

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 60


class AppointmentEditForm(AppointmentForm):
    edits_row = True

    def initial_of(self, row: Any) -> dict[str, Any]:
        mediator = row.along_name if row.along_key == "mediator" else ""
        return {**super().initial_of(row), "along": row.along_key, "mediator": mediator}


class AppointmentMoveForm(ActorForm):
    edits_row = True
    on = DateField(label=_("on"))
    at = TimeField(label=_("at"), required=False)


class TaskForm(ActorForm):
    what = forms.CharField(
        label=_("what is to be done"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    due = DateField(label=_("by"), initial=timezone.localdate)
    who = forms.ModelChoiceField(label=_("who does it"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Case)
        users = operators_of(self.row.organisation, self.row.project, self.row.territory)
        self.fields["who"].queryset = users.order_by("name")  # type: ignore[attr-defined]
        if users.filter(pk=self.actor.user_id).exists():
            self.fields["who"].initial = self.actor.user_id
