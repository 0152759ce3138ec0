"""The whole line, as three people live it: from a library to a plan with a tutor, and into the figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accanto.core import trail
from accanto.directory.operations.service import add_service
from accanto.network.models import ExpectedResult
from accanto.outreach.models import Place
from accanto.tutoring.models import Tutor
from tests.cast import SYSTEM, TODAY, Cast

pytestmark = pytest.mark.journey


def _set_the_scene(site: Cast) -> None:
    here = {"organisation": site.org_a, "project": site.project, "territory": site.territory}
    town = site.municipality
    trail.create(SYSTEM, Place(kind="library", name="Biblioteca", municipality=town, **here), "place.added")
    add_service(SYSTEM, name="Italiano la sera", provider="Volontari", municipality=town, areas=["languages"])
    tutor = Tutor(name="Circolo del Ponte", contact_person="Gina", kind="club", available_on=TODAY(), **here)
    tutor.interviewed_on = tutor.trained_on = TODAY()
    trail.create(SYSTEM, tutor, "tutor.added")
    for number, compute in enumerate(("persons_encountered", "persons_in_case", "plans_agreed")):
        result = ExpectedResult(
            project=site.project, key=compute.replace("_", "-"), what={"it": compute}, unit="persons", target=10,
            indicator={"compute": compute}, by=["gender"], position=number,
        )  # fmt: skip
        trail.create(SYSTEM, result, "project.changed")


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_from_a_library_to_a_plan_with_a_tutor(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None], width: int
) -> None:
    _set_the_scene(site)
    _meet(browse(site.olga, width), axe)
    code = _follow(browse(site.berta, width), axe)
    _count(browse(site.carlos, width), axe, site, code)


def _meet(page: Any, axe: Callable[[Any], None]) -> None:
    """Olga meets a woman at the library: first nameless, then she gives her name."""
    axe(page)
    page.goto(page.url.rstrip("/") + reverse("today"))
    axe(page)
    page.get_by_role("link", name="Nuovo incontro").click()
    axe(page)
    page.get_by_label("Donna").check()
    page.get_by_label("Italiano e altre lingue").check()
    page.get_by_label("In poche parole").fill("Chiede un corso la sera. الدراسة")
    page.get_by_label("Volantino", exact=True).check()
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("L'incontro è registrato").wait_for()
    axe(page)
    page.get_by_role("link", name="Ha dato un nome").click()
    page.get_by_role("button", name="Salva").click()  # wrong: nothing written
    page.get_by_text("Scrivi un nome, o il codice").first.wait_for()
    axe(page)
    page.get_by_label("Nome", exact=False).first.fill("Amina")
    page.get_by_label("Cognome").fill("Diallo")
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Apri un percorso").click()
    axe(page)
    page.get_by_label("Chi segue la persona").select_option(label="Berta")
    page.get_by_role("button", name="Apri il percorso").click()
    page.get_by_text("Il percorso è aperto").wait_for()


def _follow(page: Any, axe: Callable[[Any], None]) -> str:
    """Berta finds the case, records the situation, refers, writes the plan, introduces a tutor."""
    root = page.url.rstrip("/")
    page.goto(root + reverse("people:person_list"))
    axe(page)
    page.get_by_label("nome, codice, telefono").fill("Jallow Aminah")  # another spelling of Diallo Amina
    page.locator("form[role=search] button").first.click()
    page.get_by_role("link", name="P-").first.click()
    page.get_by_role("heading", name="Amina Diallo").wait_for()
    axe(page)
    page.locator("main a[href*='/cases/0']").first.click()
    code = str(page.locator("h1").inner_text())[:8]
    page.get_by_text("Chiede un corso la sera. الدراسة").wait_for()
    axe(page)
    page.get_by_role("link", name="Registra la situazione").click()
    page.get_by_label("Senza lavoro, lo cerca").check()
    axe(page)
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Find a service").or_(page.locator("a[href*='?need=']")).first.click()
    page.get_by_role("link", name="Con una nota").first.click()
    axe(page)
    page.get_by_label("Servita", exact=True).check()
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Soddisfatto").first.wait_for()
    _plan(page, axe)
    page.go_back()
    return code


def _plan(page: Any, axe: Callable[[Any], None]) -> None:
    case = page.url
    page.get_by_role("link", name="Comincia il piano").click()
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Obiettivo").first.click()
    page.get_by_label("che cosa vuole la persona").fill("Voglio parlare con la maestra")
    page.get_by_label("Italiano e altre lingue").check()
    page.get_by_role("button", name="Salva").click()
    axe(page)
    page.get_by_role("link", name="Azione", exact=True).click()
    page.get_by_label("oppure con altre parole").fill("Iscriversi al corso della sera")
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("button", name="Proponi questa versione").click()
    page.get_by_role("button", name="Accetto").click()
    page.get_by_role("link", name="Firmato su carta").click()
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Accettato", exact=True).first.wait_for()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Stampa (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    page.goto(case)
    page.get_by_role("link", name="Presenta un tutor").click()
    page.get_by_label("tutor", exact=False).first.select_option(index=1)
    page.get_by_role("button", name="Comincia l'affiancamento").click()  # wrong: they did not say yes
    page.get_by_text("Nessuno viene presentato prima").first.wait_for()
    page.get_by_label("tutti e due hanno detto di sì").check()
    page.get_by_role("button", name="Comincia l'affiancamento").click()
    page.get_by_role("button", name="Telefonata").click()
    page.get_by_text("Annotato").first.wait_for()
    axe(page)
    page.goto(case)
    axe(page)


def _count(page: Any, axe: Callable[[Any], None], site: Cast, code: str) -> None:
    """Carlos sees it in the figures at once, and the rows behind them without a name."""
    root = page.url.rstrip("/")
    page.goto(root + reverse("evaluation:project_figures", args=[site.project.pk]))
    axe(page)
    for compute in ("persons_encountered", "persons_in_case", "plans_agreed"):
        row = page.locator("tr", has_text=compute)
        assert "1" in row.locator("td").first.inner_text(), compute
    page.get_by_role("link", name="persons_in_case").click()
    page.get_by_role("link", name="Apri le righe").click()
    page.locator("td code", has_text="P-").first.wait_for()  # a row: a code, and no name
    axe(page)
    assert "Amina" not in page.content()
    page.goto(root + reverse("network:project_detail", args=[site.project.pk]))
    axe(page)
    assert code.startswith("C-")


def test_the_case_is_closed_with_its_outcome(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    case = site.case()
    page = browse(site.berta)
    page.goto(page.url.rstrip("/") + reverse("cases:case_close", args=[case.pk]))
    axe(page)
    page.get_by_label("che cosa resta").fill("Gioca ancora a calcio")
    page.get_by_role("button", name="Chiudi il percorso").click()  # wrong: no outcome chosen
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("che cosa resta").input_value() == "Gioca ancora a calcio"
    axe(page)
    page.get_by_label("Obiettivi raggiunti: la persona").check()
    page.get_by_role("button", name="Chiudi il percorso").click()
    page.get_by_text("Il percorso è chiuso.").wait_for()
    axe(page)


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["it", "en", "fr", "ar", "ro"])
def test_the_portal_in_five_languages(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None], language: str, width: int
) -> None:
    add_service(
        SYSTEM,
        name="Italiano la sera",
        provider="Volontari",
        municipality=site.municipality,
        areas=["languages"],
    )
    page = browse(None, width, language)
    for path in ("/", "/services/", "/projects/", "/your-data/", "/sign-in/login/"):
        page.goto("/".join(page.url.split("/")[:3]) + path)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        axe(page)


def test_dark_theme_and_staff_pages_are_readable(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    page = browse(site.mario)
    root = page.url.rstrip("/")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    for name in ("today", "people:person_list", "cases:case_list", "tutoring:tutor_list", "people:opening_list",
                 "directory:service_list", "network:project_list", "accounts:user_list", "accounts:account"):  # fmt: skip
        page.goto(root + reverse(name))
        axe(page)
