"""Keeping it true: the queue, links, corrections, feedback."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.core.today import items
from accanto.directory.due import ORDER, queue
from accanto.directory.models import Check, ConfirmationLink, Correction, Feedback, Service
from accanto.directory.operations.check import CHECK_AFTER, TRY_AGAIN_AFTER, check_service
from accanto.directory.operations.keeping import (
    MOST_WAITING,
    SECRET,
    VALID,
    confirm_by_link,
    correct_by_link,
    find_link,
    forget_old,
    give_feedback,
    refuse_correction,
    see_to_feedback,
    send_confirmation_link,
    take_correction,
    withdraw_links,
)
from accanto.directory.operations.service import change_service
from accanto.directory.operations.translation import set_translation
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast
from tests.directory.factories import held, service

pytestmark = pytest.mark.django_db
URL = f"https://accanto.example/confirm/{SECRET}/"


def fresh(row: Service) -> Service:
    return Service.objects.visible_to(SYSTEM).select_related("organization").get(pk=row.pk)


def overdue(cast: Cast, name: str, days: int) -> Service:
    return service(cast, name, checked_on=timezone.localdate() - CHECK_AFTER - timedelta(days=days))


@pytest.fixture
def sent(cast: Cast, django_capture_on_commit_callbacks: Any) -> Any:
    """Sends a link and returns its token, as the organisation reads it in the mail."""

    def send(row: Service, **more: Any) -> str:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            send_confirmation_link(cast.actor(cast.edda), service=row, confirm_url=URL, **more)
        return re.search(r"/confirm/([^/\s]+)/", mail.outbox[0].body)[1]  # type: ignore[index]

    return send


# --- checks and the queue ----------------------------------------------------------------------


def test_what_came_of_asking(cast: Cast) -> None:
    today = timezone.localdate()
    row = overdue(cast, "a", 10)
    before = row.assured_date
    check_service(SYSTEM, service=row, outcome="no_answer", said="squilla a vuoto")
    assert fresh(row).assured_date == before, "nobody answered: no more checked than before"
    assert held(Check, row)[0].again_by == today + TRY_AGAIN_AFTER
    check_service(SYSTEM, service=row, outcome="changed", again_by=today + timedelta(days=30))
    assert (fresh(row).assured_date, fresh(row).check_again_by) == (today, today + timedelta(days=30))
    check_service(SYSTEM, service=row, outcome="closed")
    assert fresh(row).status == "defunct"
    for day in (today, today + timedelta(days=3650)):
        with pytest.raises(ValidationError) as refused:
            check_service(SYSTEM, service=row, again_by=day)
        assert "again_by" in refused.value.message_dict


def test_the_queue_has_who_waits_first_and_then_the_longest_overdue(cast: Cast) -> None:
    service(cast, "in tempo")
    old, older = overdue(cast, "vecchio", 5), overdue(cast, "più vecchio", 50)
    never = service(cast, "mai")
    trail.change(SYSTEM, never, "test.made", assured_date=None, check_again_by=None)
    told, corrected = service(cast, "segnalato"), service(cast, "corretto")
    give_feedback(service=told, about="moved")
    trail.create(SYSTEM, Correction(service=corrected, values={"email": "n@example.org"}), "test.made")
    gone = overdue(cast, "finito", 90)
    change_service(SYSTEM, service=gone, status="defunct")
    wanted = [corrected, told, never, older, old]
    assert list(queue(cast.actor(cast.edda)).order_by(*ORDER)) == wanted
    client = cast.client(cast.edda)
    page = client.get(reverse("directory:check_list"))
    assert [row.pk for row in page.context["rows"]] == [row.pk for row in wanted]
    assert (
        reverse("directory:correction_decide", args=[held(Correction, corrected)[0].pk])
        in page.content.decode()
    )
    done = client.post(reverse("directory:service_check", args=[older.pk]), {"queue": "1"})
    assert done["Location"] == reverse("directory:check_list")
    assert older.pk not in [row.pk for row in client.get(done["Location"]).context["rows"]]
    assert cast.client(cast.berta).get(reverse("directory:check_list")).status_code == 403


def test_the_queue_goes_on_over_pages(cast: Cast) -> None:
    rows = [overdue(cast, f"s{number:02}", number + 1) for number in range(27)]
    client, seen = cast.client(cast.edda), []
    url: Any = reverse("directory:check_list")
    while url:
        page = client.get(url)
        seen += [row.pk for row in page.context["rows"]]
        following = page.context["page"].next_url
        url = reverse("directory:check_list") + following if following else None
    assert seen == [row.pk for row in reversed(rows)]


def test_today_tells_editors_and_nobody_else(cast: Cast) -> None:
    row = overdue(cast, "vecchio", 5)
    give_feedback(service=row, about="closed", text="parola segreta")
    trail.create(SYSTEM, Correction(service=row, values={}), "test.made")
    kinds = [item.kind for item in items(cast.actor(cast.edda))]
    assert kinds[0] == "correction" and {"feedback", "check"} <= set(kinds)
    assert not any(item.kind in kinds for item in items(cast.actor(cast.berta)))
    assert "parola segreta" not in cast.client(cast.edda).get("/today/").content.decode()


def test_service_ask_form(cast: Cast) -> None:
    row = overdue(cast, "a", 1)
    client, url = cast.client(cast.edda), reverse("directory:service_ask", args=[row.pk])
    assert client.get(url).status_code == 200
    assert (
        client.post(url, {"how": "phone", "outcome": "confirmed", "said": "tutto uguale"}).status_code == 302
    )
    page = client.post(url, {"how": "phone", "outcome": "confirmed", "again_by": "2020-01-01", "said": "sì"})
    assert page.status_code == 422 and "again_by" in page.context["form"].errors
    assert client.post(url, {"how": "link", "outcome": "confirmed"}).status_code == 422


# --- links ---------------------------------------------------------------------------------------


def test_a_link_confirms_once(cast: Cast, sent: Any) -> None:
    row = overdue(cast, "a", 10)
    change_service(SYSTEM, service=row, email="sportello@example.org")
    token = sent(row)
    assert mail.outbox[0].to == ["sportello@example.org"] and row.name in mail.outbox[0].subject
    assert token not in str(held(ConfirmationLink, row)[0].__dict__), "only a hash of it is kept"
    assert not any(token in str(entry.changes) for entry in AuditEntry.objects.visible_to(SYSTEM))
    assert confirm_by_link(token) == row and fresh(row).assured_date == timezone.localdate()
    assert [(one.how, one.by_id) for one in held(Check, row)] == [("link", None)]
    for again in (lambda: confirm_by_link(token), lambda: correct_by_link(token, {}, "x")):
        with pytest.raises(ValidationError):
            again()


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "A" * 5000, "è", "%00", "../x"])
def test_a_token_that_is_none_finds_nothing(cast: Cast, token: str) -> None:
    assert find_link(token) is None
    with pytest.raises(ValidationError):
        confirm_by_link(token)


def test_links_end_when_a_new_one_is_sent_when_withdrawn_and_in_time(cast: Cast, sent: Any) -> None:
    row = service(cast, email="a@example.org")
    first, second = sent(row), sent(row, to="b@example.org")
    assert find_link(first) is None and find_link(second).service == row  # type: ignore[union-attr]
    withdraw_links(SYSTEM, service=row)
    assert find_link(second) is None
    third = sent(row)
    link = find_link(third)
    assert link is not None and link.expires_on - link.sent_on == VALID == timedelta(days=30)
    trail.change(SYSTEM, link, "test.made", expires_on=timezone.now())
    assert find_link(third) is None


def test_a_link_needs_an_address_and_an_editor(cast: Cast) -> None:
    row = service(cast)
    with pytest.raises(ValidationError) as refused:
        send_confirmation_link(SYSTEM, service=row, confirm_url=URL)
    assert "to" in refused.value.message_dict
    for who in (cast.berta, cast.mario, cast.ines):
        with pytest.raises(NotAllowed):
            send_confirmation_link(cast.actor(who), service=row, confirm_url=URL, to="a@example.org")
        assert not ConfirmationLink.objects.visible_to(cast.actor(who)).exists()
    client, url = cast.client(cast.edda), reverse("directory:service_link", args=[row.pk])
    assert client.post(url, {"to": "nessuno"}).status_code == 422
    assert client.post(url, {"to": "a@example.org", "language": "it"}).status_code == 302
    assert client.post(reverse("directory:service_link_withdraw", args=[row.pk])).status_code == 302
    assert not any(link.is_open for link in held(ConfirmationLink, row))


def test_a_link_still_works_after_keys_were_added(cast: Cast, sent: Any) -> None:
    from accanto.core.keys import keyring

    token = sent(service(cast, email="a@example.org"))
    keyring().add("index")
    assert find_link(token) is not None


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("it", "Buongiorno"),
        ("en", "Good morning"),
        ("fr", "Bonjour"),
        ("ar", "صباح الخير"),
        ("ro", "Bună ziua"),
    ],
)
def test_the_mail_is_in_the_language_that_was_chosen(
    cast: Cast, django_capture_on_commit_callbacks: Any, language: str, word: str
) -> None:
    row = service(cast, name="Aiuto", email="a@example.org")
    set_translation(SYSTEM, entry=row, rows=[{"field": "name", "language": "ar", "text": "مساعدة"}])
    mail.outbox.clear()
    form = cast.client(cast.edda).get(reverse("directory:service_link", args=[row.pk])).context["form"]
    assert form["language"].value() is None or form.fields["language"].initial == "it"
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"to": "a@example.org", "language": language}
        cast.client(cast.edda).post(reverse("directory:service_link", args=[row.pk]), sent)
    letter = mail.outbox[0]
    name = "مساعدة" if language == "ar" else "Aiuto"
    assert word in letter.body and name in letter.body and name in letter.subject
    path = re.search(r"/confirm/[^/\s]+/\?lang=(\w+)", letter.body)
    assert path is not None and path[1] == language
    page = Client(headers={"accept-language": "en"}).get(path[0])
    assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()


def test_a_language_that_the_portal_does_not_have_is_refused(cast: Cast) -> None:
    row = service(cast, email="a@example.org")
    url = reverse("directory:service_link", args=[row.pk])
    page = cast.client(cast.edda).post(url, {"to": "a@example.org", "language": "de"})
    assert page.status_code == 422 and "language" in page.context["form"].errors
    with pytest.raises(ValidationError):
        send_confirmation_link(SYSTEM, service=row, confirm_url=URL, language="de")
    assert held(ConfirmationLink, row) == []


# --- corrections -----------------------------------------------------------------------------------


def test_a_correction_waits_for_an_editor_who_takes_over_field_by_field(cast: Cast, sent: Any) -> None:
    row = overdue(cast, "a", 10)
    change_service(SYSTEM, service=row, description="vecchio", email="a@example.org")
    values = {"description": "nuovo", "email": "nuova@example.org", "opening": "lunedì 9-12", "url": ""}
    correction = correct_by_link(sent(row), values, "Siamo in via Roma")
    assert correction.values == {
        "description": "nuovo",
        "email": "nuova@example.org",
        "opening": "lunedì 9-12",
    }
    assert fresh(row).description == "vecchio" and fresh(row).assured_date != timezone.localdate()
    client, url = cast.client(cast.edda), correction.get_absolute_url()
    text = client.get(url).content.decode()
    assert all(word in text for word in ("vecchio", "nuovo", "lunedì 9-12", "Siamo in via Roma"))
    answer = client.post(url, {"decision": "take", "fields_taken": ["description"]})
    assert answer.status_code == 302
    now = fresh(row)
    assert (now.description, now.email) == ("nuovo", "a@example.org")
    assert now.assured_date == timezone.localdate() and held(Check, row)[0].outcome == "changed"
    assert client.post(url, {"decision": "take"}).status_code == 422, "it was decided"
    assert cast.client(cast.berta).get(url).status_code == 404


def test_a_refused_correction_changes_nothing(cast: Cast, sent: Any) -> None:
    row = overdue(cast, "a", 10)
    change_service(SYSTEM, service=row, email="a@example.org")
    correction = correct_by_link(sent(row), {"alert": "chiuso"})
    refuse_correction(cast.actor(cast.edda), correction=correction, reason="non è vero")
    assert fresh(row).alert == "" and fresh(row).assured_date != timezone.localdate()
    with pytest.raises(ValidationError):
        take_correction(cast.actor(cast.edda), correction=correction, fields=["alert"])
    assert fresh(row).alert == ""


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "x"}, "email"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"description": "x" * 5001}, "description"),
        ({"opening": "x" * 5001}, "opening"),
        ({"visibility": "operators"}, None),
        ({"organization": "1"}, None),
        ({}, None),
        ({"description": " "}, None),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_the_link_still_works(
    cast: Cast, sent: Any, values: dict[str, str], field: str | None
) -> None:
    row = service(cast, email="a@example.org")
    token = sent(row)
    with pytest.raises(ValidationError) as refused:
        correct_by_link(token, values)
    assert field is None or field in refused.value.message_dict
    assert find_link(token) is not None and held(Correction, row) == []


# --- feedback ----------------------------------------------------------------------------------------


def test_feedback_waits_until_an_editor_has_seen_to_it(cast: Cast) -> None:
    row = service(cast)
    said = give_feedback(service=row, about="closed", text="C'è un cartello. Ali, 000", language="fr")
    client, url = cast.client(cast.edda), reverse("directory:feedback_list")
    assert "un cartello" in client.get(url, {"state": "waiting"}).content.decode()
    assert client.post(reverse("directory:feedback_done", args=[said.pk])).status_code == 302
    assert client.get(url, {"state": "waiting"}).context["rows"] == []
    for who in (cast.berta, cast.mario, cast.ines):
        assert not Feedback.objects.visible_to(cast.actor(who)).exists()
        assert cast.client(who).get(url).status_code == 403
    for entry in AuditEntry.objects.visible_to(SYSTEM):
        assert "cartello" not in str(entry.changes), "what people write of themselves is not in the trail"


def test_a_correction_may_be_a_note_alone(cast: Cast, sent: Any) -> None:
    row = service(cast, email="a@example.org")
    correction = correct_by_link(sent(row), {}, "Ci trasferiamo in maggio")
    assert correction.values == {} and correction.note == "Ci trasferiamo in maggio"
    text = cast.client(cast.edda).get(correction.get_absolute_url()).content.decode()
    assert "Ci trasferiamo in maggio" in text


def test_feedback_has_bounds(cast: Cast) -> None:
    row = service(cast)
    for bad in (
        {"about": "nonsense"},
        {"about": "closed", "text": "x" * 1001},
        {"about": "closed", "language": "xxx"},
    ):
        with pytest.raises(ValidationError):
            give_feedback(service=row, **bad)
    for _number in range(MOST_WAITING):
        give_feedback(service=row, about="closed")
    with pytest.raises(ValidationError):
        give_feedback(service=row, about="closed")
    give_feedback(service=service(cast, "altro"), about="closed")


def test_what_is_over_is_forgotten_a_year_later(cast: Cast, sent: Any, monkeypatch: Any) -> None:
    row = service(cast, email="a@example.org")
    waiting, done = (give_feedback(service=row, about="closed") for _each in range(2))
    see_to_feedback(SYSTEM, feedback=done)
    sent(row)
    assert forget_old(SYSTEM) == 0
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr("accanto.directory.operations.keeping.timezone.now", lambda: later)
    assert forget_old(SYSTEM) == 2
    assert held(Feedback, row) == [waiting] and held(ConfirmationLink, row) == []


# --- what the lists cost ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["check_list", "translation_list", "feedback_list"])
def test_lists_cost_the_same_for_one_row_and_for_many(
    cast: Cast, name: str, django_assert_num_queries: Any
) -> None:
    client, url = cast.client(cast.edda), reverse(f"directory:{name}")

    def add(number: int) -> None:
        row = overdue(cast, f"s{number}", number + 1)
        give_feedback(service=row, about="closed")
        trail.create(SYSTEM, Correction(service=row), "test.made")

    add(0)
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    for number in range(1, 12):
        add(number)
    with django_assert_num_queries(len(first)):
        client.get(url)
