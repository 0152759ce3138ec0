"""The plan as its parties live it on a phone: read in Arabic, agreed to; and the operator's forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.plans.operations.plan import add_goal, change_goal, close_plan
from accanto.plans.operations.version import propose_version
from tests.cast import Cast
from tests.plans.factories import all_agree, make_plan, make_shared_plan

pytestmark = pytest.mark.journey


def _fits(page: Any) -> None:
    """Nothing sticks out at the side of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_person_reads_it_in_their_language_and_agrees(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    actor, plan = make_shared_plan(site, "ara")
    all_agree(actor, plan)
    change_goal(actor, goal=plan.goals.get(), words="أريد طبيبًا يعرفني")
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    propose_version(actor, plan=plan)
    page = browse(site.amina, 390)
    page.goto(page.url.rstrip("/") + reverse("today"))
    page.get_by_role("link", name="Il tuo piano aspetta il tuo sì").click()
    page.locator("main [dir=rtl][lang=ar]").wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("link", name="italiano").click()
    page.get_by_text("Che cosa è cambiato dopo la versione 1").wait_for()
    axe(page)
    page.get_by_role("button", name="Accetto").click()
    page.get_by_text("Hai accettato questa versione").wait_for()
    axe(page)
    _fits(page)


def test_the_person_adds_to_it_and_the_operator_takes_it_in(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    _actor, plan = make_shared_plan(site, "ara")
    page = browse(site.amina, 390)
    page.goto(page.url.rstrip("/") + plan.get_absolute_url())
    axe(page)
    page.get_by_role("link", name="أضف إلى الخطة").click()
    page.locator("main [dir=rtl][lang=ar] form").wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("button", name="أرسل").click()
    page.get_by_text("هذا الحقل مطلوب").first.wait_for()
    page.get_by_label("بكلماتك").fill("أريد أن أتعلم السباحة")
    page.get_by_role("button", name="أرسل").click()
    page.get_by_text("ينتظر العامل الاجتماعي").wait_for()
    axe(page)
    _fits(page)

    desk = browse(site.berta, 1280)
    desk.goto(desk.url.rstrip("/") + reverse("today"))
    desk.get_by_role("link", name="una proposta per il piano").click()
    axe(desk)
    desk.get_by_role("link", name="Accogli come obiettivo").click()
    axe(desk)
    desk.locator("[name=words]").fill("أريد السباحة")
    desk.get_by_label("Vita sociale").check()
    desk.get_by_label("una parola a chi").fill("Bella idea")
    desk.get_by_role("button", name="Metti nel piano").click()
    desk.get_by_text("Ora è un obiettivo del piano").wait_for()
    axe(desk)
    _fits(desk)
    page.reload()
    page.get_by_text("Bella idea").wait_for()
    page.get_by_text("أريد السباحة").first.wait_for()


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_the_operator_keeps_it(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None], width: int
) -> None:
    actor, plan = make_plan(site)
    all_agree(actor, plan)
    page = browse(site.berta, width)
    page.goto(page.url.rstrip("/") + plan.get_absolute_url())
    page.get_by_role("link", name="Cercare insieme").click()
    axe(page)
    page.get_by_label("Non fatta").check()
    page.get_by_label("Come è finito").fill("La casa era già data")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("La casa era già data").first.wait_for()
    axe(page)
    _fits(page)
    page.get_by_role("link", name="Fissa il giorno").click()
    axe(page)
    page.locator("[name=review_by]").fill("2031-03-09")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("9 Mar 2031").wait_for()
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
