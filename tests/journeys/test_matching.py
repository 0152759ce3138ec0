"""The coordinator at the matching board: why not, a refusal with its difference, and why the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.tutoring import kept
from tests.cast import Cast
from tests.tutoring.world import World

pytestmark = pytest.mark.journey


def test_a_pair_refused_and_why_the_next(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    kept.forget()
    world = World(site)
    world.tutor("Anna Vicina", offers=["home_search"])
    other = world.tutor("Bice Lontana")
    request = world.waits(needs=("housing",))
    page = browse(site.berta, 390)
    page.goto(page.url.rstrip("/") + reverse("tutoring:board", args=[site.project.pk]))
    page.get_by_text("Perché questi due").click()
    page.get_by_text("Il tutor aiuta con: Casa").wait_for()
    axe(page)
    page.get_by_role("link", name=request.case.code, exact=True).click()
    page.get_by_label("Un tutor qualsiasi").select_option(str(other.pk))
    page.get_by_role("button", name="Perché non questo tutor?").click()
    page.get_by_role("heading", name="non è il meglio per tutti").wait_for()
    axe(page)
    page.get_by_role("link", name=request.case.code, exact=True).click()
    page.get_by_role("link", name="Rifiuta questa coppia").click()
    page.get_by_text("Anna Vicina → Bice Lontana").wait_for()
    page.get_by_label("Il tutor preferisce di no").check()
    axe(page)
    page.get_by_role("button", name="Rifiuta questa coppia").click()
    page.get_by_role("heading", name="Proposta: Bice Lontana").wait_for()
    axe(page)
