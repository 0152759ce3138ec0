"""Forms of words that mean the same."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, FilterForm
from accanto.directory import words as shared
from accanto.directory.models.search import LANGUAGES

_WORDS_HELP = _("Words and short phrases, by comma. Upper case and accents do not matter.")


def _words() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=_("words"), max_length=2000, widget=widget, help_text=_WORDS_HELP)


class SynonymsFilter(FilterForm):
    language = forms.ChoiceField(label=_("language"), required=False, choices=[("", shared.ALL), *LANGUAGES])


class SynonymsAddForm(ActorForm):
    key = forms.SlugField(
        label=_("concept"),
        max_length=40,
        help_text=_("One English word for it; the same in each language."),
    )
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGES)
    words = _words()


class SynonymsEditForm(ActorForm):
    edits_row = True

    words = _words()
