"""Forms of the public pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.directory.models import Feedback

_ABOUT = Feedback.About
#: What may be wrong, in the order of how often it is.
ABOUT = (
    (_ABOUT.CLOSED, _("It has closed")),
    (_ABOUT.MOVED, _("It has moved")),
    (_ABOUT.HOURS, _("The opening hours are wrong")),
    (_ABOUT.CONTACT, _("The telephone or address is wrong")),
    (_ABOUT.OTHER, _("Something else")),
)


class FeedbackForm(ActorForm):
    """`website` is seen by nobody: only a machine fills it in."""

    about = forms.ChoiceField(label=_("what is wrong"), choices=ABOUT, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("tell us more"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Do not write your name or your telephone number."),
    )
    website = forms.CharField(
        label=_("leave this empty"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
