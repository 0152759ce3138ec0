"""The plan as its parties live it on a phone: read in Arabic, agreed to; and the operator's forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.plans.operations.plan import change_goal, close_plan
from tests.cast import Cast
from tests.plans.factories import all_agree, make_plan, make_shared_plan

pytestmark = pytest.mark.journey


def _fits(page: Any) -> None:
    """Nothing sticks out at the side of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_they_write_it_together_and_the_person_agrees_in_arabic(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    """The reception centre proposes, the operator takes it in, a colleague writes in the same goal, the person agrees."""
    actor, plan = make_shared_plan(site, "ara")
    all_agree(actor, plan)
    at = plan.get_absolute_url()
    centre = browse(site.rosa, 390)
    centre.goto(centre.url.rstrip("/") + at)
    centre.get_by_role("link", name="Aggiungi al piano").click()
    centre.get_by_label("Qualcosa da fare").check()
    centre.locator("[name=words]").fill("Preparare insieme l'uscita dal centro")
    centre.get_by_role("button", name="Manda all'operatore").click()
    centre.get_by_text("Aspetta l'operatore").wait_for()
    axe(centre)
    _fits(centre)

    desk = browse(site.berta, 1280)
    desk.goto(desk.url.rstrip("/") + reverse("today"))
    desk.get_by_role("link", name="una proposta per il piano").click()
    desk.get_by_role("link", name="Accogli come azione").click()
    desk.locator("[name=goal]").select_option(index=1)
    desk.get_by_role("button", name="Metti nel piano").click()
    desk.get_by_text("Ora è un'azione del piano").wait_for()
    desk.get_by_role("link", name="Cambia l'obiettivo").click()
    desk.locator("[name=words]").fill("أريد بيتًا لي")
    change_goal(site.actor(site.bruna), goal=plan.goals.get(), words="Voglio una casa, vicino a scuola")
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_text("Voglio una casa, vicino a scuola").wait_for()
    axe(desk)
    desk.get_by_label("Tutte e due, prima le mie").check()
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_role("button", name="Proponi questa versione").click()
    desk.get_by_text("Questa versione è proposta").wait_for()
    axe(desk)

    phone = browse(site.amina, 390)
    phone.goto(phone.url.rstrip("/") + reverse("today"))
    phone.get_by_role("link", name="Il tuo piano aspetta il tuo sì").click()
    phone.locator("main [dir=rtl][lang=ar]").wait_for()
    phone.get_by_text("أريد بيتًا لي").first.wait_for()
    phone.get_by_text("Preparare insieme l'uscita").first.wait_for()
    axe(phone)
    _fits(phone)
    phone.get_by_role("button", name="أوافق").click()
    phone.locator("#steps").get_by_role("button").first.click()
    phone.locator("#steps").wait_for(state="detached")
    axe(phone)
    _fits(phone)
    centre.reload()
    centre.locator("#steps").get_by_text("Preparare insieme l'uscita").wait_for()
    axe(centre)


def test_the_operator_keeps_it(site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
    actor, plan = make_plan(site)
    all_agree(actor, plan)
    page = browse(site.berta, 390)
    page.goto(page.url.rstrip("/") + plan.get_absolute_url())
    page.get_by_role("link", name="Cercare insieme").click()
    axe(page)
    page.get_by_label("Non fatta").check()
    page.get_by_label("Come è finito").fill("La casa era già data")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("La casa era già data").first.wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("link", name="Scrivi una verifica").click()
    axe(page)
    page.get_by_label("va piano").check()
    page.get_by_label("Che cosa si è deciso").fill("Chiediamo al Comune")
    page.locator("[name=review_by]").fill("2031-03-09")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("9 mar 2031").first.wait_for()
    page.get_by_text("Chiediamo al Comune").first.wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("button", name="Proponi questa versione").click()
    page.get_by_role("link", name="Firmato su carta").first.click()
    axe(page)
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("con firma su carta").first.wait_for()
    page.get_by_role("link", name="Chiudi il piano").click()
    axe(page)
    page.get_by_role("button", name="Chiudi il piano").click()
    page.get_by_text("Il piano è chiuso").wait_for()
    axe(page)


def test_a_closed_plan_is_still_read(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    actor, plan = make_shared_plan(site)
    all_agree(actor, plan)
    close_plan(actor, plan=plan)
    page = browse(site.elia, 390)
    page.goto(page.url.rstrip("/") + plan.get_absolute_url())
    page.get_by_text("Voglio una casa").first.wait_for()
    axe(page)
