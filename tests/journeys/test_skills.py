"""Two sections of a skills assessment on a phone, with a mistake on the way; then the CV is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from accanto.people.operations.identity import add_identity
from tests.cast import SYSTEM, Cast
from tests.journeys.test_plan import _fits

pytestmark = pytest.mark.journey


def test_two_sections_and_the_cv(site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
    person = site.person(follower=site.berta, language="fra")
    add_identity(SYSTEM, person=person, given_name="Aminata", family_name="Prova")
    case = site.case(person)
    phone = browse(site.berta, 390)
    phone.goto(phone.url.rstrip("/") + case.get_absolute_url())
    phone.get_by_role("link", name="Comincia il bilancio di competenze").click()
    phone.get_by_role("button", name="Comincia").click()
    phone.get_by_role("link", name="Adesso: Scuola e studi").click()
    phone.get_by_label("Scuola superiore").check()
    phone.locator("[name=since]").fill("2015")
    phone.locator("[name=until]").fill("2009")
    phone.get_by_role("button", name="Salva").click()
    phone.get_by_text("Finisce prima di cominciare").first.wait_for()
    axe(phone)
    _fits(phone)
    assert phone.get_by_label("Scuola superiore").is_checked()
    phone.locator("[name=until]").fill("2019")
    phone.get_by_role("button", name="Salva").click()
    phone.get_by_text("2015 – 2019").wait_for()
    phone.get_by_role("button", name="Non c'è niente Titoli").click()
    phone.get_by_text("Niente, dice la persona").wait_for()
    phone.get_by_role("link", name="Adesso: Lavori fatti finora").click()
    phone.locator("[name=occupation]").press_sequentially("cuoc")
    phone.locator("#found option[value=Cuochi]").wait_for(state="attached")
    phone.locator("[name=occupation]").fill("Cuochi")
    phone.locator("[name=own]").fill("Cuisinière")
    phone.get_by_role("button", name="Salva").click()
    phone.get_by_text("Cuochi").first.wait_for()
    axe(phone)
    _fits(phone)
    phone.get_by_role("link", name="CV").click()
    phone.get_by_label("Due lingue affiancate").check()
    axe(phone)
    _fits(phone)
    phone.get_by_role("button", name="Tieni questa scelta").click()
    phone.get_by_text("Il CV si può stampare").wait_for()
    with phone.expect_download() as printed:
        phone.get_by_role("link", name="Stampa il CV").click()
    text = pypdfium2.PdfDocument(Path(printed.value.path()).read_bytes())[0].get_textpage().get_text_range()
    assert text.count("Aminata Prova") == 2
    assert "Cuochi" in text and "Cuisinière" in text
