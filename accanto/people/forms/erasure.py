"""Forms about forgetting a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm

_COPY = _("the person has a copy of their data, or wants none")


class ErasureForm(ActorForm):
    by_person = forms.BooleanField(label=_("the person asked for it"), required=False)
    because = forms.CharField(
        label=_("why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a few words, without the name. It goes too when it is done."),
    )
    copy_given = forms.BooleanField(label=_COPY, required=False)


class CarryOutForm(ActorForm):
    copy_given = forms.BooleanField(label=_COPY, required=False)
    certain = forms.BooleanField(label=_("I have read what goes and what stays: it cannot be undone"))
