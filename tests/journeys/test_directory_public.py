"""A mother with a cheap phone, in Arabic, at 360 px: finds, keeps, reads without a connection, corrects."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from accanto.core import trail
from accanto.directory.models import Check, Correction, Feedback, Schedule, Translation
from accanto.directory.operations.keeping import SECRET, send_confirmation_link
from accanto.directory.operations.service import add_service
from accanto.directory.texts import digest
from tests.cast import SYSTEM, Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = 360
Browse = Callable[..., Any]
Axe = Callable[[Any], None]


@pytest.fixture
def services(site: Cast) -> list[Any]:
    cache.clear()
    facts: dict[str, Any] = {
        "provider": "CPIA",
        "municipality": site.municipality,
        "languages": ["ita", "ara"],
    }
    course = add_service(
        SYSTEM, name="Corso di italiano", areas=["languages"], description="Per chi comincia", **facts
    )
    for field, text in (("name", "دروس اللغة الإيطالية"), ("description", "للمبتدئين")):
        row = Translation(
            service=course, field=field, language="ar", text=text, state="published",
            source_digest=digest(getattr(course, field)),
        )  # fmt: skip
        trail.create(SYSTEM, row, "service.translated")
    every_day = Schedule(
        service=course, freq="WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU", opens_at=time(0), closes_at=time(23, 59),
        holidays="open",
    )  # fmt: skip
    trail.create(SYSTEM, every_day, "service.changed")
    return [course, add_service(SYSTEM, name="Ambulatorio", areas=["health"], **facts)]


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true. (`wait_for_function` evaluates again within the page, which the page's
    policy forbids: it passes only what is true at once.)"""
    for _tenth in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def test_she_finds_an_italian_course_in_arabic(services: list[Any], browse: Browse, axe: Axe) -> None:
    page = browse(None, PHONE, "ar")
    axe(page)
    page.get_by_role("link", name="الإيطالية ولغات أخرى").click()
    page.get_by_role("link", name="دروس اللغة الإيطالية").wait_for()
    assert page.get_by_text("Ambulatorio").count() == 0
    axe(page)
    page.locator("summary", has_text="التصفية").click()
    axe(page)
    page.get_by_role("link", name="دروس اللغة الإيطالية").click()
    page.get_by_text("للمبتدئين").wait_for()
    page.get_by_text("مفتوح الآن").first.wait_for()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".qr-image").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    axe(page)


def test_results_come_while_she_types(services: list[Any], browse: Browse, axe: Axe) -> None:
    page = browse(None, PHONE, "ar")
    page.goto(f"{page.url.rstrip('/')}/services/")
    page.get_by_role("link", name="Ambulatorio").wait_for()
    page.get_by_role("searchbox").press_sequentially("إيطالية")
    page.get_by_role("link", name="Ambulatorio").wait_for(state="detached")
    page.get_by_role("link", name="دروس اللغة الإيطالية").wait_for()
    page.locator("[data-map] summary").click()
    page.locator("[data-map][data-ready]").wait_for()
    axe(page)
    assert "word=" in page.url


def test_an_empty_answer_leads_on(services: list[Any], browse: Browse, axe: Axe) -> None:
    page = browse(None, PHONE, "fr")
    page.get_by_label("De quoi as-tu besoin").or_(page.locator("#find-word")).first.fill("zzzzqqq")
    page.locator("#find-word").press("Enter")
    page.get_by_role("heading", name="Rien trouvé").wait_for()
    axe(page)
    page.get_by_role("main").get_by_role("link", name="Santé").or_(
        page.locator(".tiles a").nth(4)
    ).first.click()
    page.get_by_role("link", name="Ambulatorio").wait_for()


def test_kept_pages_open_without_a_connection_and_say_so(
    services: list[Any], browse: Browse, axe: Axe
) -> None:
    page = browse(None, PHONE, "ar")
    root = page.url.rstrip("/")
    page.goto(f"{root}/services/{services[0].pk}/")
    page.evaluate("navigator.serviceWorker.ready")
    until(page, "navigator.serviceWorker.controller !== null")
    page.locator("[data-save]").click()
    page.get_by_role("button", name="في قائمتي").wait_for()
    kept = "caches.open('pages-1').then(c => c.keys()).then(k => k.map(r => new URL(r.url).pathname))"
    until(
        page,
        f"{kept}.then(paths => paths.includes('/my-list/') && paths.includes('/services/{services[0].pk}/'))",
    )
    page.context.set_offline(True)
    page.reload()
    page.get_by_text("للمبتدئين").first.wait_for()
    page.get_by_text("لا يوجد اتصال. هذه الصفحة محفوظة على هاتفك.").wait_for()
    axe(page)
    page.locator("[data-saved-link]").first.click()
    page.get_by_role("link", name="دروس اللغة الإيطالية", exact=True).wait_for()
    page.get_by_text("لا يوجد اتصال").first.wait_for()
    page.goto(f"{root}/projects/")
    page.get_by_role("heading", name="لا يوجد اتصال").wait_for()
    page.locator("[data-kept-pages] a", has_text="دروس اللغة الإيطالية").wait_for()
    page.context.set_offline(False)
    page.goto(f"{root}/services/{services[0].pk}/")
    assert not page.locator(".offline-line").is_visible()


