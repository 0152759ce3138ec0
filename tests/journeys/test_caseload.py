"""A manager takes in a register: a wrong file, a wrong cell mended, one taken in, all taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import Case
from accanto.people.models import Person
from tests.caseload.sheets import HEAD, table
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.journey


def test_a_register_taken_in_and_back(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    desk = browse(site.mario, 390)
    desk.goto(desk.url.rstrip("/") + reverse("cases:case_list"))
    desk.get_by_role("link", name="Da un foglio di calcolo").click()
    desk.get_by_role("link", name="Acquisisci un foglio di calcolo").click()
    desk.get_by_label("file").set_input_files(
        {"name": "foto.xlsx", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7"}
    )
    desk.get_by_role("button", name="Leggilo").click()
    desk.get_by_text("Non è un foglio di calcolo").first.wait_for()
    axe(desk)
    rows = [
        ["Prova Ada", "31/2/1990", "F", "nigeriana", "", "1/2/2025", "", ""],
        ["Prova Bea", "1991", "F", "marziana", "", "1/2/2025", "", ""],
    ]
    sheet = {"name": "registro.csv", "mimeType": "text/csv", "buffer": table(*rows, head=HEAD)}
    desk.get_by_label("file").set_input_files(sheet)
    desk.get_by_role("button", name="Leggilo").click()
    desk.get_by_label("operatore, dove il foglio non lo dice").select_option(label="Berta")
    axe(desk)
    desk.get_by_role("button", name="Leggi le righe").click()
    desk.get_by_role("link", name="Di' che cosa vuol dire 1 parola").click()
    desk.get_by_label("“marziana”").select_option(label="Cittadinanza non determinata")
    axe(desk)
    desk.get_by_role("button", name="Rileggi le righe").click()
    desk.get_by_text("Questo giorno non esiste.").wait_for()
    axe(desk)
    desk.get_by_role("link", name="Correggi Prova Ada").click()
    desk.get_by_label("Data di nascita").fill("28/2/1990")
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_role("button", name="Acquisisci 2 righe").click()
    desk.get_by_text("L'informativa non è ancora stata data").first.wait_for()
    axe(desk)
    assert Case.objects.visible_to(SYSTEM).filter(operator=site.berta).count() == 2
    desk.get_by_role("button", name="Annulla tutto").click()
    desk.get_by_text("Annullato").first.wait_for()
    assert not Person.objects.visible_to(SYSTEM).exists()
