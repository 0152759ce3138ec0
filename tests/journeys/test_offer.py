"""The availability form on a phone: something wrong on the way, the phone put away; and in Arabic.

The steps in Italian are those of the whole line, tests/journeys/test_tie.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.cast import Cast
from tests.portal.offers import make_tutoring

pytestmark = pytest.mark.journey


def who(page: Any, look: Callable[[Any], None]) -> None:
    """The first step, with a town that is written wrong."""
    page.get_by_role("link", name="Offriti").click()
    look(page)
    page.get_by_role("link", name="Comincia").click()
    page.get_by_label("Parrocchia").check()
    page.get_by_label("Il tuo nome, o il nome del gruppo").fill("Parrocchia di San Germano")
    assert not page.get_by_text("Preferisce non dirlo").is_visible(), "nobody asks a group its gender"
    page.get_by_label("Con chi del gruppo").fill("Don Piero")
    page.locator("[name=members]").fill("Lucia")
    page.get_by_label("Il tuo comune").fill("Otiglio")
    look(page)
    page.get_by_role("button", name="Continua", exact=True).click()
    page.get_by_role("alert").get_by_text("Ottiglio (AL)").wait_for()
    look(page)


def put_away_and_taken_up(page: Any, home: str, look: Callable[[Any], None]) -> None:
    """What was typed when the phone was put away is there again, and the first page shows no name."""
    page.evaluate("""() => {
        Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
        const size = document.querySelector('[name=size]');
        size.value = '12';
        size.dispatchEvent(new Event('input', {bubbles: true}));
        document.dispatchEvent(new Event('visibilitychange'));
    }""")
    page.wait_for_timeout(500)
    page.goto(home + reverse("portal:offer"))
    look(page)
    assert not page.get_by_text("San Germano").is_visible()
    page.get_by_role("link", name="Continua").click()
    assert page.locator("[name=size]").input_value() == "12"
    page.get_by_label("Il tuo comune").fill("Ottiglio")
    page.keyboard.press("Enter")


def what_and_why(page: Any, look: Callable[[Any], None]) -> None:
    page.get_by_label("Far conoscere luoghi").check()
    page.get_by_label("lunedì, sera").focus()
    page.keyboard.press("Space")
    look(page)
    page.get_by_role("button", name="Continua", exact=True).click()
    page.get_by_label("Perché lo vorresti fare").fill("Abbiamo una sala e tanta voglia.")
    page.get_by_label("Indirizzo e-mail").fill("parrocchia@example.org")
    page.get_by_label("Ho 18 anni").check()
    look(page)
    page.get_by_role("button", name="Manda", exact=True).click()
    page.get_by_text("Senza questo non possiamo").first.wait_for()
    page.get_by_label("Ho letto come").check()
    page.get_by_role("button", name="Manda", exact=True).click()
    page.get_by_text("Che cosa succede adesso").wait_for()
    look(page)


def test_the_form_in_arabic(site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
    cache.clear()
    make_tutoring(site)
    page = browse(None, 390, "ar")
    page.goto(page.url.rstrip("/") + reverse("portal:offer_step", args=[1]))
    page.locator("[name=kind][value=citizen]").check()
    page.locator("[name=name]").fill("سميرة")
    page.locator("[name=municipality]").fill("Ottiglio")
    axe(page)
    page.keyboard.press("Enter")
    page.locator(".week").wait_for()
    axe(page)
