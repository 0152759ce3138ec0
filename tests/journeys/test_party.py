"""A refugee reads and signs in Arabic: invited by link and code, on a phone, with no password and no script of ours."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accanto.tutoring.models import TutoringAgreement
from tests.cast import SYSTEM, Cast
from tests.tutoring.pact import make_tie, put

pytestmark = pytest.mark.journey
_SHOTS = os.environ.get("KEEP_PICTURES")


def _look(page: Any, axe: Callable[[Any], None], name: str) -> None:
    """Nothing broken; kept as a picture where someone wants to look."""
    axe(page)
    if _SHOTS:
        page.screenshot(path=str(Path(_SHOTS) / f"{name}.png"), full_page=True)


def _come_in_and_sign(phone: Any, code: str, axe: Callable[[Any], None]) -> None:
    _look(phone, axe, "phone-entry-ar")
    phone.locator("[name=code]").fill("٠٠٠٠٠٠" if code != "000 000" else "111111")
    phone.get_by_label("لي: أبقى متصلًا").check()
    phone.get_by_role("button", name="ادخل").click()
    phone.get_by_text("الرمز غير صحيح").first.wait_for()
    _look(phone, axe, "phone-wrong-code-ar")
    phone.locator("[name=code]").fill(code)
    phone.get_by_role("button", name="ادخل").click()
    phone.get_by_role("heading", name="اتفاقنا").wait_for()
    assert phone.locator("html").get_attribute("dir") == "rtl"
    _look(phone, axe, "phone-agreement-ar")
    phone.get_by_role("button", name="وقّع").click()  # neither a name nor a yes
    phone.get_by_text("اكتب اسمك").first.wait_for()
    _look(phone, axe, "phone-not-signed-ar")
    phone.locator("[name=name]").fill("ليلى حداد")
    phone.locator("[name=agreed]").check()
    phone.get_by_role("button", name="وقّع").click()
    phone.get_by_text("لقد وقّعت").first.wait_for()
    _look(phone, axe, "phone-signed-ar")


def test_a_refugee_reads_and_signs_in_arabic(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    tie = make_tie(site)
    put(site, tie)
    operator = browse(site.berta, 1280)
    home = operator.url.rstrip("/")
    operator.goto(home + tie.get_absolute_url())
    _look(operator, axe, "operator-tutoring-1280")
    operator.get_by_role("link", name="Invita La persona").click()
    _look(operator, axe, "operator-invite-1280")
    operator.get_by_role("button", name="Crea l’invito").click()
    code = operator.locator(".big-code").inner_text().strip()
    link = operator.locator("#link").input_value()
    assert re.fullmatch(r"\d{3} \d{3}", code) and "lang=ar" in link
    _look(operator, axe, "operator-invited-1280")

    phone = browse(None, 390, "ar")
    phone.goto(link)
    _come_in_and_sign(phone, code, axe)
    row = TutoringAgreement.objects.visible_to(SYSTEM).get()
    assert row.signatures.get().name == "ليلى حداد"
    operator.goto(home + row.get_absolute_url())
    operator.get_by_text("ليلى حداد").first.wait_for()
    _look(operator, axe, "operator-agreement-1280")
    with operator.expect_download() as download:
        operator.get_by_role("link", name="Stampa (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert "ليلى" not in download.value.suggested_filename
    operator.get_by_role("link", name="Firma su questo telefono").click()
    operator.set_viewport_size({"width": 390, "height": 844})
    _look(operator, axe, "operator-here-it-390")
    operator.goto(home + reverse("tutoring:agreement_write", args=[tie.pk]))
    _look(operator, axe, "operator-write-it-390")

    phone.goto(home + reverse("accounts:device_list"))
    _look(phone, axe, "phone-devices-ar")
    phone.get_by_role("button", name="اخرج الآن").first.click()
    phone.wait_for_url("**" + reverse("portal:service_list"))
    phone.goto(home + row.get_absolute_url())
    assert "/sign-in/login/" in phone.url