def test_staff_pages_are_never_kept_and_signing_in_forgets(
    site: Cast, services: list[Any], browse: Browse
) -> None:
    page = browse(None, PHONE, "it")
    root = page.url.rstrip("/")
    page.evaluate("navigator.serviceWorker.ready")
    until(page, "caches.keys().then(names => names.includes('pages-1'))")
    session = site.client(site.berta).cookies["accanto_session"].value
    page.context.add_cookies([{"name": "accanto_session", "value": session, "url": root}])
    page.goto(f"{root}/people/")
    until(page, "caches.keys().then(names => names.length === 0)")
    until(page, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{root}/people/")
    page.context.set_offline(False)


def test_the_map_opens_by_keyboard_and_asks_nobody_else(
    services: list[Any], browse: Browse, axe: Axe
) -> None:
    page = browse(None, PHONE, "it")
    root = page.url.rstrip("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}/services/")
    assert not any("map.js" in url for url in asked), "the map is loaded before it is opened"
    page.locator("[data-map] summary").press("Enter")
    page.locator("[data-map][data-ready]").wait_for()
    page.locator("path.town").first.wait_for(state="attached")
    pin = page.locator(".map-pin")
    assert pin.get_attribute("aria-label") == "Ottiglio: 2"
    pin.press("Enter")
    page.locator(".leaflet-popup-content a", has_text="Corso di italiano").wait_for()
    axe(page)
    assert all(url.startswith(root) or url.startswith("data:") for url in asked)


def test_without_scripts_everything_is_there(
    services: list[Any], browser: Any, site: Cast, live_server: Any
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 640}, locale="it"
    )
    page = context.new_page()
    page.goto(live_server.url)
    page.locator("#find-word").fill("italiano")
    page.get_by_role("button", name="Cerca").click()
    page.get_by_role("link", name="Corso di italiano").click()
    page.get_by_role("link", name="Apri come lista da stampare").click()
    page.get_by_role("link", name="Corso di italiano", exact=True).wait_for()
    page.goto(f"{live_server.url}/services/{services[0].pk}/wrong/")
    page.get_by_label("Ha chiuso").check()
    page.get_by_role("button", name="Manda").click()
    page.get_by_role("heading", name="Grazie").wait_for()
    context.close()
    assert Feedback.objects.visible_to(SYSTEM).get().about == "closed"


def test_something_is_wrong(services: list[Any], browse: Browse, axe: Axe) -> None:
    page = browse(None, PHONE, "ar")
    page.goto(f"{page.url.rstrip('/')}/services/{services[0].pk}/")
    page.get_by_role("link", name="أخبرنا").click()
    axe(page)
    page.locator("textarea").fill("الباب مغلق")
    page.get_by_role("button", name="أرسل").click()  # wrong: nothing chosen
    page.locator("[data-errors]").wait_for()
    assert page.locator("textarea").input_value() == "الباب مغلق"
    axe(page)
    page.locator("input[value=closed]").check()
    page.get_by_role("button", name="أرسل").click()
    page.get_by_role("heading", name="شكرًا").wait_for()
    axe(page)
    assert Feedback.objects.visible_to(SYSTEM).get().text == "الباب مغلق"


def test_the_organisation_confirms_and_corrects_by_link(
    services: list[Any], browse: Browse, axe: Axe
) -> None:
    def link() -> str:
        facts: dict[str, Any] = {"service": services[0], "to": "cpia@example.org"}
        send_confirmation_link(SYSTEM, confirm_url=f"/confirm/{SECRET}/", **facts)
        return re.search(r"/confirm/[^\s/]+/", mail.outbox[-1].body)[0]  # type: ignore[index]

    page = browse(None, PHONE, "it")
    root = page.url.rstrip("/")
    page.goto(root + link())
    axe(page)
    page.locator("summary", has_text="Qualcosa è cambiato").click()
    page.get_by_label("orari").fill("Lunedì 9-11")
    axe(page)
    page.get_by_role("button", name="Manda le correzioni").click()
    page.get_by_role("heading", name="Grazie").wait_for()
    assert Correction.objects.visible_to(SYSTEM).get().values == {"opening": "Lunedì 9-11"}
    used = link()
    page.goto(root + used)
    page.get_by_role("button", name="È ancora tutto vero").click()
    page.get_by_role("heading", name="Grazie").wait_for()
    assert Check.objects.visible_to(SYSTEM).filter(service=services[0], how="link").exists()
    page.goto(root + used)
    page.get_by_role("heading", name="Questo link non funziona più").wait_for()
    axe(page)
