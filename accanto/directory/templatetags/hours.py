"""Opening hours and translations of the staff's page in one tag."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from accanto.directory.models import Translation
from accanto.directory.texts import FIELDS, digest, root_of
from accanto.directory.week import DAYS, write_hours

register = template.Library()


@register.filter
def by_day(season: dict[str, Any]) -> list[tuple[str, str]]:
    """(day, hours) of the days on which it is open."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return [(name, write_hours(season[day])) for day, name in zip(DAYS, names, strict=True) if season[day]]


@register.filter
def written(slots: Any) -> str:
    return write_hours(slots)


@register.filter
def translation_states(row: Any, language: str) -> list[tuple[str, str]]:
    """(state, kind of badge) of a language: how many texts are published, out of date, waiting, missing."""
    texts = {text.field: text for text in row.translated.get(language, [])}
    counted = {"good": 0, "warn": 0, "quiet": 0, "bad": 0}
    for field in FIELDS[root_of(row)]:
        source = getattr(row, field)
        if not source:
            continue
        text = texts.get(field)
        if text is None:
            counted["bad"] += 1
        elif text.source_digest != digest(source):
            counted["warn"] += 1
        else:
            counted["good" if text.state == Translation.State.PUBLISHED else "quiet"] += 1
    words = {
        "good": _("%(number)s published"),
        "warn": _("%(number)s out of date"),
        "quiet": _("%(number)s waiting"),
        "bad": _("%(number)s missing"),
    }
    return [(words[kind] % {"number": number}, kind) for kind, number in counted.items() if number]
