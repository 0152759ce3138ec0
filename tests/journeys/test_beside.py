"""Two people, two phones: the tutor in Italian, the person in Arabic; what one writes in private stays so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.tutoring.beside import make_tie

pytestmark = pytest.mark.journey


def _fits(page: Any) -> None:
    """Nothing sticks out at the side of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_two_on_their_phones(site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
    tie = make_tie(site)
    tutor, person = browse(site.elia, 390), browse(site.amina, 390, "ar")
    home = tutor.url.rstrip("/")
    page = home + reverse("portal:beside", args=[tie.pk])

    tutor.goto(home + reverse("today"))  # leads to the page by itself
    assert tutor.url == page
    axe(tutor)
    _fits(tutor)
    tutor.locator("label", has=tutor.locator("[name=kind][value=telephone]")).click()
    tutor.locator("button[name=day][value=today]").click()
    tutor.get_by_text("Telefonata · oggi").wait_for()

    person.goto(page)
    assert person.locator("html").get_attribute("dir") == "rtl"
    person.get_by_role("button", name="نعم، هذا صحيح").click()
    person.get_by_text("تم التأكيد").first.wait_for()
    axe(person)
    _fits(person)
    person.get_by_role("link", name="اقترح شيئًا").click()
    axe(person)
    _fits(person)
    person.locator("[name=what]").fill("مباراة في الحديقة")
    person.locator("[name=on]").fill((TODAY() + timedelta(days=2)).isoformat())
    person.locator("[name=at]").fill("17:30")
    person.locator("main button[type=submit]").click()
    person.get_by_text("لم يجب بعد").wait_for()

    tutor.goto(page)
    tutor.get_by_role("button", name="Sì", exact=True).click()
    tutor.locator("#next ~ ul").get_by_text("مباراة في الحديقة").wait_for()
    axe(tutor)
    tutor.get_by_role("link", name="Una parola in privato all'organizzazione").click()
    axe(tutor)
    tutor.locator("[name=text]").fill("Ho bisogno di parlare con voi")
    tutor.locator("main button[type=submit]").click()
    tutor.get_by_text("Ho bisogno di parlare con voi").wait_for()
    _fits(tutor)

    person.goto(page)
    person.locator("#next ~ ul").get_by_text("مباراة في الحديقة").wait_for()
    assert "Ho bisogno di parlare" not in person.content()
    _fits(person)

    operator = browse(site.berta, 390)
    operator.goto(home + tie.get_absolute_url())
    operator.get_by_text("Ho bisogno di parlare con voi").wait_for()
    axe(operator)
    _fits(operator)
