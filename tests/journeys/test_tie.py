"""The whole line of a tie: a parish offers itself from a phone, and six weeks later it is on track.

The clock of the site moves week by week; nothing is set back in a row. Each acts on a device of their own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accanto.portal.forms import offer
from accanto.tutoring import kept
from accanto.tutoring.models import Tutor, Tutoring
from accanto.tutoring.operations.checkin import open_check_ins
from accanto.tutoring.operations.reminder import remind
from accanto.tutoring.operations.rhythm import renew_all
from tests.cast import SYSTEM, TODAY, Cast
from tests.journeys.test_offer import put_away_and_taken_up, what_and_why, who
from tests.portal.offers import links, make_tutoring
from tests.tutoring.world import World

pytestmark = pytest.mark.journey
_SHOTS = os.environ.get("KEEP_PICTURES")


class Line:
    """The site, its people's devices, and who looks at each page that is new."""

    def __init__(self, site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None]) -> None:
        self.site, self.browse, self._axe = site, browse, axe
        self.parish = browse(None, 390)
        self.home = self.parish.url.rstrip("/")

    def look(self, page: Any, name: str = "") -> None:
        self._axe(page)
        if _SHOTS and name:
            page.screenshot(path=str(Path(_SHOTS) / f"{name}.png"), full_page=True)

    def staff(self) -> Any:
        """Berta at a desk, signed in now."""
        return self.browse(self.site.berta)

    def come_in(self, staff: Any, phone: Any, button: str) -> None:
        """Shown the link and told the code, someone comes in on a phone of their own."""
        code = staff.locator(".big-code").inner_text().strip()
        phone.goto(staff.locator("#link").input_value())
        phone.locator("[name=code]").fill(code)
        phone.locator("[name=phone][value=mine]").check()
        phone.get_by_role("button", name=button, exact=True).click()


