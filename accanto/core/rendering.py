"""How forms become HTML: Django's templates, but a list of choices in one go.

Django renders a template for each `<option>`. A list of two hundred languages or a thousand municipalities
then takes ten times as long as the page around it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_LISTS = {forms.Select.template_name, forms.SelectMultiple.template_name}


class FormRenderer(DjangoTemplates):
    """Django's own renderer; `<select>` is written here, to the same HTML."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name in _LISTS:
            return _select(context["widget"])
        return SafeString(super().render(template_name, context, request))


def _select(widget: dict[str, Any]) -> SafeString:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{conditional_escape(group)}">')
        parts += [_option(option) for option in options]
        if group:
            parts.append("</optgroup>")
    parts.append("</select>")
    return SafeString("\n".join(parts))  # each piece is escaped above


def _option(option: dict[str, Any]) -> str:
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attrs: dict[str, Any]) -> str:
    """False is left out, True is a name alone."""
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(str(value))}"')
        for name, value in attrs.items()
        if value is not False
    )
