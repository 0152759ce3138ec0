"""Six weeks of a tie: on track, a reminder answered with one tap, a check-in in Arabic that worries, the picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from accanto.tutoring.models import CheckIn, Tutoring
from accanto.tutoring.operations.checkin import open_check_ins
from accanto.tutoring.operations.reminder import remind
from accanto.tutoring.operations.rhythm import renew_all
from accanto.tutoring.operations.tutoring import log_contact
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_check_ins import make_tie
from tests.tutoring.test_reminders import at

pytestmark = pytest.mark.journey


def _six_weeks(site: Cast) -> Tutoring:
    """A tie of six weeks, in touch each week but for the last three, each side beginning in turn."""
    tie = make_tie(site, days=42)
    for week in range(3):
        on = tie.started_on + timedelta(days=7 * week + 1)
        for side in ("tutor", "person", "tutor"):
            log_contact(SYSTEM, tutoring=tie, kind="meeting", on=on, begun_by=side)
    renew_all()
    return tie


def test_six_weeks_of_a_tie(site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
    tie = _six_weeks(site)
    root = browse(None).url.rstrip("/")
    operator = browse(site.berta)
    operator.goto(root + reverse("tutoring:tutoring_list"))
    operator.get_by_text("In silenzio da un po'").last.wait_for()

    assert remind(at(TODAY())) == 1
    link = re.findall(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]  # the second: we met
    phone = browse(None, 390, "ar")
    phone.goto(root + link.replace("lang=it", "lang=ar"))
    axe(phone)
    assert not tie.contacts.filter(on=TODAY()).exists(), "opening it changes nothing"
    phone.get_by_role("button", name="نعم").click()
    phone.get_by_text("تم تسجيله").wait_for()
    axe(phone)
    operator.reload()
    operator.get_by_text("Tutto bene").last.wait_for()
    axe(operator)

    open_check_ins()
    person = browse(site.amina, 390, "ar")
    person.goto(root + CheckIn.objects.visible_to(SYSTEM).get(side="person").get_absolute_url())
    axe(person)
    person.get_by_role("group", name="كلانا يعطي").get_by_label("كثيرًا").check()
    person.get_by_role("textbox").fill("صاحب العمل يهددني وأخذ جواز سفري")
    person.get_by_role("button", name="أرسل").click()
    person.get_by_text("وصلت أجوبتك").wait_for()

    operator.goto(root + reverse("today"))
    operator.get_by_role("link", name=re.compile("Parole che preoccupano")).click()
    operator.get_by_text("صاحب العمل").wait_for()
    axe(operator)
    operator.get_by_label("Che cosa si è fatto").fill("L'ho chiamata")
    operator.get_by_role("button", name="Ho provveduto").click()
    operator.get_by_text("– / 4").wait_for()
    operator.get_by_text("Non basta ancora").wait_for()  # the tutor has not answered
    axe(operator)
