"""With the keyboard alone: where one is can be seen, the content is one step away, keys are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.journey

#: The ring of what has the focus: its style, width and colour, and the colour that it is drawn on.
_RING = """() => {
  const style = getComputedStyle(document.activeElement);
  let on = document.activeElement;
  const inside = parseFloat(style.outlineOffset) < 0;
  if (!inside) on = on.parentElement;
  const solid = (node) => { const c = getComputedStyle(node).backgroundColor; return c.startsWith("rgb(") ? c : ""; };
  while (on && !solid(on)) on = on.parentElement;
  return { style: style.outlineStyle, width: parseFloat(style.outlineWidth), colour: style.outlineColor,
           ground: on ? solid(on) : "", what: document.activeElement.textContent.trim() };
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_wherever_it_goes(site: Cast, browse: Callable[..., Any], theme: str) -> None:
    page = browse(site.berta)
    page.evaluate(f"localStorage.setItem('theme', '{theme}')")
    page.goto(page.url.rstrip("/") + reverse("today"))
    for _step in range(16):
        page.keyboard.press("Tab")
        ring = page.evaluate(_RING)
        if page.evaluate("document.activeElement.matches('body, .skip')"):
            continue
        assert ring["style"] == "solid", ring
        assert ring["width"] >= 2, ring
        assert _contrast(ring["colour"], ring["ground"]) >= 3, ring  # WCAG 2.2, 1.4.11


def test_the_content_is_one_step_away(site: Cast, browse: Callable[..., Any]) -> None:
    page = browse(site.berta)
    page.goto(page.url.rstrip("/") + reverse("today"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_keys_are_listed_by_a_key_and_by_a_button_and_lead_where_they_say(
    site: Cast, browse: Callable[..., Any]
) -> None:
    page = browse(site.berta)
    page.goto(page.url.rstrip("/") + reverse("today"))
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("Persone").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.locator("details.menu summary").last.click()
    page.locator("[data-shortcut-list]").click()
    page.get_by_role("dialog").get_by_text("Persone").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/people/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "query"


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours as the browser writes them: rgb(r, g, b)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [
        float(part) / 255 for part in colour[colour.index("(") + 1 : -1].replace("/", ",").split(",")[:3]
    ]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
