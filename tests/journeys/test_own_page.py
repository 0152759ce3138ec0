"""A person on a phone that others use too, in Arabic: in by link, the plan, a message, who saw, a correction, out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.mine.models import DataRequest, Message
from accanto.mine.operations.door import invite_person
from accanto.people.operations.identity import read_identity
from tests.cast import SYSTEM, Cast
from tests.mine.world import NAME, follow, furnish

pytestmark = pytest.mark.journey


def _look(page: Any, axe: Callable[[Any], None]) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _come_in(phone: Any, code: str) -> None:
    phone.locator("[name=code]").fill(code)
    phone.locator("[name=phone][value=shared]").check()
    phone.get_by_role("button", name="ادخل").click()
    phone.get_by_role("heading", name="صفحتي").wait_for()


def _agree_and_ask(phone: Any, axe: Callable[[Any], None]) -> None:
    _look(phone, axe)
    phone.get_by_role("link", name="خطتك تنتظر موافقتك").click()
    phone.get_by_role("button", name="أوافق").click()
    phone.get_by_role("button", name="أوافق").wait_for(state="detached")
    phone.locator(".main-nav").get_by_text("صفحتي").click()
    phone.get_by_role("link", name="اكتب للموظف الذي يتابعك").click()
    phone.locator("[name=text]").fill("أتأخر قليلا غدا")
    phone.locator("main form button").click()
    phone.get_by_text("لم تُقرأ بعد").wait_for()
    _look(phone, axe)
    phone.locator(".crumbs a").click()
    phone.get_by_role("link", name="من رأى بياناتي").click()
    phone.get_by_text("Casa Aperta").first.wait_for()
    _look(phone, axe)
    phone.locator(".crumbs a").click()
    phone.get_by_role("link", name="ما هو مكتوب عني").click()
    phone.get_by_role("link", name="سنة الميلاد").click()
    assert phone.locator("[name=about][value=birth]").is_checked()
    phone.locator("[name=wrong]").fill("هذه السنة خطأ")
    phone.locator("[name=wanted]").fill("1992")
    _look(phone, axe)
    phone.locator("main form button").click()
    phone.get_by_text("ينتظر جوابًا").wait_for()


def test_a_person_on_a_shared_phone(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    case = follow(site, language="ara")
    furnish(site, case)
    read_identity(site.actor(site.berta), person=case.person)
    told = invite_person(site.actor(site.berta), case=case, language="ar")
    phone = browse(None, 390, "ar")
    home = phone.url.rstrip("/")
    phone.goto(home + reverse("tutoring:entry", args=[told.secret]))
    _come_in(phone, told.code)
    _agree_and_ask(phone, axe)

    operator = browse(site.berta, 1280)
    operator.goto(home + reverse("today"))
    operator.get_by_role("link", name="ti ha scritto").click()
    operator.get_by_text("أتأخر قليلا غدا").wait_for()
    operator.locator("[name=text]").fill("Va bene, a domani")
    operator.locator("main form button").first.click()
    operator.get_by_text("Va bene, a domani").wait_for()
    _look(operator, axe)
    request = DataRequest.objects.visible_to(SYSTEM).get()
    operator.goto(home + request.get_absolute_url())
    operator.locator("[name=outcome][value=done]").check()
    operator.locator("[name=answer]").fill("Corretto, grazie")
    _look(operator, axe)
    operator.locator("main form button").first.click()
    operator.get_by_text("Corretto, grazie").wait_for()
    assert Message.objects.visible_to(SYSTEM).count() == 2

    phone.goto(home + reverse("mine:requests"))
    phone.get_by_text("Corretto, grazie").wait_for()
    phone.goto(home + reverse("mine:data") + "?name=1")
    phone.get_by_text(NAME).wait_for()
    phone.get_by_role("button", name="اخرج الآن").click()
    phone.wait_for_url("**" + reverse("portal:service_list"))
    for _step in range(3):
        phone.go_back()
        phone.wait_for_load_state()
        assert NAME not in phone.content() and "Corretto" not in phone.content()