def test_a_parish_offers_itself_and_six_weeks_later_its_tie_is_on_track(
    site: Cast, browse: Callable[..., Any], axe: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    kept.forget()
    make_tutoring(site, training_hours=2)
    monkeypatch.setattr(offer, "MIN_SECONDS", 0)
    with time_machine.travel(timezone.now(), tick=True) as clock:
        line = Line(site, browse, axe)
        _offer(line)
        staff = line.staff()
        _accept_and_make_ready(line, staff)
        person = _asked_and_introduced(line, staff)
        tie = Tutoring.objects.visible_to(SYSTEM).get()
        _agree(line, staff, person, tie)
        helper = _someone_of_the_group(line, tie)
        for week in range(6):
            clock.move_to(timezone.now() + timedelta(days=7))
            _in_touch(line, tie, helper if week == 3 else line.parish, person, week)
        _on_track(line, tie, person)


def _offer(line: Line) -> None:
    who(line.parish, line.look)
    put_away_and_taken_up(line.parish, line.home, line.look)
    what_and_why(line.parish, line.look)
    assert len(mail.outbox) == 1
    line.parish.goto(line.home + links()[0])
    line.look(line.parish)
    line.parish.get_by_role("button", name="Sì, ero io").click()
    line.parish.get_by_text("è confermato").wait_for()


def _accept_and_make_ready(line: Line, staff: Any) -> None:
    """Accepted, met, trained, checked: the tutor's page always says what comes next."""
    staff.goto(line.home + reverse("today"))
    staff.get_by_role("link", name="si offre di stare accanto a qualcuno a Ottiglio").click()
    staff.get_by_text("Abbiamo una sala e tanta voglia.").wait_for()
    line.look(staff)
    staff.get_by_role("button", name="Accogli come tutor").click()
    staff.get_by_role("heading", name="Parrocchia di San Germano").wait_for()
    tutor = Tutor.objects.visible_to(SYSTEM).get()
    assert (tutor.times, tutor.offers) == (["mon_evening"], ["places_and_stories"])
    staff.get_by_role("link", name="Fissa il primo colloquio").click()
    staff.locator("[name=day]").fill(TODAY().isoformat())
    staff.locator("[name=time]").fill("17:30")
    staff.get_by_role("button", name="Salva").click()
    staff.get_by_role("link", name="Scrivi com'è andato").click()
    line.look(staff)
    staff.get_by_label("Adatto", exact=True).check()
    staff.get_by_role("button", name="Salva").click()
    staff.get_by_role("link", name="Segna ore di formazione").click()
    staff.locator("[name=what]").fill("Relazioni interculturali")
    staff.get_by_role("button", name="Salva").click()
    staff.get_by_role("heading", name="Presentazione").wait_for()
    staff.get_by_role("link", name="Visto").click()
    staff.get_by_label("Documento d'identità").check()
    staff.get_by_role("button", name="Salva").click()
    staff.get_by_text("visto il").wait_for()
    line.look(staff)


def _asked_and_introduced(line: Line, staff: Any) -> Any:
    """The board proposes, both are asked on their own phones, both say yes; then they are introduced."""
    request = World(line.site).waits("ara", "ita", interests=["music"])
    staff.goto(line.home + reverse("tutoring:board", args=[line.site.project.pk]))
    staff.get_by_role("link", name=request.case.code, exact=True).click()
    staff.get_by_role("link", name="Tieni questa coppia").click()
    staff.get_by_role("button", name="Tieni questa coppia").click()
    staff.get_by_role("button", name="Chiedi a tutti e due sulla loro pagina").click()
    line.look(staff)
    page = staff.url
    staff.get_by_role("link", name="Invita Il tutor").click()
    staff.get_by_role("button", name="Crea l’invito").click()
    line.come_in(staff, line.parish, "Entra")
    line.parish.get_by_role("heading", name="Volete conoscervi?").wait_for()
    line.parish.get_by_text("arabo").wait_for()
    line.look(line.parish, "asked-it")
    line.parish.get_by_label("Sì, volentieri").check()
    line.parish.get_by_role("button", name="Manda").click()
    line.parish.get_by_text("Hai detto di sì").wait_for()
    staff.goto(page)
    staff.get_by_role("link", name="Invita La persona").click()
    staff.locator("[name=language]").select_option("ar")
    staff.get_by_role("button", name="Crea l’invito").click()
    person = line.browse(None, 390, "ar")
    line.come_in(staff, person, "ادخل")
    person.get_by_text("رعية").first.wait_for()
    line.look(person, "asked-ar")
    person.get_by_label("نعم، بكل سرور").check()
    person.locator("main button[type=submit]").click()
    person.get_by_text("قلت نعم").wait_for()
    staff.goto(line.home + reverse("today"))
    staff.get_by_text("Tutti e due hanno detto sì").first.wait_for()
    staff.goto(page)
    staff.get_by_role("link", name="Falli incontrare").click()
    staff.get_by_role("button", name="Comincia l'affiancamento").click()
    staff.get_by_role("heading", name="Parrocchia di San Germano").wait_for()
    return person


def _agree(line: Line, staff: Any, person: Any, tie: Tutoring) -> None:
    staff.goto(line.home + reverse("tutoring:agreement_write", args=[tie.pk]))
    staff.locator("[name=tutor_words]").fill("La festa del paese")
    staff.locator("[name=person_words]").fill("La cucina di casa")
    staff.get_by_role("button", name="Salva").click()
    staff.get_by_role("button", name="Proponilo ai due").click()
    staff.get_by_text("manca ancora una firma").first.wait_for()
    for phone, name in ((line.parish, "Don Piero"), (person, "ليلى")):
        phone.goto(line.home + reverse("portal:beside_list"))  # one tie alone opens by itself
        phone.locator("a.btn-primary", has_text=re.compile("firma|وقّع")).first.click()
        phone.get_by_text("La festa del paese").first.wait_for()
        phone.locator("[name=name]").fill(name)
        phone.locator("[name=agreed]").check()
        phone.locator("main button[type=submit]").last.click()
        phone.get_by_text(name).first.wait_for()
    staff.reload()
    staff.get_by_text("firmato da tutti e due").first.wait_for()


def _someone_of_the_group(line: Line, tie: Tutoring) -> Any:
    """Don Piero invites Lucia, who is of the parish; she comes in on her own phone."""
    line.parish.goto(line.home + reverse("portal:group", args=[tie.pk]))
    line.look(line.parish, "group-it")
    line.parish.get_by_role("link", name="Invita Lucia").click()
    line.look(line.parish)
    line.parish.get_by_role("button", name="Crea l’invito").click()
    line.look(line.parish, "group-invited-it")
    helper = line.browse(None, 390)
    line.come_in(line.parish, helper, "Entra")
    helper.wait_for_url("**/beside/**")
    return helper


def _in_touch(line: Line, tie: Tutoring, tutor: Any, person: Any, week: int) -> None:
    """One of the two notes the week's call, or a meeting; the nightly work runs as it does."""
    tutor.goto(line.home + reverse("portal:beside", args=[tie.pk]))
    if week in (0, 3, 5):
        tutor.goto(line.home + reverse("portal:contact_log", args=[tie.pk]))
        tutor.get_by_label("Incontro", exact=True).check()
        tutor.get_by_label("Lucia").check()
        tutor.locator("main button[type=submit]").last.click()
        tutor.get_by_text("Incontro · oggi").wait_for()
        tutor.goto(line.home + reverse("portal:beside", args=[tie.pk]))
    tutor.locator("label", has=tutor.locator("[name=kind][value=telephone]")).click()
    tutor.locator("button[name=day][value=today]").click()
    tutor.get_by_text("Telefonata · oggi").wait_for()
    if week == 0:
        person.goto(line.home + reverse("portal:beside", args=[tie.pk]))
        person.get_by_role("button", name="نعم، هذا صحيح").first.click()
        person.get_by_text("تم التأكيد").first.wait_for()
    renew_all()
    open_check_ins()


def _on_track(line: Line, tie: Tutoring, person: Any) -> None:
    """Six weeks on: both read that nothing is missing, the operator that all is well, and nobody is reminded."""
    assert TODAY() == tie.started_on + timedelta(days=42)
    assert remind(timezone.now()) == 0
    for phone, words in ((line.parish, "Fatto. Grazie."), (person, "تم. شكرًا.")):
        phone.goto(line.home + reverse("portal:beside", args=[tie.pk]))
        phone.get_by_text(words).first.wait_for()
        line.look(phone, f"on-track-{phone.locator('html').get_attribute('lang')}")
    staff = line.staff()
    staff.goto(line.home + reverse("tutoring:tutoring_list"))
    staff.locator(".badge", has_text="Tutto bene").wait_for()
    staff.goto(line.home + tie.get_absolute_url())
    staff.get_by_text("Lucia").first.wait_for()
    line.look(staff)
