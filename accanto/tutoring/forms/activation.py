"""Forms of the activation: talk, hours, checks, pause, goodbye, suspension."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.cases.operations.case import operators_of
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.network.models import Organisation, Project, Territory
from accanto.tutoring.checks import Known, asked_of
from accanto.tutoring.funnel import WAITING
from accanto.tutoring.models import AskedCheck, Interview, InterviewOutcome, Tutor, TutorLeft
from accanto.tutoring.modules import heard
from accanto.tutoring.steps import Step

_OTHER = "other"


def _text(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, required=required, widget=widget, max_length=4000, help_text=help_text
    )


class TimeInput(forms.TimeInput):
    input_type = "time"


class TalkForm(ActorForm):
    """When, where and with whom the first talk is. `row` is the tutor, or the talk that is moved."""

    day = DateField(label=_("day"))
    time = forms.TimeField(label=_("time"), widget=TimeInput(format="%H:%M"))
    place = forms.CharField(
        label=_("place"),
        max_length=200,
        required=False,
        help_text=_("An office, a bar, their home, a call: where they feel well."),
    )
    who = forms.ModelChoiceField(label=_("who talks with them"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tutor = self.row if isinstance(self.row, Tutor) else getattr(self.row, "tutor", None)
        assert isinstance(tutor, Tutor)
        field: Any = self.fields["who"]
        people = operators_of(tutor.organisation, tutor.project, tutor.territory)
        field.queryset = people.order_by("name")
        field.initial = self.actor.user_id

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate() + timedelta(days=366):
            raise ValidationError(_("A talk is fixed within a year."))
        if day < timezone.localdate() - timedelta(days=366):
            raise ValidationError(_("This day is long past."))
        return day

    def values(self) -> dict[str, Any]:
        values = super().values()
        at = datetime.combine(values.pop("day"), values.pop("time"))
        return {"at": timezone.make_aware(at), **values}


class TalkMoveForm(TalkForm):
    edits_row = True

    def initial_of(self, row: Any) -> dict[str, Any]:
        assert isinstance(row, Interview)
        at = timezone.localtime(row.at)
        return {"day": at.date(), "time": at.time(), "place": row.place, "who": row.who_id}


class TalkRecordForm(ActorForm):
    """How the first talk went."""

    outcome = forms.ChoiceField(
        label=_("outcome"), choices=InterviewOutcome.choices, widget=forms.RadioSelect
    )
    held_on = DateField(label=_("on"), initial=timezone.localdate)
    notes = _text(_("notes"), help_text=_("Sealed: only your organisation reads them."))
    back_on = DateField(
        label=_("not now: when to ask again"), required=False, help_text=_("Empty: until they say so.")
    )
    words = _text(
        _("not suitable: the words with which you say it"),
        help_text=_(
            "For example: thank you for your time and your trust. At present we do not see how to begin together; "
            "there are other ways to be near, and we gladly tell you of them."
        ),
    )


class HoursForm(ActorForm):
    """Hours of training. `row` is the tutor, whose project names the modules."""

    module = forms.ChoiceField(label=_("module"), required=False)
    on = DateField(label=_("on"), initial=timezone.localdate)
    what = forms.CharField(
        label=_("what"), max_length=160, required=False, help_text=_("The course, the evening.")
    )
    taught_by = forms.CharField(
        label=_("taught by"), max_length=120, required=False, help_text=_("Who, or which organisation.")
    )
    hours = forms.DecimalField(
        label=_("hours"), min_value=Decimal("0.5"), max_value=24, max_digits=4, decimal_places=1, initial=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Tutor)
        field: Any = self.fields["module"]
        of_it = heard(self.row.project, self.row.trainings.all())
        if not of_it:
            del self.fields["module"]
            self.fields["what"].required = True
            return
        field.choices = [
            *((each.module.key, each.module.text) for each in of_it), ("", _("Something else"))
        ]  # fmt: skip
        field.initial = next((each.module.key for each in of_it if not each.is_done), "")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("module") and not values.get("what") and not self.errors:
            self.add_error("what", _("Write what it was."))
        return values


class CheckForm(ActorForm):
    """What was seen. The document itself is never kept."""

    key = forms.ChoiceField(label=_("what was seen"), widget=forms.RadioSelect)
    other = forms.CharField(label=_("if something else: what"), max_length=80, required=False)
    seen_on = DateField(label=_("seen on"), initial=timezone.localdate)
    valid_until = DateField(
        label=_("valid until"), required=False, help_text=_("Empty where it does not lapse.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Tutor)
        choices = {each.key: each.text for each in asked_of(self.actor, self.row)}
        choices = {**choices, **{key: str(label) for key, label in Known.choices if key not in choices}}
        field: Any = self.fields["key"]
        field.choices = [*choices.items(), (_OTHER, _("Something else"))]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("key") == _OTHER and not values.get("other") and "other" not in self.errors:
            self.add_error("other", _("Write what was seen."))
        return values

    def values(self) -> dict[str, Any]:
        values = super().values()
        other = values.pop("other")
        return {**values, "key": other if values["key"] == _OTHER else values["key"]}


class DatesForm(ActorForm):
    """Dates noted by hand, where they stand otherwise than talks and hours say."""

    edits_row = True
    interviewed_on = DateField(label=_("first talk on"), required=False)
    trained_on = DateField(label=_("training complete on"), required=False)
    why = _text(_("why"), required=True, help_text=_("Kept sealed with the dates."))


class PauseForm(ActorForm):
    until = DateField(
        label=_("until"),
        required=False,
        help_text=_("On this day they come back by themselves. Empty: until they say so."),
    )


class LeaveForm(ActorForm):
    because = forms.ChoiceField(
        label=_("why"),
        choices=[each for each in TutorLeft.choices if each[0] != TutorLeft.SUSPENDED],
        widget=forms.RadioSelect,
        initial=TutorLeft.WITHDREW,
    )
    words = _text(_("words said at the end"), help_text=_("A thank you is remembered. Kept sealed."))


class SuspendForm(ActorForm):
    why = _text(_("why"), required=True, help_text=_("Kept sealed: only your organisation reads it."))


class SuspensionEndForm(ActorForm):
    words = _text(_("words said at the end"), help_text=_("Kept sealed."))


class AskedForm(ActorForm):
    """What an organisation asks of its tutors."""

    organisation = forms.ModelChoiceField(label=_("organisation"), queryset=Organisation.objects.none())
    known = forms.MultipleChoiceField(
        label=_("asked of every tutor"),
        choices=Known.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = _text(_("others, one a line"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.actor.organisations("tutors.rules")  # type: ignore[attr-defined]
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=mine).order_by("name")
        chosen = field.queryset.filter(pk=self.initial["organisation"]).first() if self._named() else None
        chosen = chosen or field.queryset.first()
        if len(mine) == 1:
            field.widget = forms.HiddenInput()
        if chosen is not None:
            rows = AskedCheck.objects.visible_to(self.actor).filter(organisation=chosen)
            keys = [row.key for row in rows]
            field.initial = self.initial["organisation"] = chosen.pk
            self.initial["known"] = [key for key in keys if key in Known.values]
            self.initial["others"] = "\n".join(key for key in keys if key not in Known.values)

    def _named(self) -> bool:
        try:
            forms.UUIDField().clean(self.initial.get("organisation"))
        except ValidationError:
            return False
        return True

    def clean_others(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if any(len(name) > 80 for name in names):
            raise ValidationError(_("A name has at most 80 characters."))
        if len(names) > 20:
            raise ValidationError(_("At most twenty: what is asked of everyone must be bearable."))
        return names


class FunnelForm(FilterForm):
    project = forms.ModelChoiceField(
        label=_("project"), queryset=Project.objects.all(), required=False, empty_label=_("All")
    )
    territory = forms.ModelChoiceField(
        label=_("territory"), queryset=Territory.objects.all(), required=False, empty_label=_("All")
    )
    step = forms.ChoiceField(
        label=_("step"),
        required=False,
        choices=[("", _("All")), *((step.value, step.label) for step in Step if step in WAITING)],
    )
    since = DateField(label=_("where people are lost: since"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects: Any = self.fields["project"]
        territories: Any = self.fields["territory"]
        held = projects.queryset.values("pk")
        territories.queryset = (
            Territory.objects.filter(Q(projects__project__in=held)).distinct().order_by("name")
        )
