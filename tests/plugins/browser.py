"""Journeys in a real browser, where there is one; where not, the run says so in one plain line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

REQUIRED = os.environ.get("ACCANTO_REQUIRE_BROWSER") == "1"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_CSP = "Content Security Policy"
_left_out: list[str] = []

_FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"

#: The rules of WCAG 2.2 AA that axe can check.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    if REQUIRED and any(item.get_closest_marker("journey") for item in items):
        raise pytest.UsageError("ACCANTO_REQUIRE_BROWSER=1, but there is no Chromium")
    for item in items:
        if item.get_closest_marker("journey"):
            _left_out.append(item.nodeid)
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _left_out:
        terminalreporter.write_line(f"No Chromium here: {len(_left_out)} browser journeys were NOT run.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # No sandbox: it needs rights that a container's root lacks, and the pages are our own.
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*quiet, "--disable-sync"])
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """A page in a browser of its own: `new_page(width=390, locale="ar")`. Fails on script errors."""
    contexts: list[Any] = []
    errors: list[str] = []

    def make(width: int = 1280, height: int = 900, locale: str = "it-IT") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            timezone_id="Europe/Rome",
            reduced_motion="reduce",  # a colour half-way through fading in is not the page's contrast
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if _CSP in message.text else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors, f"errors in the page's scripts: {errors}"


@pytest.fixture
def axe() -> Callable[[Any], None]:
    """Asserts that a page breaks no rule of WCAG 2.2 AA that axe knows, and that nothing sticks out at its side."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Any) -> None:
        page.wait_for_load_state("load")  # a click returns when the next page has begun, not when it is there
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        broken = [_told(violation) for violation in results.response["violations"]]
        assert not broken, f"{page.url}:\n" + "\n".join(broken)
        assert page.evaluate(_FITS), f"{page.url}: wider than the screen"

    return check


def _told(violation: dict[str, Any]) -> str:
    """A violation in one block: the rule, and the first three places where it is broken."""
    places = [f"    {node['target']}: {node['html'][:200]}" for node in violation["nodes"][:3]]
    return "\n".join([f"{violation['id']} ({len(violation['nodes'])}×): {violation['help']}", *places])
