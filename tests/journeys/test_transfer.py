"""A case offered to one organisation, declined, and taken on by another, as each of the three sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import Case
from accanto.cases.operations.content import add_need
from tests.cases.test_transfer import add_partner
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.journey


def _today(page: Any, link: str) -> None:
    """Open Today, and follow what stands there."""
    page.goto("/".join(page.url.split("/")[:3]) + reverse("today"))
    page.get_by_role("link", name=link).click()


def _offer(page: Any, to: str) -> None:
    page.locator("[name=receiver]").select_option(label=to)
    page.locator("[name=words]").fill("Cerca casa nella vostra zona.")
    page.locator("[name=agrees]").check()
    page.get_by_role("button", name="Proponi il percorso").click()
    page.get_by_text("Resta vostro finché non dicono di sì").wait_for()


def test_declined_then_accepted_elsewhere(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    gina, case = add_partner(site), site.case()
    add_need(site.actor(site.berta), case=case, area="housing", words="Una stanza prima di maggio")
    berta = browse(site.berta, 1280)
    berta.goto(berta.url.rstrip("/") + case.get_absolute_url())
    axe(berta)
    berta.get_by_role("link", name="Proponi il percorso").click()
    axe(berta)
    _offer(berta, "Ponte")

    dora = browse(site.dora, 390)
    _today(dora, "Casa Aperta vi propone questo percorso")
    axe(dora)
    dora.get_by_role("link", name="Non accogliere").click()
    dora.locator("[name=answer]").fill("Fino a giugno non abbiamo posto.")
    dora.get_by_role("button", name="Non accogliere").click()
    dora.get_by_text("chi ha proposto il percorso legge il perché").wait_for()

    _today(berta, "Ponte ha detto di no")
    berta.get_by_text("Fino a giugno non abbiamo posto.").wait_for()
    berta.get_by_role("link", name="Proponilo ad altri").click()
    _offer(berta, "Faro")

    phone = browse(gina, 390)
    _today(phone, "Casa Aperta vi propone questo percorso")
    phone.get_by_role("link", name="Prendi in carico").click()
    axe(phone)
    phone.get_by_role("button", name="Prendi in carico").click()
    phone.get_by_text("Il percorso ora è vostro").wait_for()
    phone.get_by_text("Una stanza prima di maggio").wait_for()
    axe(phone)

    berta.reload()
    berta.get_by_role("heading", name="Che cosa è successo").wait_for()
    berta.get_by_text("Una stanza prima di maggio").wait_for()
    axe(berta)
    assert Case.objects.visible_to(SYSTEM).get(pk=case.pk).organisation == site.org_c
