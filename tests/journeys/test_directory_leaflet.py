"""An operator makes a leaflet in two languages, prints it, and records the copies handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accanto.directory.models import Distribution
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desktop"])
def test_from_services_to_paper_to_copies(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None], tmp_path: Path, width: int
) -> None:
    facts: dict[str, Any] = {"provider": "Comune", "municipality": site.municipality, "areas": ["legal"]}
    for name in ("Sportello immigrazione", "Ufficio anagrafe"):
        add_service(SYSTEM, name=name, **facts)
    page = browse(site.berta, width)
    root = page.url.rstrip("/")
    page.goto(root + reverse("directory:service_list"))
    page.locator(".tools .menu summary").click()
    page.get_by_role("link", name="Volantini").click()
    axe(page)
    page.get_by_role("link", name="Nuovo volantino").first.click()
    axe(page)
    page.locator("#id_title").fill("Aiuto a Ottiglio")
    page.locator("#id_second_language").select_option("ar")
    page.locator("#id_title_second").fill("مساعدة في أوتيليو")
    page.locator("#id_municipality").fill("Ottiglio (AL)")
    page.get_by_role("button", name="Salva").click()
    page.get_by_label("Sportello immigrazione").check()
    axe(page)
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("heading", name="Che cosa si stampa").wait_for()
    axe(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Stampa").click()
    paper = tmp_path / "leaflet.pdf"
    coming.value.save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF")
    page.get_by_role("link", name="Registra copie").click()
    page.locator("#id_copies").fill("200")
    page.locator("#id_place_kind").select_option("library")
    axe(page)
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("heading", name="Copie distribuite: 200").wait_for()
    axe(page)
    assert Distribution.objects.visible_to(SYSTEM).get().language == "ara"
