"""Forms of the shared page of a tutor and the person beside whom they stand: few fields, plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.tutoring.beside import names_of
from accanto.tutoring.models import Contact, Proposal, SharedWord, Tutoring
from accanto.tutoring.operations.side import side_of
from accanto.tutoring.words import BegunBy, ContactKind, Side, WordKind

#: Longest text of one word, and of a place or a name.
LONGEST, SHORT = 4_000, 200


def _text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **more)


def _line(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=SHORT, required=False, widget=widget, **more)


class TimeField(forms.TimeField):
    """The browser's own clock; hours and minutes."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class OfTheTwoForm(ActorForm):
    """A form of one of the two; the row is their tie, or stands below it."""

    tie: Tutoring

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs.get("row")
        self.tie = row if isinstance(row, Tutoring) else row.tutoring  # type: ignore[union-attr]
        super().__init__(*args, **kwargs)


class ContactFields(OfTheTwoForm):
    """How the two were in touch, who began, and of a group who was there."""

    kind = forms.ChoiceField(label=_("how"), choices=ContactKind.choices, widget=forms.RadioSelect)
    begun_by = forms.ChoiceField(label=_("who began"), required=False, widget=forms.RadioSelect)
    members = forms.MultipleChoiceField(
        label=_("who of the group was there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = _text(_("a few words, if you like"), 2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun: Any = self.fields["begun_by"]
        begun.choices = begun_choices(self.tie, side_of(self.tie, self.actor.user_id))
        group: Any = self.fields["members"]
        group.choices = _members(self.tie)
        if not group.choices:
            del self.fields["members"]

    def clean_begun_by(self) -> str:
        return str(self.cleaned_data.get("begun_by") or BegunBy.UNKNOWN)


def begun_choices(tie: Tutoring, side: Side | None) -> list[tuple[str, Any]]:
    """Who may have begun, in the words of the reader."""
    if side is None:
        return list(BegunBy.choices)
    return [
        (side.value, _("Me")),
        (side.other.value, names_of(tie)[side.other]),
        (BegunBy.BOTH.value, BegunBy.BOTH.label),
    ]


def _members(tie: Tutoring) -> list[tuple[str, str]]:
    return [(str(member.pk), member.name) for member in tie.tutor.members.filter(left_on=None)]


class ContactLogForm(ContactFields):
    """In two taps: how, and today. Or yesterday, or another day."""

    DAYS: ClassVar = [("today", _("Today")), ("yesterday", _("Yesterday")), ("other", _("Another day"))]

    day = forms.ChoiceField(label=_("when"), choices=DAYS, widget=forms.RadioSelect, initial="today")
    on = DateField(label=_("which day"), required=False, help_text=_("Only for another day."))
    field_order = ("kind", "day", "on", "begun_by", "members", "note")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen, today = values.pop("day", ""), timezone.localdate()
        if chosen == "other":
            if not values.get("on") and "on" not in self.errors:
                self.add_error("on", _("Choose the day."))
        else:
            values["on"] = today - timedelta(days=1) if chosen == "yesterday" else today
        return values


class ContactAmendForm(ContactFields):
    """How it really was."""

    edits_row = True
    on = DateField(label=_("which day"))
    field_order = ("kind", "on", "begun_by", "members", "note")

    def initial_of(self, row: Any) -> dict[str, Any]:
        assert isinstance(row, Contact)
        names = ("kind", "on", "begun_by", "members", "note")
        return {name: getattr(row, name) for name in names}


class ProposalForm(OfTheTwoForm):
    what = _text(_("what shall we do?"), 2)
    on = DateField(label=_("which day"))
    at = TimeField(label=_("what time"), required=False)
    place = _line(_("where"))


class ProposalChangeForm(ProposalForm):
    edits_row = True


class ProposalMoveForm(OfTheTwoForm):
    """Another day."""

    edits_row = True
    on = DateField(label=_("which day"))
    at = TimeField(label=_("what time"), required=False)
    answer = _line(_("a few words, if you like"))

    def initial_of(self, row: Any) -> dict[str, Any]:
        assert isinstance(row, Proposal)
        return {"on": row.on, "at": row.at}


class WordForm(OfTheTwoForm):
    """News, what one likes, a place, a story."""

    KINDS: ClassVar = [each for each in WordKind.choices if each[0] != WordKind.ANSWER]

    kind = forms.ChoiceField(label=_("what is it?"), choices=KINDS, widget=forms.RadioSelect, initial="news")
    text = _text(_("your words"))
    place = _line(_("where"), help_text=_("If it is about a place."))


class WordChangeForm(OfTheTwoForm):
    edits_row = True
    text = _text(_("your words"))
    place = _line(_("where"), help_text=_("If it is about a place."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, SharedWord)
        if self.row.kind == WordKind.ANSWER:
            del self.fields["place"]


class AnswerForm(OfTheTwoForm):
    text = _text(_("your answer"), 2)


class CallMeForm(OfTheTwoForm):
    called = _line(
        _("how shall the other one call you?"),
        help_text=_("Your first name, or any name you like. Leave it empty if you prefer no name."),
    )


class PauseForm(OfTheTwoForm):
    starts_on = DateField(label=_("from"), initial=timezone.localdate)
    ends_on = DateField(
        label=_("until"), required=False, help_text=_("Leave it empty if you do not know yet.")
    )


class PrivateForm(OfTheTwoForm):
    text = _text(_("your words to the organisation"), 5)


class LeaveForm(OfTheTwoForm):
    text = _text(
        _("do you want to say something to the organisation?"),
        3,
        required=False,
        help_text=_("You need not say why."),
    )


class CalendarForm(ActorForm):
    with_place = forms.BooleanField(label=_("show the place too"), required=False)
