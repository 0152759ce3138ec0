"""Forms of the staff about offers to stand beside someone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, FilterForm
from accanto.network.models import Organisation
from accanto.tutoring.models import TutorApplication
from accanto.tutoring.operations.handing import may_be_given
from accanto.tutoring.operations.likeness import Same, likely_same
from accanto.tutoring.words import ApplicationState


class ApplicationFilterForm(FilterForm):
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[
            ("", _("Waiting")),
            *((state, state.label) for state in ApplicationState if state != ApplicationState.UNCONFIRMED),
            ("all", _("All")),
        ],
    )


class ApplicationDeclineForm(ActorForm):
    reply = forms.CharField(
        label=_("a few words of your own"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("They stand in the mail below the thanks. Write them in the applicant's language."),
    )


class ApplicationMergeForm(ActorForm):
    """Of those likely to be the same; none other can be chosen."""

    into = forms.ChoiceField(label=_("the same as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, TutorApplication)
        self._same = {each.key: each for each in likely_same(self.actor, self.row)}
        field: Any = self.fields["into"]
        field.choices = [(key, _label(each)) for key, each in self._same.items()]

    def chosen(self) -> Any:
        return self._same[self.cleaned_data["into"]].row


class ApplicationHandForm(ActorForm):
    """To whom an offer is handed on, and whether the applicant was asked."""

    to = forms.ModelChoiceField(label=_("to"), queryset=Organisation.objects.none(), widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=_("I asked the applicant, and they agree"), required=False)
    why = forms.CharField(
        label=_("if you did not ask them: why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Both partners read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, TutorApplication)
        field: Any = self.fields["to"]
        keys = [each.pk for each in may_be_given(self.row)]
        field.queryset = Organisation.objects.filter(pk__in=keys).order_by("name")
        field.empty_label = None


def _label(same: Same) -> SafeString:
    reasons = render_to_string("people/_reasons.html", {"reasons": same.evidence.reasons})
    return format_html("{} · {} {}", same.row.name, same.row.code, SafeString(reasons))
