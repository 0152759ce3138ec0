"""The shared page of the two: what is private, pauses, the end, strangers, the calendar."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Membership
from accanto.core import today, trail
from accanto.core.scoping import UnscopedRead
from accanto.privacy.models import AuditEntry
from accanto.privacy.reading import entries_about, recent_work
from accanto.tutoring.models import (
    Contact,
    PrivateWord,
    Tutor,
    Tutoring,
)
from accanto.tutoring.operations import proposal as proposals
from accanto.tutoring.operations import shared
from accanto.tutoring.operations.contact import (
    amend_contact,
    confirm_contact,
    log_contact,
    withdraw_contact,
)
from accanto.tutoring.operations.tutoring import end_tutoring
from accanto.tutoring.words import Side
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.beside import make_tie, note_contact, open_page, put_proposal

YESTERDAY = timedelta(days=1)
SECRET = "Parola che l'altra non deve leggere"


@pytest.fixture
def tie(cast: Cast) -> Tutoring:
    return make_tie(cast)


# --- the private word, from every side --------------------------------------------------------------


def _as_operator_too(cast: Cast, name: str) -> None:
    """They work for the organisation besides."""
    held = Membership(
        user=cast.users[name],
        role="operator",
        organisation=cast.org_a,
        project=cast.project,
        since=TODAY() - YESTERDAY,
    )
    trail.create(SYSTEM, held, "role.given")


@pytest.mark.parametrize("also_operator", [False, True], ids=["", "the other works for the organisation"])
def test_the_other_side_never_sees_a_private_word(cast: Cast, tie: Tutoring, also_operator: bool) -> None:
    client = cast.client(cast.amina)
    client.post(reverse("portal:private_write", args=[tie.pk]), {"text": SECRET})
    client.post(reverse("portal:leave_ask", args=[tie.pk]), {"text": SECRET})
    if also_operator:
        _as_operator_too(cast, "elia")
    elia = cast.actor(cast.elia)
    assert not PrivateWord.objects.visible_to(elia).exists()
    assert not PrivateWord.objects.visible_to(elia, "tutoring.edit").exists()
    with pytest.raises(UnscopedRead):
        list(tie.private_words.all())
    assert not [item for item in today.items(elia) if item.kind in ("private", "leave")]
    assert not [entry for entry in recent_work(elia) if "private" in entry.action]
    word = PrivateWord.objects.visible_to(SYSTEM).filter(kind="leave").get()
    browser = cast.client(cast.elia)
    for url in (
        reverse("portal:beside", args=[tie.pk]),
        tie.get_absolute_url(),
        reverse("today") + "?all=1",
        reverse("tutoring:tutoring_list"),
    ):
        answer = browser.get(url, follow=True)
        assert SECRET not in answer.content.decode()
        assert "asks to end" not in answer.content.decode()
        assert "chiede di" not in answer.content.decode()
    assert browser.post(reverse("portal:private_withdraw", args=[word.pk])).status_code in (403, 404)
    assert browser.post(reverse("tutoring:private_see", args=[word.pk])).status_code in (403, 404)


def test_the_organisation_sees_it_at_once_and_others_do_not(cast: Cast, tie: Tutoring) -> None:
    shared.write_privately(cast.actor(cast.elia), tutoring=tie, text=SECRET)
    word = shared.ask_to_leave(cast.actor(cast.amina), tutoring=tie)
    assert shared.ask_to_leave(cast.actor(cast.amina), tutoring=tie, text="di nuovo").pk == word.pk
    kinds = {item.kind for item in today.items(cast.actor(cast.berta))}
    assert {"private", "leave"} <= kinds
    page = cast.client(cast.berta).get(tie.get_absolute_url()).content.decode()
    assert SECRET in page.replace("&#x27;", "'")
    cast.client(cast.berta).post(reverse("tutoring:private_see", args=[word.pk]))
    word.refresh_from_db()
    assert word.seen_by == cast.berta
    # Seen is not ended: who asked to leave stands there until the tie has ended.
    assert "leave" in {item.kind for item in today.items(cast.actor(cast.berta))}
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="person")
    kinds = {item.kind for item in today.items(cast.actor(cast.berta))}
    assert "leave" not in kinds  # it was ended
    assert "private" in kinds  # a word that nobody read is not lost with the tie
    for name in ("dora", "zeno", "carlos", "olga", "admin", "fadi"):
        assert not PrivateWord.objects.visible_to(cast.actor(cast.users[name])).exists(), name
    assert SECRET not in str(list(AuditEntry.objects.unscoped("test").values()))
    shown = entries_about(cast.actor(cast.berta), case_id=tie.case_id)
    assert "private_word.written" in {entry.action for entry in shown}
    case = tie.case.get_absolute_url()
    assert cast.client(cast.dora).get(case).status_code == 404


def test_leaving_tells_the_other_only_that_it_has_ended(cast: Cast, tie: Tutoring) -> None:
    shared.ask_to_leave(cast.actor(cast.amina), tutoring=tie, text=SECRET)
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="person")
    answer = cast.client(cast.elia, "en").get(tie.get_absolute_url(), follow=True).content.decode()
    assert "The tutoring has ended" in answer
    assert "The person stopped" not in answer
    listed = cast.client(cast.elia, "en").get(reverse("tutoring:tutoring_list"), follow=True)
    assert "The person stopped" not in listed.content.decode()


# --- pauses, the end, strangers ---------------------------------------------------------------------


def test_a_pause_asks_nothing_and_says_not_whose_it_is(cast: Cast, tie: Tutoring) -> None:
    sent = {"starts_on": TODAY().isoformat(), "ends_on": (TODAY() + timedelta(days=9)).isoformat()}
    answer = cast.client(cast.amina).post(reverse("portal:pause_begin", args=[tie.pk]), sent)
    assert answer.status_code == 302
    again = cast.client(cast.elia).post(reverse("portal:pause_begin", args=[tie.pk]), sent)
    assert again.status_code == 422
    page = open_page(cast, cast.elia, tie)
    assert "You are having a pause" in page
    assert "Meet this month" not in page
    assert "pause" in {item.kind for item in today.items(cast.actor(cast.berta))}
    for _tap in range(2):
        cast.client(cast.elia).post(reverse("portal:pause_end", args=[tie.pk]))
    assert "Meet this month" in open_page(cast, cast.elia, tie)


def test_after_the_end_it_is_read_for_a_time_and_nothing_is_written(cast: Cast, tie: Tutoring) -> None:
    tutor, person = cast.actor(cast.elia), cast.actor(cast.amina)
    word = shared.tell(person, tutoring=tie, kind="news", text="Ultime notizie")
    row, planned = note_contact(cast, cast.elia, tie), put_proposal(cast, tie)
    end_tutoring(cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="as_agreed")
    assert "Ultime notizie" in open_page(cast, cast.elia, tie)
    values = {"kind": "meeting", "on": TODAY(), "begun_by": "both", "note": ""}
    acts: list[Any] = [
        lambda: log_contact(tutor, tutoring=tie, kind="message", on=TODAY()),
        lambda: amend_contact(person, contact=row, **values),
        lambda: confirm_contact(person, contact=row),
        lambda: withdraw_contact(tutor, contact=row),
        lambda: proposals.accept_proposal(tutor, proposal=planned),
        lambda: put_proposal(cast, tie, what="Altro"),
        lambda: shared.tell(tutor, tutoring=tie, kind="news", text="x"),
        lambda: shared.answer_word(tutor, word=word, text="x"),
        lambda: shared.withdraw_word(person, word=word),
        lambda: shared.write_privately(tutor, tutoring=tie, text="x"),
        lambda: shared.ask_to_leave(tutor, tutoring=tie),
        lambda: shared.pause(tutor, tutoring=tie, starts_on=TODAY()),
        lambda: shared.call_me(tutor, tutoring=tie, side=Side.TUTOR, called="x"),
    ]
    before = AuditEntry.objects.unscoped("test").count()
    for act in acts:
        with pytest.raises(ValidationError):
            act()
    assert AuditEntry.objects.unscoped("test").count() == before
    answer = cast.client(cast.elia).get(reverse("portal:word_tell", args=[tie.pk]))
    assert answer["Location"] == reverse("portal:beside", args=[tie.pk])
    long_ago = TODAY() - timedelta(days=200)
    trail.change(SYSTEM, tie, "test.made", started_on=long_ago, introduced_on=long_ago)
    trail.change(SYSTEM, tie, "test.made", ended_on=TODAY() - timedelta(days=181))
    assert cast.client(cast.elia).get(reverse("portal:beside", args=[tie.pk])).status_code == 404


def test_a_third_party_and_a_former_tutor_see_nothing(cast: Cast, tie: Tutoring) -> None:
    row = note_contact(cast, cast.elia, tie)
    word = shared.tell(cast.actor(cast.elia), tutoring=tie, kind="news", text=SECRET)
    trail.change(SYSTEM, tie.tutor, "test.made", account=None)  # another now stands in this place
    for user in (cast.elia, cast.rosa, cast.zeno, cast.tea):
        browser = cast.client(user)
        for url in (
            reverse("portal:beside", args=[tie.pk]),
            reverse("portal:contact_amend", args=[row.pk]),
            reverse("portal:word_answer", args=[word.pk]),
        ):
            assert browser.get(url).status_code in (403, 404), (user, url)
        assert browser.post(reverse("portal:contact_confirm", args=[row.pk])).status_code in (403, 404)
    operator = cast.client(cast.berta)
    assert operator.post(reverse("portal:contact_confirm", args=[row.pk])).status_code == 403
    assert operator.get(reverse("portal:word_answer", args=[word.pk])).status_code == 404


def test_one_tie_opens_by_itself_two_are_chosen_from(cast: Cast, tie: Tutoring) -> None:
    page = reverse("portal:beside", args=[tie.pk])
    answer = cast.client(cast.elia).get(reverse("today"), follow=True)
    assert answer.redirect_chain[-1][0] == page
    assert cast.client(cast.elia).get(reverse("today") + "?all=1").status_code == 200
    other = trail.create(
        SYSTEM,
        Tutoring(case=cast.case(), tutor=tie.tutor, introduced_on=TODAY(), started_on=TODAY()),
        "tutoring.started",
    )
    listed = cast.client(cast.elia).get(reverse("today"), follow=True).content.decode()
    assert page in listed
    assert reverse("portal:beside", args=[other.pk]) in listed
    assert cast.client(cast.amina).get(reverse("portal:beside", args=[other.pk])).status_code == 404
    assert cast.client(cast.berta).get(page)["Location"] == tie.get_absolute_url()


def test_a_long_tie_costs_no_more_queries_than_a_young_one(cast: Cast, tie: Tutoring) -> None:
    place = {"organisation": cast.org_a, "project": cast.project}
    second = trail.create(SYSTEM, Tutor(name="Altra", available_on=TODAY(), **place), "tutor.added")
    row = Tutoring(case=tie.case, tutor=second, introduced_on=TODAY(), started_on=TODAY())
    trail.create(SYSTEM, row, "tutoring.started")  # a person with two tutors: the list does not lead on
    link = shared.make_calendar_link(cast.actor(cast.amina), with_place=True)
    urls = [reverse("portal:beside", args=[tie.pk]), reverse("portal:beside_list")]
    urls.append(reverse("portal:calendar_feed", args=[link.secret]))

    def counted(rows: int) -> list[int]:
        for number in range(rows):
            day = TODAY() - timedelta(days=number)
            row = Contact(tutoring=tie, kind="meeting", on=day, noted_by="tutor", note="x", state="amended")
            trail.create(SYSTEM, row, "contact.logged")
            put_proposal(cast, tie, what=f"{rows} {number}")
            word = shared.tell(cast.actor(cast.elia), tutoring=tie, kind="news", text=f"{rows} {number}")
            shared.answer_word(cast.actor(cast.amina), word=word, text="x")
        client, found = cast.client(cast.amina), []
        for url in urls:
            client.get(url)  # what was new is seen
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            found.append(len(asked))
        return found

    few = counted(2)
    assert counted(12) == few
    assert max(few) <= 30, few


# --- the calendar -----------------------------------------------------------------------------------


def test_the_calendar_tells_when_and_never_with_whom(cast: Cast, tie: Tutoring) -> None:
    place = "Via dei, Mille; 4\nBEGIN:VALARM " + "ط" * 60
    row = put_proposal(cast, tie, what=SECRET, place=place)
    proposals.accept_proposal(cast.actor(cast.elia), proposal=row)
    client, public = cast.client(cast.elia), cast.client(None)

    def link(**values: Any) -> str:
        client.post(reverse("portal:calendar"), values)
        return str(client.get(reverse("portal:calendar")).context["link_url"])

    url = link()
    body = public.get(url).content.decode()
    assert body.count("BEGIN:VEVENT") == 1
    begins = timezone.make_aware(timezone.datetime.combine(TODAY(), time(18))).astimezone(
        timezone.get_fixed_timezone(0)
    )
    assert f"DTSTART:{begins:%Y%m%dT%H%M%SZ}\r\n" in body
    for word in (SECRET, "Mille", "Elia", "Amina", tie.case.code):
        assert word not in body
    with_place = public.get(link(with_place="on")).content
    assert public.get(url).status_code == 404  # the one before
    assert all(len(line) <= 75 for line in with_place.split(b"\r\n"))
    unfolded = with_place.replace(b"\r\n ", b"").decode()
    assert "LOCATION:Via dei\\, Mille\\; 4 BEGIN:VALARM ط" in unfolded
    assert "\nBEGIN:VALARM" not in unfolded
    url = link()
    trail.change(SYSTEM, tie, "test.made", ended_on=TODAY(), end="as_agreed")
    assert "VEVENT" not in public.get(url).content.decode()
    trail.change(SYSTEM, cast.elia, "user.closed", is_active=False)
    assert public.get(url).status_code == 404


def test_a_withdrawn_calendar_link_is_dead(cast: Cast, tie: Tutoring) -> None:
    client = cast.client(cast.amina)
    client.post(reverse("portal:calendar"), {})
    url = client.get(reverse("portal:calendar")).context["link_url"]
    assert client.get(url).status_code == 200
    client.post(reverse("portal:calendar_withdraw"))
    assert client.get(url).status_code == 404
    secret = url.rsplit("/", 1)[1].removesuffix(".ics")
    assert secret not in str(list(AuditEntry.objects.unscoped("test").values()))


def test_who_asked_to_stop_may_change_their_mind(cast: Cast, tie: Tutoring) -> None:
    client = cast.client(cast.amina, "en")
    client.post(reverse("portal:leave_ask", args=[tie.pk]), {"text": ""})
    word = PrivateWord.objects.visible_to(SYSTEM).get()
    assert "I changed my mind" in open_page(cast, cast.amina, tie)
    assert "I changed my mind" not in open_page(cast, cast.elia, tie)
    client.post(reverse("portal:private_withdraw", args=[word.pk]))
    assert "I want to stop" in open_page(cast, cast.amina, tie)
    assert not [item for item in today.items(cast.actor(cast.berta)) if item.kind == "leave"]
