"""A definition with a mistake, then right; the operator answers the new question, and it stands in the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.cases.test_asked import FIELDS, HEAD, PAPERS
from tests.cast import Cast
from tests.journeys.test_plan import _fits

pytestmark = pytest.mark.journey

WHERE = """
[[partner]]
key = "casa-aperta"
name = "Casa Aperta"
kind = "association"
role = "lead"
[[partner]]
key = "ponte"
name = "Ponte"
kind = "association"
role = "partner"
[[territory]]
key = "colline"
name = "Colline"
municipalities = ["006114"]
"""


def test_a_question_is_added_answered_and_read(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    right = HEAD + WHERE + FIELDS + PAPERS
    wrong = right.replace('kind = "several_of"', 'kind = "severl_of"')
    case = site.case()
    office = browse(site.admin)
    base = office.url.rstrip("/")
    office.goto(base + reverse("network:project_load"))
    file = {"name": "vicini.toml", "mimeType": "application/toml", "buffer": wrong.encode()}
    office.set_input_files("[name=file]", files=[file])
    office.get_by_role("button", name="Controlla").click()
    office.get_by_text("Volevi dire several_of?").wait_for()
    axe(office)
    office.locator("[name=text]").fill(right)
    office.get_by_role("button", name="Controlla").click()
    office.get_by_role("heading", name="Vicini: non ci sono errori").wait_for()
    office.get_by_text("Esce dal centro").first.wait_for()
    axe(office)
    office.get_by_role("button", name="Metti in uso").click()
    office.get_by_text("La versione 1 è in uso.").wait_for()

    desk = browse(site.berta, 390)
    desk.goto(base + reverse("cases:situation_add", args=[case.pk]))
    asked = desk.get_by_role("group", name="Dove va")
    desk.get_by_role("group", name="Esce dal centro").wait_for()
    assert not asked.is_visible()  # depends on the answer before
    desk.get_by_role("group", name="Esce dal centro").get_by_label("Sì").check()
    asked.get_by_label("Casa sua").check()
    desk.locator("[name=x_rent]").fill("5000")
    axe(desk)
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_text("900").first.wait_for()
    _fits(desk)
    desk.locator("[name=x_rent]").fill("400")
    desk.get_by_role("button", name="Salva").click()
    desk.get_by_role("link", name="Che cosa chiede Vicini, nel tempo").click()
    desk.get_by_role("cell", name="Casa sua").wait_for()
    axe(desk)
    _fits(desk)
    desk.goto(base + reverse("cases:letter_write", args=[case.pk, "here"]))
    desk.get_by_label("a chi").fill("il centro")
    desk.get_by_role("button", name="Guarda").click()
    desk.get_by_text("Per il centro").first.wait_for()
    axe(desk)
    _fits(desk)
