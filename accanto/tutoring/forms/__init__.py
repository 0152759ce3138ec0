"""Forms of tutors and tutorings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm, DateField, FilterForm
from accanto.people.forms import PlaceChoiceForm, language_choices
from accanto.tutoring.models import Tutor
from accanto.tutoring.monitoring.words import Rhythm
from accanto.tutoring.steps import may_be_asked
from accanto.tutoring.words import BegunBy, ContactKind, TutoringEnd, TutorKind


class TutorFields(ActorForm):
    """What is kept of a tutor."""

    name = forms.CharField(label=_("name of the tutor or group"), max_length=160)
    kind = forms.ChoiceField(label=_("kind"), choices=TutorKind.choices)
    contact_person = forms.CharField(label=_("contact person of the group"), max_length=160, required=False)
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("e-mail address"), required=False)
    languages = forms.MultipleChoiceField(label=_("languages"), required=False, choices=language_choices)
    capacity = forms.IntegerField(
        label=_("how many they can stand beside"), min_value=1, max_value=20, initial=1
    )
    available_on = DateField(label=_("available since"), initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        group = values.get("kind") not in (TutorKind.CITIZEN, TutorKind.FAMILY, None)
        if group and not values.get("contact_person") and "contact_person" not in self.errors:
            self.add_error("contact_person", _("A group has a contact person: write who."))
        return values


class TutorAddForm(TutorFields, PlaceChoiceForm):
    capability = "tutors.edit"
    field_order = ("name", "kind", "contact_person")


class TutorEditForm(TutorFields):
    """Contacts and capacity: talk, training and pause have their own screens."""

    edits_row = True


class TutoringStartForm(ActorForm):
    """Whom to introduce: tutors with room, those who were met and trained first."""

    tutor = forms.ModelChoiceField(label=_("tutor"), queryset=Tutor.objects.all())
    introduced_on = DateField(label=_("introduced on"), initial=timezone.localdate)
    both_said_yes = forms.BooleanField(label=_("both said yes"), required=False)
    made_elsewhere = forms.BooleanField(
        label=_("a pair already made elsewhere"),
        required=False,
        help_text=_("They knew each other before: no talk or training is asked, but say how they met."),
    )
    exception = forms.CharField(
        label=_("why without first talk, training or a check; how they met"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tutor"]
        ties = Count("tutorings", filter=Q(tutorings__ended_on=None))
        case = self.row if isinstance(self.row, Case) else getattr(self.row, "case", None)
        assert isinstance(case, Case)
        asked = field.queryset.filter(may_be_asked(timezone.localdate()), project=case.project_id)
        free = asked.annotate(ties=ties).filter(ties__lt=F("capacity"))
        field.queryset = free.order_by(F("trained_on").asc(nulls_last=True), "available_on")
        field.label_from_instance = lambda tutor: (
            f"{tutor.name} · {tutor.get_kind_display()}"
            + ("" if tutor.trained_on else f" ({_('not trained yet')})")
        )


class ContactForm(ActorForm):
    kind = forms.ChoiceField(
        label=_("how"), choices=ContactKind.choices, widget=forms.RadioSelect, initial="telephone"
    )
    on = DateField(label=_("on"), initial=timezone.localdate)
    begun_by = forms.ChoiceField(
        label=_("who began it"), choices=BegunBy.choices, widget=forms.RadioSelect, initial="unknown"
    )
    note = forms.CharField(label=_("note"), max_length=1000, required=False)


class TutoringEndForm(ActorForm):
    edits_row = True
    ended_on = DateField(label=_("ended on"), initial=timezone.localdate)
    end = forms.ChoiceField(label=_("how it ended"), choices=TutoringEnd.choices, widget=forms.RadioSelect)
    what_remains = forms.CharField(
        label=_("what remains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Both read this. What each wants to say alone, they are asked for themselves."),
    )
    ask_last_word = forms.BooleanField(label=_("ask both for a last word"), required=False, initial=True)

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {"ended_on": timezone.localdate(), "ask_last_word": True}


class TutoringFilterForm(FilterForm):
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("Going on")), ("ended", _("Ended")), ("all", _("All"))],
    )
    rhythm = forms.ChoiceField(
        label=_("how it stands"), required=False, choices=[("", _("Any")), *reversed(Rhythm.choices)]
    )
