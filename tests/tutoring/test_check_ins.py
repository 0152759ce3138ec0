"""Check-ins: each side for themselves, never seen by the other; words that worry reach the operator at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.core.today import items as today_items
from accanto.privacy.models import AuditEntry
from accanto.tutoring.jobs import mail_alert
from accanto.tutoring.models import Alert, CheckIn, Tutor, Tutoring, TutoringPause
from accanto.tutoring.monitoring.schedule import schedule_of
from accanto.tutoring.operations.alert import see_to_alert
from accanto.tutoring.operations.checkin import answer_check_in, open_check_ins
from accanto.tutoring.operations.reminder import remind
from accanto.tutoring.operations.rhythm import renew_all
from accanto.tutoring.operations.tutoring import end_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_reminders import at

pytestmark = pytest.mark.django_db
WORRYING = "Il padrone mi ha minacciato e si è tenuto i miei documenti"


def make_tie(cast: Cast, *, days: int = 40) -> Tutoring:
    """Elia beside Amina, since so many days."""
    began = TODAY() - timedelta(days=days)
    place = {"organisation": cast.org_a, "project": cast.project, "available_on": began}
    tutor = trail.create(SYSTEM, Tutor(name="Elia", account=cast.elia, **place), "tutor.added")
    case = cast.case()
    trail.change(SYSTEM, case.person, "person.account_given", account=cast.amina)
    tie = Tutoring(case=case, tutor=tutor, introduced_on=began, started_on=began)
    return trail.create(SYSTEM, tie, "tutoring.started")


def _of(tie: Tutoring, side: str) -> CheckIn:
    return CheckIn.objects.visible_to(SYSTEM).filter(tutoring=tie, side=side).latest("number")


def test_when_both_are_asked(cast: Cast) -> None:
    tie = make_tie(cast, days=29)
    assert open_check_ins() == 0
    assert open_check_ins(TODAY() + timedelta(days=1)) == 1
    assert open_check_ins(TODAY() + timedelta(days=60)) == 0
    assert open_check_ins(TODAY() + timedelta(days=61)) == 1
    rows = CheckIn.objects.visible_to(SYSTEM).filter(tutoring=tie)
    assert sorted((row.number, row.side) for row in rows) == [
        (1, "person"),
        (1, "tutor"),
        (2, "person"),
        (2, "tutor"),
    ]


def test_in_a_pause_it_waits(cast: Cast) -> None:
    tie = make_tie(cast)
    pause = TutoringPause(tutoring=tie, starts_on=TODAY(), ends_on=TODAY() + timedelta(days=7))
    trail.create(SYSTEM, pause, "pause.begun")
    assert open_check_ins() == 0
    assert open_check_ins(TODAY() + timedelta(days=7)) == 1


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ({}, (30, 60)),
        ({"every": "month"}, (30, 30)),
        ({"every": "", "first_after_days": 14, "every_days": 90}, (14, 90)),
        ({"every": "", "first_after_days": None, "every_days": 45}, (30, 45)),
    ],
)
def test_a_projects_own_schedule(told: dict[str, Any], days: tuple[int, int]) -> None:
    found = schedule_of({"tutoring": {"check_in": told}})
    assert (found.first, found.every) == days


def test_each_answers_for_themselves_and_the_other_never_sees_it(cast: Cast) -> None:
    tie = make_tie(cast)
    open_check_ins()
    own, others = _of(tie, "person"), _of(tie, "tutor")
    client = cast.client(cast.amina)
    page = client.get(own.get_absolute_url())
    assert page.status_code == 200 and page.content.decode().count("<fieldset") == 6
    assert client.get(others.get_absolute_url()).status_code == 404
    sent = {"purpose_reciprocity": "4", "purpose_exchange": "0", "words_said": "Mi piace parlare con lui"}
    assert client.post(own.get_absolute_url(), sent).status_code == 302
    own.refresh_from_db()
    assert own.said == {"exchange": 0, "reciprocity": 4} and own.answered_by == cast.amina
    elia = cast.client(cast.elia)
    for url in (own.get_absolute_url(), reverse("tutoring:tutoring_picture", args=[tie.pk])):
        assert elia.get(url).status_code in (403, 404)
    assert "Mi piace" not in elia.get(tie.get_absolute_url()).content.decode()
    told = str(list(AuditEntry.objects.unscoped("test").values()))
    assert "Mi piace" not in told and "reciprocity" not in told
    picture = (
        cast.client(cast.berta).get(reverse("tutoring:tutoring_picture", args=[tie.pk])).content.decode()
    )
    assert "Mi piace parlare" in picture and "– / 4" in picture
    assert "hai già risposto" in client.get(own.get_absolute_url()).content.decode().lower()


def test_nothing_typed_is_lost(cast: Cast) -> None:
    tie = make_tie(cast)
    open_check_ins()
    own, client = _of(tie, "person"), cast.client(cast.amina)
    refused = client.post(own.get_absolute_url(), {"purpose_exchange": "9", "words_said": "ما زلت هنا"})
    assert refused.status_code == 422 and "ما زلت هنا" in refused.content.decode()
    empty = client.post(own.get_absolute_url(), {"words_said": "   "})
    assert empty.status_code == 422 and "chiudi questa pagina" in empty.content.decode()
    own.refresh_from_db()
    assert own.answered_on is None


def test_two_tabs_answer_once(cast: Cast) -> None:
    tie = make_tie(cast)
    open_check_ins()
    amina, own = cast.actor(cast.amina), _of(tie, "person")
    other_tab = CheckIn.objects.visible_to(amina).get(pk=own.pk)
    answer_check_in(amina, check_in=own, answers={"voice": 3})
    with pytest.raises(ValidationError):
        answer_check_in(amina, check_in=other_tab, answers={"voice": 1})
    with pytest.raises(NotAllowed):
        answer_check_in(amina, check_in=_of(tie, "tutor"), answers={"voice": 1})


def test_words_that_worry_reach_the_operator_and_nobody_else(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    tie = make_tie(cast)
    open_check_ins()
    assert renew_all() == 1  # silent for weeks: that is on Today too
    with django_capture_on_commit_callbacks(execute=True):
        answer_check_in(cast.actor(cast.amina), check_in=_of(tie, "person"), answers={}, words_said=WORRYING)
    alert = Alert.objects.visible_to(SYSTEM).get()
    assert set(alert.topics.split(",")) == {"documents", "threat"}
    mail.outbox.clear()
    mail_alert.call(str(alert.pk))
    (message,) = mail.outbox
    assert message.to == [cast.berta.email] and "minacc" not in message.body + message.subject
    today = cast.client(cast.berta).get(reverse("today")).content.decode()
    assert alert.get_absolute_url() in today and "minacc" not in today
    first = next(iter(today_items(cast.actor(cast.berta))))
    assert first.url == alert.get_absolute_url(), "before what is merely older"
    assert "silent" in {item.kind for item in today_items(cast.actor(cast.berta))}
    for user in (cast.elia, cast.amina):
        client = cast.client(user)
        assert alert.get_absolute_url() not in client.get(reverse("today") + "?all").content.decode()
        assert client.get(alert.get_absolute_url()).status_code in (403, 404)
    page = cast.client(cast.berta).get(alert.get_absolute_url()).content.decode()
    assert "una minaccia" in page and WORRYING in page
    see_to_alert(cast.actor(cast.berta), alert=alert, note="Chiamata")
    with pytest.raises(ValidationError):
        see_to_alert(cast.actor(cast.bruna), alert=alert)
    assert alert.get_absolute_url() not in cast.client(cast.berta).get(reverse("today")).content.decode()


def test_asked_again_once_and_then_the_operator(cast: Cast) -> None:
    tie = make_tie(cast)
    open_check_ins()
    rows = [_of(tie, "person"), _of(tie, "tutor")]
    assert remind(at(TODAY())) == 2
    assert all(any(row.get_absolute_url() in message.body for row in rows) for message in mail.outbox)
    assert remind(at(TODAY() + timedelta(days=1))) == 0
    assert remind(at(TODAY() + timedelta(days=7))) == 2
    assert all(_of(tie, row.side).asked_again_on is not None for row in rows)
    assert remind(at(TODAY() + timedelta(days=14))) == 0
    berta = cast.client(cast.berta)
    assert "non ha risposto alla verifica" not in berta.get(reverse("today")).content.decode()
    trail.change(SYSTEM, _of(tie, "person"), "check_in.opened", due_on=TODAY() - timedelta(days=14))
    assert "non ha risposto alla verifica" in berta.get(reverse("today")).content.decode()


def test_the_end_asks_both_for_a_last_word(cast: Cast) -> None:
    tie = make_tie(cast)
    end_tutoring(
        cast.actor(cast.berta), tutoring=tie, ended_on=TODAY(), end="goes_on", what_remains="Un'amicizia"
    )
    last = _of(tie, "person")
    assert last.kind == "last" and _of(tie, "tutor").kind == "last"
    client = cast.client(cast.amina)
    assert last.get_absolute_url() in client.get(reverse("today"), follow=True).content.decode()
    page = client.get(last.get_absolute_url()).content.decode()
    assert page.index("<textarea") < page.index("<fieldset") and "Quello che c" in page
    said = {"words_said": "La domenica da lui", "purpose_voice": "5"}
    assert client.post(last.get_absolute_url(), said).status_code == 302
    theirs = cast.client(cast.elia).get(tie.get_absolute_url(), follow=True).content.decode()
    assert _of(tie, "tutor").get_absolute_url() in theirs
    picture = reverse("tutoring:tutoring_picture", args=[tie.pk])
    assert "– / 5" in cast.client(cast.berta).get(picture).content.decode()
    assert "domenica" not in theirs


def test_a_purpose_that_is_not_asked_is_no_answer(cast: Cast) -> None:
    tie = make_tie(cast)
    open_check_ins()
    for answers in ({"friendship": 3}, {"voice": 6}, {"voice": -1}):
        with pytest.raises(ValidationError):
            answer_check_in(cast.actor(cast.amina), check_in=_of(tie, "person"), answers=answers)
