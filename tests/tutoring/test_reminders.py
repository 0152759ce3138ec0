"""Reminders: to whose move it is, one a week, never in a pause or at night; one tap that a preview cannot make."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.people.models import Consent
from accanto.privacy.models import AuditEntry
from accanto.tutoring.models import Alert, Contact, Reminder, Tutor, Tutoring, TutoringPause
from accanto.tutoring.monitoring.words import Answer, Rhythm
from accanto.tutoring.operations import reminder as reminders
from accanto.tutoring.operations.answer import link_of, take_answer
from accanto.tutoring.operations.reminder import forget_reminders, remind
from accanto.tutoring.operations.rhythm import renew, renew_all
from tests.cast import SYSTEM, TODAY, Cast

pytestmark = pytest.mark.django_db
ROME = ZoneInfo("Europe/Rome")


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ROME)


def _tie(cast: Cast, *, weeks: int = 5, tutor: Tutor | None = None, **values: Any) -> Tutoring:
    """A tie that began weeks ago and had no contact since."""
    began = TODAY() - timedelta(weeks=weeks)
    tutor = tutor or _tutor(cast, **values)
    tie = Tutoring(case=cast.case(), tutor=tutor, introduced_on=began, started_on=began)
    trail.create(SYSTEM, tie, "tutoring.started")
    renew(tie)
    return tie


def _tutor(cast: Cast, **values: Any) -> Tutor:
    place = {"organisation": cast.org_a, "project": cast.project, "available_on": TODAY()}
    return trail.create(SYSTEM, Tutor(name="Anna Ferri", **place, **values), "tutor.added")


def _contact(tie: Tutoring, days_ago: int, begun_by: str) -> None:
    row = Contact(tutoring=tie, kind="meeting", on=TODAY() - timedelta(days=days_ago), begun_by=begun_by)
    trail.create(SYSTEM, row, "contact.logged")
    renew(tie)


def _links(text: str) -> list[str]:
    return re.findall(r"https?://[^/]+(/\S+)", text)


def test_one_mail_a_week_for_whoever_reads_it_over_all_their_ties(cast: Cast) -> None:
    tutor = _tutor(cast, email="anna@example.org")
    for _number in range(2):
        _tie(cast, tutor=tutor)
    _tie(cast, email="ANNA@example.org ")  # the same reader, recorded twice
    assert remind(at(TODAY())) == 1
    assert remind(at(TODAY())) == 0
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "Anna" not in mail.outbox[0].body + mail.outbox[0].subject
    assert mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body


@pytest.mark.parametrize("hour", [0, 6, 8, 19, 23])
def test_nobody_is_written_to_at_night(cast: Cast, hour: int) -> None:
    _tie(cast, email="anna@example.org")
    assert remind(at(TODAY(), hour)) == 0


def test_whose_move_it_is(cast: Cast) -> None:
    tie = _tie(cast, weeks=20, email="anna@example.org")
    trail.change(SYSTEM, tie.case.person, "person.account_given", account=cast.amina)
    _contact(tie, 40, "tutor")
    assert remind(at(TODAY())) == 1
    assert mail.outbox[-1].to == [cast.amina.email], "the tutor began last time"
    other = _tie(cast, weeks=20, email="bice@example.org")
    _contact(other, 40, "person")
    assert remind(at(TODAY())) == 1
    assert mail.outbox[-1].to == ["bice@example.org"]


def test_in_the_language_of_the_reader(cast: Cast) -> None:
    from accanto.people.models import Identity, IdentityOpening, LanguageSkill

    tie = _tie(cast)
    person = tie.case.person
    trail.create(SYSTEM, Identity(person=person, email="zaynab@example.org"), "identity.added")
    trail.create(SYSTEM, LanguageSkill(person=person, language="ara", is_first=True), "language.added")
    assert remind(at(TODAY())) == 0, "no consent is recorded: the identity is not opened"
    consent = Consent(person=person, purpose="tutoring", given_on=TODAY(), channel="paper")
    trail.create(SYSTEM, consent, "consent.given")
    assert remind(at(TODAY())) == 1
    assert "مرحبًا" in mail.outbox[0].body and "lang=ar" in mail.outbox[0].body
    written = AuditEntry.objects.unscoped("test").filter(action="identity.written_to", person_id=person.pk)
    assert written.count() == 1 and "zaynab" not in str(list(written.values()))
    assert not IdentityOpening.objects.unscoped("test").exists(), "nobody saw it: it is no opening"


def _no_address(cast: Cast) -> None:
    _tie(cast)


def _pause(cast: Cast) -> None:
    tie = _tie(cast, email="anna@example.org")
    trail.create(SYSTEM, TutoringPause(tutoring=tie, starts_on=TODAY()), "pause.begun")
    renew(tie)


def _consent_withdrawn(cast: Cast) -> None:
    tie = _tie(cast)
    trail.change(SYSTEM, tie.case.person, "person.account_given", account=cast.amina)
    gone = Consent(
        person=tie.case.person, purpose="tutoring", given_on=TODAY(), channel="paper", withdrawn_on=TODAY()
    )
    trail.create(SYSTEM, gone, "consent.given")


def _tutor_shut_out(cast: Cast) -> None:
    tie = _tie(cast, email="anna@example.org")
    trail.change(SYSTEM, tie.case.person, "person.account_given", account=cast.amina)
    trail.change(SYSTEM, tie.tutor, "tutor.changed", paused=True)


def _in_touch(cast: Cast) -> None:
    _contact(_tie(cast, email="anna@example.org"), 0, "both")


def _ended(cast: Cast) -> None:
    tie = _tie(cast, email="anna@example.org")
    trail.change(SYSTEM, tie, "tutoring.ended", ended_on=TODAY(), end="moved")


@pytest.mark.parametrize(
    "make", [_no_address, _pause, _consent_withdrawn, _tutor_shut_out, _in_touch, _ended]
)
def test_who_is_left_in_peace(cast: Cast, make: Any) -> None:
    make(cast)
    assert remind(at(TODAY())) == 0 and mail.outbox == []


def test_after_three_that_nobody_answered_it_is_the_organisations_move(cast: Cast) -> None:
    tie = _tie(cast, weeks=12, email="anna@example.org")
    for number in range(1, 4):
        week = TODAY() - timedelta(days=TODAY().weekday(), weeks=number)
        row = Reminder(
            tutoring=tie, side="tutor", about="contact", recipient=f"{number:032}", week=week, state="sent"
        )
        trail.create(SYSTEM, row, "reminder.begun")
    assert remind(at(TODAY())) == 0


def test_a_worker_that_dies_in_between_sends_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tie(cast, email="anna@example.org")

    def die(*_args: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reminders.EmailMessage, "send", die)
    with pytest.raises(KeyboardInterrupt):
        remind(at(TODAY()))
    monkeypatch.undo()
    assert Reminder.objects.visible_to(SYSTEM).get().state == "sending"
    assert remind(at(TODAY())) == 0


def test_a_mail_server_that_refuses_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _tie(cast, email="anna@example.org")

    def refuse(*_args: Any, **_more: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(reminders.EmailMessage, "send", refuse)
    assert remind(at(TODAY())) == 0
    monkeypatch.undo()
    assert remind(at(TODAY())) == 1


def test_opening_a_link_changes_nothing_and_the_button_does_so_once(cast: Cast) -> None:
    tie = _tie(cast, email="anna@example.org")
    remind(at(TODAY()))
    talked = _links(mail.outbox[0].body)[0]
    public = cast.client(None)
    page = public.get(talked)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert tie.tutor.code not in page.content.decode() and tie.case.code not in page.content.decode()
    assert public.head(talked).status_code == 200
    assert not tie.contacts.exists()
    for _tap in range(2):
        assert "È scritto" in public.post(talked).content.decode()
    noted = tie.contacts.get()
    assert noted.kind == "telephone"
    side = tie.reminders.visible_to(SYSTEM).get().side
    assert (noted.noted_by, noted.state) == (side, "noted"), "the other side has still to say so"
    tie.refresh_from_db()
    assert tie.reminders.visible_to(SYSTEM).get().answers == ["talked"]


def _tap(tie: Tutoring, answer: Answer, side: str = "tutor") -> str:
    row = Reminder(tutoring=tie, side=side, about="contact", recipient="0" * 32, week=TODAY(), state="sent")
    return link_of(trail.create(SYSTEM, row, "reminder.begun"), answer, "", "it").split("/")[-2]


def test_what_each_tap_does(cast: Cast) -> None:
    tie = _tie(cast, email="anna@example.org")
    assert tie.rhythm == Rhythm.LAPSED
    take_answer(_tap(tie, Answer.NOT_THIS_WEEK))
    week = tie.pauses.get()
    assert (week.ends_on - week.starts_on).days == 7 and week.starts_on.weekday() == 0
    reminder = Reminder.objects.visible_to(SYSTEM).get()

    def again(answer: Answer) -> None:
        take_answer(link_of(reminder, answer, "", "it").split("/")[-2])

    again(Answer.PAUSE)
    assert tie.pauses.get().ends_on == TODAY() + timedelta(days=28), "one pause, made longer"
    tie.refresh_from_db()
    assert tie.rhythm == Rhythm.RESTING
    again(Answer.ORGANISATION)
    assert Alert.objects.visible_to(SYSTEM).get().why == "talk"
    again(Answer.STOP)
    _tie(cast, tutor=tie.tutor)  # another tie of the same tutor
    assert remind(at(TODAY())) == 0


@pytest.mark.parametrize("answer", [Answer.TALKED, Answer.PAUSE])
def test_a_link_of_a_tie_that_ended_does_nothing(cast: Cast, answer: Answer) -> None:
    tie = _tie(cast)
    secret = _tap(tie, answer)
    trail.change(SYSTEM, tie.tutor, "tutor.changed", paused=True)
    assert cast.client(None).post(reverse("tutoring:reminder_answer", args=[secret])).status_code == 404
    trail.change(SYSTEM, tie.tutor, "tutor.changed", paused=False)
    trail.change(SYSTEM, tie, "tutoring.ended", ended_on=TODAY(), end="moved")
    with pytest.raises(ValidationError):
        take_answer(secret)
    url = reverse("tutoring:reminder_answer", args=[secret])
    assert cast.client(None).get(url).status_code == cast.client(None).post(url).status_code == 404


def test_a_link_is_for_one_answer_and_not_forever(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tie = _tie(cast)
    secret = _tap(tie, Answer.TALKED)
    body, rest = secret.split(":", 1)
    forged = signing.dumps([tie.pk.hex, "pause"], salt="another")
    for bad in (f"{body}x:{rest}", forged, "x", "a:b:c", secret[:-1]):
        assert cast.client(None).post(reverse("tutoring:reminder_answer", args=[bad])).status_code == 404
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 22 * 86_400)
    assert cast.client(None).get(reverse("tutoring:reminder_answer", args=[secret])).status_code == 404
    assert not tie.contacts.exists()


def test_old_reminders_are_forgotten(cast: Cast) -> None:
    _tap(_tie(cast), Answer.TALKED)
    assert forget_reminders() == 0
    assert forget_reminders(TODAY() + timedelta(days=400)) == 1


def test_the_night_moves_a_tie_along_and_costs_the_same_for_many(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    monday = TODAY() - timedelta(days=TODAY().weekday())
    tutor = _tutor(cast)
    ties = [_tie(cast, weeks=1, tutor=tutor) for _number in range(3)]
    for tie in ties:
        _contact(tie, 0, "both")
    renew_all(monday + timedelta(days=7))
    with django_assert_num_queries(4):  # a part of ties, contacts, pauses, the next part
        renew_all(monday + timedelta(days=7))
    states = []
    for week in range(1, 4):
        renew_all(monday + timedelta(weeks=week))
        states.append(Tutoring.objects.visible_to(SYSTEM).get(pk=ties[0].pk).rhythm)
    assert states == sorted(states) and states[-1] == Rhythm.LAPSED


def test_the_list_begins_with_who_is_silent_longest_and_can_be_filtered(cast: Cast) -> None:
    tutor = _tutor(cast)
    late, lapsed, well = (_tie(cast, weeks=weeks, tutor=tutor) for weeks in (2, 9, 1))
    _contact(late, 8, "tutor")
    _contact(well, 0, "tutor")
    client = cast.client(cast.berta)
    page = client.get(reverse("tutoring:tutoring_list")).content.decode()
    places = [page.index(tie.get_absolute_url()) for tie in (lapsed, late, well)]
    assert places == sorted(places)
    only = client.get(reverse("tutoring:tutoring_list"), {"rhythm": Rhythm.LAPSED.value}).content.decode()
    assert lapsed.get_absolute_url() in only and well.get_absolute_url() not in only
    for odd in ("9", "x", "-1"):
        assert client.get(reverse("tutoring:tutoring_list"), {"rhythm": odd}).status_code == 200
