"""A family on its page from a phone; and the preview of an erasure, asked for and called back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accanto.people.operations.identity import add_identity
from tests.cast import SYSTEM, Cast
from tests.people.test_household import family

pytestmark = pytest.mark.journey


def _fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_family_is_kept_by_day_and_an_erasure_is_seen_before_it_is_asked(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    household, (mother, _child) = family(site, "reference", "child")
    add_identity(SYSTEM, person=mother.person, given_name="Zaynab", family_name="Inventata")
    case = site.case(mother.person)
    page = browse(site.berta, 390)
    start = page.url.rstrip("/")
    page.goto(start + case.get_absolute_url())
    page.get_by_role("link", name=f"Nucleo {household.code}").click()
    page.get_by_role("heading", name="Minori").wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("link", name="Aggiungi un obiettivo").click()
    page.locator("[name=area]").select_option("housing")
    page.locator("[name=words]").fill("Una casa vicino alla scuola")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Una casa vicino alla scuola").wait_for()
    page.get_by_role("link", name="Alcuni vanno per conto loro").click()
    axe(page)
    page.get_by_role("button", name="Formano un nuovo nucleo").click()
    assert page.locator("[name=leaving]").count() == 2  # the browser asked for nobody: nothing is lost
    page.goto(start + mother.person.get_absolute_url())
    page.get_by_role("link", name="Cancella", exact=True).click()
    page.get_by_text(f"Il percorso {case.code}").wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("button", name="Chiedi la cancellazione").click()
    page.get_by_role("button", name="Annulla la richiesta").click()
    page.get_by_text("Annullata il").wait_for()
    axe(page)
    _fits(page)
