"""A manager suspends a tutor, who is out at their next click. The way to an introduction: test_tie.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings

from accanto.tutoring.models import Tutor
from accanto.tutoring.operations.tutoring import start_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import ready

pytestmark = pytest.mark.journey


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
