"""A list of choices is the HTML that Django's templates make, whatever stands in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from accanto.core.rendering import FormRenderer


class _Parts(HTMLParser):
    """Tags, attributes and texts; white space between them says nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.parts.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.parts.append(data)


def _same(field: Any, value: Any, **attrs: Any) -> None:
    ours, theirs = (
        field.widget.render("choice", value, {"id": "id_choice", **attrs}, renderer=renderer)
        for renderer in (FormRenderer(), DjangoTemplates())
    )
    assert _Parts(ours).parts == _Parts(theirs).parts


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda text: text.strip() or "x"
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6), TEXTS)
def test_any_text_is_escaped_the_same(choices: list[tuple[str, str]], chosen: str) -> None:
    _same(forms.ChoiceField(choices=[*choices, (chosen, "<b>&amp;</b>")]), chosen)


@pytest.mark.parametrize("value", [["a", "c"], [], None])
def test_groups_and_several(value: Any) -> None:
    choices = [("", "---"), ('Ā "x" & <y>', [("a", "A"), ("b", mark_safe("<i>B</i>"))]), ("c", "C")]
    _same(forms.MultipleChoiceField(choices=choices), value, required=True, disabled=False, title='"')


def test_the_forms_of_the_house_use_it() -> None:
    assert isinstance(forms.Form().renderer, FormRenderer)
