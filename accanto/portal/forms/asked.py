"""The answer of one side of a pair."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.tutoring.words import CHOOSE_ANSWER, PairAnswer


class AskedForm(ActorForm):
    """Yes, no, or a word with the organisation first."""

    answer = forms.ChoiceField(
        label=_("your answer"),
        choices=PairAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ANSWER},
    )
    words = forms.CharField(
        label=_("do you want to say something to the organisation?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("You need not say why."),
    )
