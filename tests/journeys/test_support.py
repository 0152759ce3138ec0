"""A rent advance from the request to the receipt, with a second approver; a wrong sum on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.core import trail
from accanto.supports.models import Support
from tests.cast import SYSTEM, Cast
from tests.supports.factories import ask, make_line

pytestmark = pytest.mark.journey


def test_a_rent_advance_from_request_to_receipt(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    make_line(site, 5_000)
    case = site.case()
    desk = browse(site.berta, 390)
    base = desk.url.rstrip("/")
    desk.goto(base + case.get_absolute_url())
    desk.get_by_role("link", name="Chiedi un sostegno").click()
    desk.get_by_label("Anticipo dell'affitto").check()
    desk.get_by_label("importo in euro").fill("3.000")
    desk.get_by_label("affitto mensile in euro").fill("450")
    desk.get_by_label("a chi si paga").fill("Proprietario della casa")
    desk.get_by_label("perché").fill("Il contratto comincia il primo del mese")
    axe(desk)
    desk.get_by_role("button", name="Chiedilo").click()
    desk.get_by_text("restano 2.700,00 €").first.wait_for()  # six months of 450
    axe(desk)
    desk.get_by_label("importo in euro").fill("2.700")
    desk.get_by_role("button", name="Chiedilo").click()
    desk.get_by_text("Adesso lo approva qualcun altro").wait_for()
    axe(desk)

    manager = browse(site.mario, 1280)
    manager.goto(base + reverse("today"))
    manager.get_by_role("link", name="un sostegno aspetta la tua approvazione").click()
    axe(manager)
    manager.get_by_role("button", name="Approva").click()
    manager.get_by_text("Poi viene il pagamento").wait_for()

    desk.goto(base + reverse("today"))
    desk.get_by_role("link", name="un sostegno è approvato, da pagare").click()
    desk.get_by_role("link", name="Scrivi il pagamento").click()
    desk.get_by_label("pagato, in euro").fill("2.700,01")
    desk.get_by_label("Bonifico").check()
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_text("Più di quanto approvato").first.wait_for()
    desk.get_by_label("pagato, in euro").fill("2.700")
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_role("link", name="Scrivi la ricevuta").click()
    desk.get_by_label("ricevuta o fattura").fill("Quietanza 7")
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_text("Non c'è altro da fare").wait_for()
    axe(desk)
    manager.goto(base + reverse("supports:support_list"))
    manager.get_by_text("2.700,00 €").first.wait_for()
    axe(manager)
    support = Support.objects.visible_to(SYSTEM).get()
    assert (support.status, support.held, support.receipt) == ("paid", 2700, "Quietanza 7")


def test_several_approved_at_once_and_one_that_cannot(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    line = make_line(site, 100)
    first, second = ask(site, line, 60), ask(site, line, 60)
    own = ask(site, line, 10)
    trail.change(SYSTEM, own, "test.made", asked_by=site.mario)
    manager = browse(site.mario, 390)
    base = manager.url.rstrip("/")
    manager.goto(f"{base}{reverse('supports:support_list')}?status=asked")
    for support in (first, second, own):
        manager.get_by_label(f"Scegli {support.code}").check()
    manager.get_by_role("button", name="Approva quelli scelti").click()
    manager.get_by_role("heading", name="1 non si può").wait_for()
    axe(manager)
    manager.get_by_role("button", name="Approvali").click()
    manager.get_by_role("heading", name="1 fatto").wait_for()
    manager.get_by_role("heading", name="1 resta com'era").wait_for()
    manager.get_by_text("ha ancora 40,00 €").wait_for()
    axe(manager)
    states = Support.objects.visible_to(SYSTEM).values_list("status", flat=True)
    assert sorted(states) == ["approved", "asked", "asked"]
