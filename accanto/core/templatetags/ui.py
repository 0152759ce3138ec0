"""What templates say in one tag: icons, fields, dates, money, charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accanto.core.reference import country_name, language_name
from accanto.core.words import AREA_ICONS, Area, words_of_day

register = template.Library()


@register.simple_tag
@cache  # a list has the same one in each row
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite; decoration only, so it is hidden from readers of the screen."""
    path = static("accanto/sprites.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        path,
        name,
    )


@register.simple_tag
def area_icon(area: str, classes: str = "") -> SafeString:
    name = AREA_ICONS.get(Area(area)) if area in Area.values else None
    return icon(name or "it-info-circle", classes)


@register.filter
def area_name(area: str) -> str:
    return str(Area(area).label) if area in Area.values else area


@register.filter
def language(code: str) -> str:
    return language_name(code, get_language() or "it") if code else ""


@register.filter
def country(code: str) -> str:
    return country_name(code, get_language() or "it") if code else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in the reader's way; a time of day is dropped."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return words_of_day(value)


@register.filter
def weekday(value: date) -> str:
    """A day with its weekday and no year, for a heading: months and days small but in English."""
    said = str(formats.date_format(value, "l j F"))
    return said if (get_language() or "").startswith("en") else said.lower()


@register.filter
def moment(value: datetime | None) -> str:
    """Date and time in Europe/Rome."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{words_of_day(here.date())}, {formats.date_format(here, 'H:i')}"


@register.filter
def euro(value: Decimal | None) -> str:
    return "" if value is None else f"{formats.number_format(value, 2, use_l10n=True, force_grouping=True)} €"


@register.filter
def figure(value: Any) -> str:
    """A number without decimals that say nothing."""
    if value is None:
        return "–"
    number = Decimal(str(value))
    places = 0 if number == number.to_integral_value() else 1
    return str(formats.number_format(number, places, use_l10n=True, force_grouping=True))


@register.filter
def widget_kind(field: BoundField) -> str:
    """How a field is laid out: choices, check, hidden, file or plain."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "hidden" if widget.is_hidden else "plain"


@register.filter
def meanwhile(field: BoundField) -> Any:
    """What someone else wrote in the field while the reader was writing, or None."""
    return getattr(field.form, "meanwhile", {}).get(field.name)


@register.simple_tag
def field_widget(field: BoundField) -> SafeString:
    """The field's control, tied to its help and errors for readers of the screen."""
    described = []
    if field.help_text:
        described.append(f"{field.id_for_label or field.html_name}-help")
    attrs: dict[str, Any] = {}
    if field.errors:
        described.append(f"{field.id_for_label or field.html_name}-error")
        attrs["aria-invalid"] = "true"
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.filter
def fieldsets(form: forms.Form) -> list[tuple[Any, list[BoundField]]]:
    """(title, fields) of a form; fields that stand in no fieldset come last, without a title. Hidden ones in none."""
    visible = {field.name: field for field in form.visible_fields()}
    named = [(title, [visible[name] for name in names if name in visible]) for title, names in _sets(form)]
    placed = {field.name for _title, fields in named for field in fields}
    rest = [field for field in visible.values() if field.name not in placed]
    return [*[group for group in named if group[1]], *([("", rest)] if rest else [])]


def _sets(form: forms.Form) -> Iterable[tuple[Any, list[str]]]:
    return getattr(form, "fieldsets", [])


@register.simple_tag
def sparkline(values: Sequence[Any], label: str = "") -> SafeString:
    """A small line through the values, read out as first and last."""
    numbers = [float(value or 0) for value in values]
    if len(numbers) < 2:  # noqa: PLR2004  a line has two ends
        return SafeString("")
    top, step = max(numbers) or 1.0, 120 / (len(numbers) - 1)
    points = " ".join(
        f"{index * step:.1f},{30 - 28 * number / top:.1f}" for index, number in enumerate(numbers)
    )
    said = _("%(label)s: from %(first)s to %(last)s") % {
        "label": label,
        "first": figure(numbers[0]),
        "last": figure(numbers[-1]),
    }
    return format_html(
        '<svg class="spark" viewBox="0 0 120 32" role="img" aria-label="{}"><polyline class="line" points="{}"/></svg>',
        said,
        points,
    )


@register.simple_tag
def bars(rows: Sequence[tuple[Any, Any]]) -> SafeString:
    """Horizontal bars; the table beside them says the same, so the picture is decoration."""
    numbers = [float(value or 0) for _label, value in rows]
    top = max(numbers, default=0) or 1.0
    height = 26 * len(rows)
    drawn = format_html_join(
        "",
        '<rect class="bar" x="0" y="{}" width="{}" height="16" rx="2"/>',
        ((26 * index + 5, f"{max(1.0, 400 * number / top):.1f}") for index, number in enumerate(numbers)),
    )
    return format_html('<svg class="chart" viewBox="0 0 400 {}" aria-hidden="true">{}</svg>', height, drawn)
