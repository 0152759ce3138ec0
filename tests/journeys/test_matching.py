"""The coordinator at the matching board: why not, a refusal with its difference, both say yes, introduced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.tutoring import kept
from accanto.tutoring.models import Tutoring
from tests.cast import SYSTEM, Cast
from tests.tutoring.world import World

pytestmark = pytest.mark.journey


def test_a_pair_refused_and_the_next_introduced(
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
    page.get_by_role("link", name="Tieni questa coppia").click()
    page.get_by_role("button", name="Tieni questa coppia").click()
    page.get_by_role("button", name="Il tutor ha detto sì").click()
    page.get_by_role("button", name="La persona ha detto sì").click()
    axe(page)
    page.get_by_role("link", name="Falli incontrare").click()
    page.get_by_role("button", name="Comincia l'affiancamento").click()
    page.get_by_role("heading", name="Bice Lontana").wait_for()
    assert Tutoring.objects.visible_to(SYSTEM).get().tutor.name == "Bice Lontana"
