"""From a telephone: a permit photographed, its reminder on Today; an appointment with the tutor going along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import Document
from accanto.tutoring.operations.shared import make_calendar_link
from accanto.tutoring.operations.tutoring import start_tutoring
from tests.cases.papers import pdf, photo
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import ready

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def test_a_permit_is_photographed_and_an_appointment_planned(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    case, tutor = site.case(), ready(site, account=site.elia)
    start_tutoring(site.actor(site.berta), case=case, tutor=tutor, introduced_on=TODAY(), both_said_yes=True)
    page = browse(site.berta, 390)
    home = page.url.rstrip("/")
    page.goto(home + case.get_absolute_url())
    page.get_by_role("link", name="Aggiungi documenti").first.click()
    axe(page)
    page.locator("[name=file]").set_input_files(
        [
            {"name": "permesso.jpg", "mimeType": "image/jpeg", "buffer": photo(where=True)},
            {"name": "modulo.pdf", "mimeType": "application/pdf", "buffer": pdf(script=True)},
        ]
    )
    page.get_by_label("Permesso di soggiorno o ricevuta").check()
    page.locator("[name=expires_on]").fill((TODAY() + timedelta(days=25)).isoformat())
    page.get_by_role("button", name="Salva").click()
    page.locator("#id_file-error", has_text="contiene un programma").wait_for()
    assert page.get_by_label("Permesso di soggiorno o ricevuta").is_checked()
    axe(page)
    page.get_by_role("link", name="Annulla").click()
    page.get_by_text("valido fino al").wait_for()
    axe(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Salva una copia").click()
    assert saved.value.suggested_filename == "permesso.jpg"
    page.goto(home + reverse("today"))
    page.get_by_text(f"{case.code}: un documento scade presto").wait_for()

    page.goto(home + reverse("cases:appointment_add", args=[case.pk]))
    page.get_by_label("Ufficio pubblico").check()
    page.locator("[name=on]").fill((TODAY() + timedelta(days=1)).isoformat())
    page.locator("[name=at]").fill("09:30")
    page.locator("[name=place]").fill("Questura")
    page.locator("[name=along]").select_option(label=f"Il tutor {tutor.code}")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text(f"accompagna: {tutor.code}").wait_for()
    axe(page)
    for view in ("Settimana", "Mese"):
        page.get_by_role("link", name=view).click()
        page.get_by_text("09:30").wait_for()
        axe(page)
    row = Document.objects.visible_to(SYSTEM).get(case=case)
    assert row.guarded and row.kind == "permit"
    link = make_calendar_link(site.actor(site.elia), with_place=True)
    feed = page.request.get(home + reverse("portal:calendar_feed", args=[link.secret])).text()
    assert "LOCATION:Questura" in feed and case.code not in feed
