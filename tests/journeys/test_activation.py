"""An operator brings a tutor along the way; a manager suspends one, who is out at their next click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from accanto.core import trail
from accanto.tutoring.models import Tutor
from accanto.tutoring.operations.tutoring import start_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import make_tutor, ready

pytestmark = pytest.mark.journey


def _fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_from_an_offer_to_an_introduction(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    trail.change(SYSTEM, site.project, "project.changed", definition={"tutoring": {"training_hours": 2}})
    make_tutor(site, name="Anna Ferri", available_on=TODAY() - timedelta(days=20))
    page = browse(site.berta, 390)
    page.goto(page.url.rstrip("/") + reverse("tutoring:activation"))
    axe(page)
    _fits(page)
    page.get_by_role("link", name="Fissa il primo colloquio").click()
    axe(page)
    page.locator("[name=day]").fill(TODAY().isoformat())
    page.locator("[name=time]").fill("17:30")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Il colloquio è fissato").wait_for()
    page.get_by_role("link", name="Scrivi com'è andato").click()
    axe(page)
    page.get_by_label("Adatto", exact=True).check()
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Segna ore di formazione").click()
    page.locator("[name=what]").fill("Relazioni interculturali")
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("heading", name="Presentazione").wait_for()
    page.get_by_role("link", name="Visto").click()
    page.get_by_label("Documento d'identità").check()
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("visto il").wait_for()
    axe(page)
    _fits(page)


def test_suspended_one_is_out_at_the_next_click(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    tutor = ready(site, account=site.elia)
    tie = start_tutoring(
        site.actor(site.berta), case=site.case(), tutor=tutor, introduced_on=TODAY(), both_said_yes=True
    )
    theirs = browse(site.elia, 390)
    theirs.goto(theirs.url.rstrip("/") + tie.get_absolute_url())
    key = next(c["value"] for c in theirs.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    UserSession.objects.create(user=site.elia, ip="127.0.0.1", session_key=key, user_agent="x")
    page = browse(site.mario)
    page.goto(page.url.rstrip("/") + tutor.get_absolute_url())
    axe(page)
    page.get_by_role("link", name="Sospendi").click()
    page.locator("[name=why]").fill("Una segnalazione da chiarire")
    page.get_by_role("button", name="Sospendi subito").click()
    page.get_by_text("Sospeso dal").wait_for()
    axe(page)
    theirs.reload()
    theirs.wait_for_url("**/sign-in/login/**")
    assert Tutor.objects.visible_to(SYSTEM).get(pk=tutor.pk).suspended_on == TODAY()
