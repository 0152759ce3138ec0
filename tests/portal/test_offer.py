"""I could be beside someone: written on a phone, interrupted, wrong, in a flood, by a machine; never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.config.jobs import forget_offers
from accanto.core import trail
from accanto.core.scoping import unrecorded
from accanto.portal.forms import offer as form
from accanto.portal.views import offer as views
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import TutorApplication, TutorDraft, TutorKey
from accanto.tutoring.operations import application, draft
from tests.access.test_bad_input import CORPUS
from tests.cast import SYSTEM, Cast
from tests.portal.offers import PARISH, REACH, WHAT, WHO, fill, links, make_tutoring, offers, stamp_of, step

pytestmark = pytest.mark.django_db
NOWHERE = {"municipality": "Palermo"}


@pytest.fixture(autouse=True)
def tutoring(cast: Cast) -> Cast:
    cache.clear()
    make_tutoring(cast)
    return cast


def drafts() -> int:
    return TutorDraft.objects.unscoped("test").count()


def words(page: Any) -> str:
    return page.content.decode()


def test_a_parish_offers_itself_and_counts_once_it_confirms(cast: Cast) -> None:
    client = Client(headers={"accept-language": "it"})
    assert fill(client, who=PARISH).url == reverse("portal:offer_sent")
    (offer,) = offers()
    assert (offer.state, offer.organisation, offer.project) == ("unconfirmed", cast.org_a, cast.project)
    assert (offer.territory, offer.municipality) == (cast.territory, cast.municipality)
    assert (offer.answers["members"], offer.answers["size"]) == (["Lucia", "مريم"], 12)
    assert offer.answers["offers"] == ["invitations"] and "gender" not in offer.answers
    assert offer.notice_version and offer.consented_at and drafts() == 0
    staff, url = cast.client(cast.berta), offer.get_absolute_url()
    assert staff.get(url).status_code == 404, "nobody reads what nobody confirmed"
    confirm, _withdraw = links()
    assert Client().get(confirm).status_code == 200 and offers()[0].state == "unconfirmed"
    assert "Grazie" in words(Client(headers={"accept-language": "it"}).post(confirm))
    assert offers()[0].state == "waiting" and staff.get(url).status_code == 200
    assert Client().post(confirm).status_code == 200, "twice is no harm"


def test_only_a_telephone_is_called(cast: Cast) -> None:
    fill(Client(), reach={**REACH, "email": "", "phone": "+39 0131 000 000"})
    assert offers()[0].state == "to_call" and not mail.outbox
    assert "telefono" in words(cast.client(cast.berta).get(reverse("today")))


def test_what_is_typed_is_nowhere_in_clear_and_not_in_the_trail() -> None:
    fill(Client(), reach={**REACH, "motivation": "Segretissimo"})
    with connection.cursor() as cursor:
        for table in (TutorApplication._meta.db_table, TutorKey._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            assert not {"Ferri", "anna@", "Segretissimo"} & set(
                str(cursor.fetchall()).replace('"', " ").split()
            )
    said = str(list(AuditEntry.objects.unscoped("test").filter(kind="application").values()))
    assert "Ferri" not in said and "anna" not in said and "Segretissimo" not in said


def test_wrong_steps_keep_everything_and_are_taken_up_again() -> None:
    client = Client(headers={"accept-language": "it"})
    page = client.post(step(1), {**PARISH, "contact_person": "", "municipality": "Otiglio"})
    assert page.status_code == 422 and "Ottiglio (AL)" in words(page) and "San Germano" in words(page)
    later = client.get(step(1))
    assert (
        "San Germano" in words(later) and "Otiglio" in words(later) and later["Cache-Control"] == "no-store"
    )
    assert "San Germano" not in words(client.get(reverse("portal:offer"))), (
        "the next on this phone reads no name"
    )
    assert client.post(step(1), PARISH).status_code == 302
    assert client.post(step(2), {**WHAT, "capacity": "-1", "go": "back"}).url == step(1), "back asks nothing"
    again = words(client.get(step(2)))
    assert 'value="-1"' in again and 'value="fra" checked' in again.replace(' id="id_languages_2"', "")
    assert client.post(step(2), {**WHAT, "capacity": "many"}).status_code == 422
    long = {**REACH, "motivation": "ciao 👋 " * 1500, "shown": stamp_of(60)}
    client.post(step(2), WHAT)
    page = client.post(step(3), long)
    assert page.status_code == 422 and words(page).count("ciao 👋") == 1500 and not offers()
    assert client.post(step(3), {**REACH, "go": "keep"}).status_code == 204
    assert "Perché sì" in words(client.get(step(3)))
    client.post(step(1), {**PARISH, "name": "", "go": "keep"})
    back = client.post(step(3), {**REACH, "shown": stamp_of(60)})
    assert back.status_code == 302 and "wrong" in back.url and not offers()
    assert 'aria-invalid="true"' in words(client.get(back.url))


@pytest.mark.parametrize(
    ("name", "motivation"),
    [
        ("محمد الأمين", "أريد أن أساعد 🙂"),
        ("Zoë\x00 O’Brien \ud83d", "a\x00b\u202etxt"),
        ("🙂", "<script>x</script>"),
    ],
)
def test_names_of_the_world(name: str, motivation: str) -> None:
    sent = name.encode("utf-8", "replace").decode()
    assert (
        fill(Client(), who={**WHO, "name": sent}, reach={**REACH, "motivation": motivation}).status_code
        == 302
    )
    (offer,) = offers()
    assert "\x00" not in offer.name and offer.name and "\u202e" not in offer.answers["motivation"]


@pytest.mark.parametrize("town", ["Palermo", "Xyzzy", "", "\u200b", "A" * 5000])
def test_a_wrong_town_is_said_at_its_field(town: str) -> None:
    page = Client().post(step(1), {**WHO, "municipality": town})
    assert page.status_code == 422 and "municipality" in page.context["form"].errors
    assert "Anna Ferri" in words(page)


def test_a_town_nearby_asks_first_and_several_projects_too(cast: Cast) -> None:
    from accanto.network.models import Municipality, Partnership, Project, ProjectTerritory

    near = {"province": "AL", "province_name": "Alessandria", "region": "Piemonte"}
    Municipality.objects.get_or_create(istat_code="006003", defaults={"name": "Alessandria", **near})
    client, who = Client(headers={"accept-language": "it"}), {**WHO, "municipality": "Alessandria"}
    page = client.post(step(1), who)
    assert page.status_code == 422 and "project" in page.context["form"].errors
    assert client.post(step(1), {**who, "project": str(cast.project.pk)}).status_code == 302
    client.post(step(2), WHAT)
    client.post(step(3), {**REACH, "shown": stamp_of(60)})
    assert offers()[0].territory is None and offers()[0].project == cast.project
    other = trail.create(
        SYSTEM, Project(key="terzi", short="Terzi", definition={"tutoring": {}}), "project.loaded"
    )
    trail.create(SYSTEM, Partnership(project=other, organisation=cast.org_b), "partnership.added")
    trail.create(SYSTEM, ProjectTerritory(project=other, territory=cast.territory), "project.changed")
    page = Client().post(step(1), WHO)
    assert page.status_code == 422 and len(page.context["form"].fields["project"].choices) == 2
    wished = Client().post(step(1), {**WHO, "project": str(other.pk)})
    assert wished.status_code == 302
    trail.change(SYSTEM, other, "project.changed", ends_on=timezone.localdate() - timedelta(days=1))
    assert Client().post(step(1), {**WHO, "project": str(other.pk)}).status_code == 302, "the one that runs"


def test_no_step_breaks(cast: Cast) -> None:
    client = Client()
    for bad in CORPUS:
        client.post(step(1), WHO)
        for number, form_of in enumerate(form.STEPS.values(), 1):
            answer = client.post(step(number), {**dict.fromkeys(form_of.base_fields, bad), "go": bad})
            assert answer.status_code in (302, 422), (number, bad[:20], answer.status_code)
            assert client.get(step(1)).status_code == 200
    assert not offers()


def test_a_machine_learns_nothing_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fill(Client(), reach={**REACH, "website": "http://x.example"}).url == reverse("portal:offer_sent")
    assert not offers() and not mail.outbox and drafts() == 0
    monkeypatch.setattr(form, "MIN_SECONDS", 3_600)  # a minute is too quick then, however slow this machine
    for stamp in ("", "1:forged", stamp_of(60), stamp_of(90_000), stamp_of(7_200)[:-2] + "xx"):
        page = fill(Client(), reach={**REACH, "shown": stamp})
        assert page.status_code == 422 and "Perché sì" in words(page), stamp
    assert not offers()
    assert Client(enforce_csrf_checks=True).post(step(1), WHO).status_code == 403


def test_the_answer_is_the_same_for_an_address_that_is_known() -> None:
    pages = []
    for _each in range(2):
        client = Client()
        answer = fill(client)
        pages.append(
            (answer.status_code, answer.url, words(client.get(answer.url)).split("csrfmiddlewaretoken")[0])
        )
    assert pages[0] == pages[1] and len(mail.outbox) == 2


def test_nobody_fills_a_strangers_mailbox() -> None:
    client = Client()
    fill(client)
    for _each in range(5):
        assert client.post(reverse("portal:offer_sent")).status_code == 302
    assert len(mail.outbox) == application.MOST_MAILS
    fill(Client(REMOTE_ADDR="192.0.2.9"), who={**WHO, "name": "Un altro"})
    assert len(mail.outbox) == application.MOST_MAILS, "one address, however many offers"


def test_floods_are_asked_to_come_later_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "MOST_AN_HOUR", 1)
    fill(Client())
    page = fill(client := Client())
    assert page.status_code == 429 and "Perché sì" in words(page) and drafts() == 1
    monkeypatch.setattr(application, "MOST_AN_HOUR", 100)
    assert client.post(step(3), {**REACH, "shown": stamp_of(60)}).status_code == 302 and len(offers()) == 2
    monkeypatch.setattr(draft, "MOST_DRAFTS", 0)
    page = Client().post(step(1), WHO)
    assert page.status_code == 429 and "Anna Ferri" in words(page)
    monkeypatch.setattr(draft, "MOST_DRAFTS", 100)
    answers = {fill(Client()).status_code for _each in range(10)}
    assert answers == {302, 429} and len(offers()) == 9  # ten times sent, once refused before


def test_two_tabs_send_one_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.post(step(1), WHO)
    stale = TutorDraft.objects.unscoped("test").get()
    fill(client)
    with monkeypatch.context() as at_once:  # the other tab read the draft before it was sent
        at_once.setattr(views, "find_draft", lambda secret: stale)
        assert client.post(step(3), {**REACH, "shown": stamp_of(60)}).url == reverse("portal:offer_sent")
    late = client.post(step(3), {**REACH, "shown": stamp_of(60)})
    assert late.url == reverse("portal:offer_sent") and len(offers()) == 1
    client.get(reverse("portal:offer"))  # someone else, on the same phone
    assert fill(client, who={**WHO, "name": "Piera Conti"}).status_code == 302 and len(offers()) == 2


def test_a_draft_ends_by_the_clock_and_by_hand() -> None:
    client = Client()
    client.post(step(1), WHO)
    client.post(reverse("portal:offer"))
    assert drafts() == 0 and client.get(step(2)).url == step(1)
    client.post(step(1), WHO)
    old = timezone.now() - timedelta(hours=25)
    with unrecorded("test"):
        TutorDraft.objects.unscoped("test").update(created_at=old, updated_at=old)
    lost = client.post(step(2), WHAT)
    assert "lost" in lost.url and "Anna" not in words(client.get(lost.url))
    assert client.post(step(1), WHO).url == step(2) and 'value="fra"' in words(client.get(step(2)))
    forget_offers.call("2026-11-25")
    assert drafts() == 1


def test_links_that_are_forged_old_or_of_another_kind() -> None:
    fill(Client())
    confirm, withdraw = links()
    secret = confirm.split("/")[3]
    for bad in ("x", secret[:-2] + "zz", secret.replace(".", "", 1), "é" * 50):
        assert Client().post(reverse("portal:offer_confirm", args=[bad])).status_code == 404
    assert Client().post(reverse("portal:offer_withdraw", args=[secret])).status_code == 404
    assert offers()[0].state == "unconfirmed"
    assert Client().get(withdraw).status_code == 200 and offers()[0].answers
    assert Client().post(withdraw).status_code == 200
    assert (offers()[0].state, offers()[0].answers) == ("withdrawn", {})
    assert Client().post(confirm).status_code == 200 and offers()[0].state == "withdrawn"
    assert TutorKey.objects.unscoped("test").count() == 0


def test_an_expired_link(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(Client())
    monkeypatch.setattr(application, "VALID", timedelta(seconds=-1))
    assert Client().post(links()[0]).status_code == 404 and offers()[0].state == "unconfirmed"


def test_a_project_without_tutoring_is_not_asked(cast: Cast) -> None:
    make = reverse("portal:project_detail", args=[cast.project.pk])
    assert reverse("portal:offer") in words(Client().get(make)) and reverse("portal:offer") in words(
        Client().get("/")
    )
    trail.change(SYSTEM, cast.project, "project.changed", definition={"tutoring": None})
    assert "?project=" not in words(Client().get(make))
    assert Client().post(step(1), WHO).status_code == 422
    assert Client().get(step(4)).status_code == 404
