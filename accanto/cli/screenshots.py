"""`accanto screenshots`: the README's pictures, taken of a running demo site with Chromium."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

#: file -> (role, page, width, language)
PICTURES = {
    "today.png": ("operator", "/today/", 1280, "it"),
    "case.png": ("operator", "first case", 1280, "it"),
    "figures.png": ("coordinator", "first figures", 1280, "it"),
    "encounter-phone.png": ("outreach", "/outreach/new/", 390, "it"),
    "portal-arabic-phone.png": ("", "/services/?word=طبيب", 390, "ar"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="where `accanto demo` is serving")
    parser.add_argument("--folder", type=Path, default=Path("docs/screenshots"))


def run(options: argparse.Namespace) -> int:
    from accanto.cli.demo import demo_accounts

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    options.folder.mkdir(parents=True, exist_ok=True)
    first: dict[str, Any] = {}
    for account in demo_accounts():
        first.setdefault(account.role, account)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        contexts: dict[str, Any] = {}
        for name, (role, page, width, language) in PICTURES.items():
            known = contexts.get(role)
            context = known or browser.new_context(viewport={"width": width, "height": 860}, locale=language)
            contexts[role] = context
            tab = context.new_page()
            if role and not known:  # a second factor's code is good once
                _sign_in(tab, options.url, first[role])
            _open(tab, options.url, page)
            tab.screenshot(path=options.folder / name)
            print(options.folder / name)
        browser.close()
    return 0


def _sign_in(tab: Any, url: str, account: Any) -> None:
    from accanto.demo.accounts import code_now

    tab.goto(f"{url}/sign-in/login/")
    tab.fill("#id_login", account.email)
    tab.fill("#id_password", account.password)
    tab.click("form.form button[type=submit]")
    tab.wait_for_load_state()
    if "2fa" in tab.url:
        tab.fill("input[name=code]", code_now())
        tab.click("form.form button[type=submit]")
        tab.wait_for_load_state()
    if "/sign-in/" in tab.url:
        raise SystemExit(f"{account.email} could not sign in: a code is good once, wait half a minute.")


def _open(tab: Any, url: str, page: str) -> None:
    """A path, or the first case with a plan, or the first project's figures."""
    if page == "first case":
        tab.goto(f"{url}/cases/?mine=on")
        tab.click("main ul.rows a")
    elif page == "first figures":
        tab.goto(f"{url}/network/projects/")
        tab.click("main a[href*='/network/projects/0']")
        tab.click("main a[href*='/evaluation/']")
    else:
        tab.goto(url + page)
    tab.wait_for_load_state("networkidle")
