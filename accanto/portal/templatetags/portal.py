"""What the public templates say in one tag."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def language_in_words(code: str) -> str:
    """The name of a language of ours (ISO 639-1) in the reader's: "Italian", "إيطالية"."""
    try:
        return Locale.parse(code).get_display_name(get_language() or "it") or code
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def written_in(code: str) -> str:
    """Said under a text that is not in the reader's language."""
    return _("Written in: %(language)s") % {"language": language_in_words(code)}
