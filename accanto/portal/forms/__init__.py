"""Forms of the public pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.directory.models import Feedback
from accanto.directory.operations.keeping import LONGEST

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


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **more)


class ConfirmationForm(ActorForm):
    """What an organization says should change in its entry. Empty where it was empty: nothing to say."""

    description = _text(_("what it is"), 5)
    eligibility_description = _text(_("for whom"))
    application_process = _text(_("how to get it"))
    fees_description = _text(_("cost"), 2)
    opening = _text(_("opening hours, if they have changed"), 2)
    address = _text(_("address, if it has changed"), 2)
    phone = forms.CharField(label=_("telephone, if it has changed"), required=False, max_length=60)
    email = forms.EmailField(label=_("e-mail address"), required=False, max_length=254)
    url = forms.URLField(label=_("website"), required=False, max_length=500, assume_scheme="https")
    alert = _text(_("notice for everyone"), 2, help_text=_("For example: closed in August."))
    note = _text(_("anything else"), 3)
