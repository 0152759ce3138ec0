"""`accanto screenshots`: the README's pictures, taken of a running demo site with Chromium."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

#: file -> (role, page, width, height, language)
PICTURES = {
    "today.png": ("operator", "/today/", 1280, 860, "it"),
    "case.png": ("operator", "a case", 1280, 1300, "it"),  # down to the tutor and the referrals
    "figures.png": ("coordinator", "first figures", 1280, 860, "it"),
    "encounter-phone.png": ("outreach", "/outreach/new/", 390, 860, "it"),
    "portal-arabic-phone.png": ("", "/services/?word=طبيب", 390, 860, "ar"),
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
    case = case_to_show()
    first["operator"] = next(each for each in demo_accounts() if each.email == case.operator.email)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        contexts: dict[str, Any] = {}
        for name, (role, page, width, height, language) in PICTURES.items():
            known = contexts.get(role)
            context = known or browser.new_context(
                viewport={"width": width, "height": height}, locale=language
            )
            contexts[role] = context
            tab = context.new_page()
            if role and not known:  # a second factor's code is good once
                _sign_in(tab, options.url, first[role])
            tab.set_viewport_size({"width": width, "height": height})  # a role's pages differ
            _open(tab, options.url, case.get_absolute_url() if page == "a case" else page)
            tab.screenshot(path=options.folder / name)
            print(options.folder / name)
        browser.close()
    return 0


def case_to_show() -> Any:
    """The open case that tells a newcomer most: a plan, two or three needs, a tutor, a referral.

    Raises SystemExit where no case has a plan, needs and a tutor.
    """
    from django.db.models import Count, Q

    from accanto.cases.models import Case
    from accanto.core.actor import SystemActor

    cases = Case.objects.visible_to(SystemActor("demo")).filter(closed_on=None, plans__isnull=False)
    told = cases.select_related("operator").annotate(
        open_needs=Count("needs", filter=Q(needs__status="open"), distinct=True),
        ties=Count("tutorings", filter=Q(tutorings__ended_on=None), distinct=True),
        sent=Count("referrals", distinct=True),
        stands=Count("situations", distinct=True),
        agreed=Count("plans", filter=Q(plans__status="agreed"), distinct=True),
    )
    found = told.filter(open_needs__range=(2, 3), ties__gt=0, agreed__gt=0, operator__is_active=True)
    case = found.order_by("-sent", "-stands", "open_needs", "pk").first()
    if case is None:
        raise SystemExit("No case of this site has a plan, needs and a tutor: make the demo anew.")
    return case


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
    """A path, or the first project's figures."""
    if page == "first figures":
        tab.goto(f"{url}/network/projects/")
        tab.click("main a[href*='/network/projects/0']")
        tab.click("main a[href*='/evaluation/']")
    else:
        tab.goto(url + page)
    tab.wait_for_load_state("networkidle")
