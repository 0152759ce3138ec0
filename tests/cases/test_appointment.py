"""Appointments and tasks: planned, moved, overlapping, over the change of clocks; who sees what; the feed."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts.middleware import actor_of
from accanto.cases.agenda import agenda, asked
from accanto.cases.models import Appointment, Task
from accanto.cases.operations.appointment import (
    add_task,
    at_the_same_time,
    change_appointment,
    move_appointment,
    plan_appointment,
    record_appointment,
    tasks_done,
)
from accanto.cases.operations.letter import remind_operators
from accanto.core import today
from accanto.tutoring.operations.shared import make_calendar_link, withdraw_calendar_link
from accanto.tutoring.operations.tutoring import end_tutoring, start_tutoring
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import ready


def _plan(cast: Cast, case: Any, days: int = 3, at: time | None = time(10), **more: Any) -> Appointment:
    on = TODAY() + timedelta(days=days)
    return plan_appointment(cast.actor(cast.berta), case=case, kind="office", on=on, at=at, **more)


def _kinds(cast: Cast, who: Any) -> list[tuple[str, str]]:
    found = today.items(cast.actor(who))
    return sorted((item.kind, item.urgency) for item in found if item.kind in ("appointment", "task"))


def test_a_move_leaves_the_one_before_and_its_outcome_is_said_once(cast: Cast) -> None:
    actor, row = cast.actor(cast.berta), _plan(cast, cast.case(), 0, place="Questura")
    new = move_appointment(actor, appointment=row, on=TODAY() + timedelta(days=5), at=time(9))
    row.refresh_from_db()
    assert (row.outcome, row.moved_to_id, new.place) == ("moved", new.pk, "Questura")
    with pytest.raises(ValidationError):
        move_appointment(actor, appointment=row, on=TODAY(), at=None)
    with pytest.raises(ValidationError):
        record_appointment(actor, appointment=row, outcome="came")
    with pytest.raises(ValidationError):  # it is still to come
        record_appointment(actor, appointment=new, outcome="came")
    record_appointment(actor, appointment=new, outcome="cancelled")


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((10, 60), (10, 60), True),
        ((10, 60), (11, 60), False),
        ((10, 61), (11, 30), True),
        ((23, 120), (0, 30), False),
    ],
)
def test_what_is_at_the_same_time_is_said_not_refused(
    cast: Cast, one: tuple[int, int], other: tuple[int, int], overlap: bool
) -> None:
    case = cast.case()
    first = _plan(cast, case, 3, time(one[0]), minutes=one[1])
    second = _plan(cast, case, 3, time(other[0]), minutes=other[1])
    assert at_the_same_time(cast.actor(cast.berta), second) == ([first] if overlap else [])
    past_midnight = _plan(cast, case, 4, time(0, 30))
    assert (first in at_the_same_time(cast.actor(cast.berta), past_midnight)) is (one[0] == 23)


def test_the_one_who_goes_along_is_in_one_place_at_a_time(cast: Cast) -> None:
    along = f"operator:{cast.bruna.pk}"
    first = _plan(cast, cast.case(), along=along)
    page = cast.client(cast.berta).post(
        reverse("cases:appointment_add", args=[cast.case().pk]),
        {"kind": "health", "on": first.on, "at": "10:30", "minutes": "", "along": along},
        follow=True,
    )
    assert (
        f"{first.case.code}" in page.content.decode() and "alla stessa ora" in page.content.decode().lower()
    )
    assert Appointment.objects.visible_to(SYSTEM).count() == 2


def test_an_hour_that_does_not_exist_is_refused_and_hours_stay_over_the_change(cast: Cast) -> None:
    actor, case = cast.actor(cast.berta), cast.case()
    spring, autumn = date(2027, 3, 28), date(2027, 10, 31)
    with pytest.raises(ValidationError) as refused:
        plan_appointment(actor, case=case, kind="talk", on=spring, at=time(2, 30))
    assert list(refused.value.error_dict) == ["at"]
    nine = [
        plan_appointment(actor, case=case, kind="talk", on=day, at=time(9))
        for day in (date(2027, 3, 27), spring)
    ]
    assert [row.begins.hour for row in nine if row.begins] == [8, 7]
    night = plan_appointment(actor, case=case, kind="talk", on=autumn, at=time(1, 30), minutes=120)
    assert night.begins and night.ends and night.ends - night.begins == timedelta(hours=2)


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    url = reverse("cases:appointment_add", args=[cast.case().pk])
    sent = {
        "kind": "office",
        "on": "2226-01-01",
        "at": "25:99",
        "minutes": "-4",
        "place": "Via Roma 1",
        "along": "operator:x",
    }
    page = cast.client(cast.berta).post(url, sent)
    assert page.status_code == 422
    assert set(page.context["form"].errors) >= {"at", "minutes", "along"}
    assert "Via Roma 1" in page.content.decode() and "2226-01-01" in page.content.decode()
    page = cast.client(cast.berta).post(url, {**sent, "at": "", "minutes": "", "along": ""})
    assert page.status_code == 422 and list(page.context["form"].errors) == ["on"]


def test_today_tells_who_follows_and_who_goes_along(cast: Cast) -> None:
    case = cast.case()
    _plan(cast, case, 1, along=f"operator:{cast.bruna.pk}")
    _plan(cast, case, 2)
    _plan(cast, case, -1)
    add_task(cast.actor(cast.berta), case=case, what="chiamare il patronato", who=cast.bruna, due=TODAY())
    assert _kinds(cast, cast.berta) == [("appointment", "now"), ("appointment", "soon")]
    assert _kinds(cast, cast.bruna) == [("appointment", "soon"), ("task", "now")]
    assert _kinds(cast, cast.dora) == []


def test_the_morning_mail_says_codes_alone(cast: Cast) -> None:
    case = cast.case()
    _plan(
        cast,
        case,
        0,
        time(23, 50),
        place="Questura",
        note="portare la marca",
        along=f"operator:{cast.bruna.pk}",
    )
    add_task(cast.actor(cast.berta), case=case, what="chiamare il patronato", who=cast.bruna, due=TODAY())
    assert remind_operators(TODAY()) == (2, 0)
    assert {message.to[0] for message in mail.outbox} == {"berta@example.org", "bruna@example.org"}
    for message in mail.outbox:
        assert case.code in message.body and "23:50" in message.body
        assert not re.search("Questura|marca|patronato", message.body)


def test_tasks_are_ticked_together_and_others_stay(cast: Cast) -> None:
    mine, theirs = cast.case(), cast.case(organisation=cast.org_b, operator=cast.dora)
    tasks = [
        add_task(cast.actor(cast.berta), case=mine, what=f"{n}", who=cast.berta, due=TODAY())
        for n in range(3)
    ]
    foreign = add_task(cast.actor(cast.dora), case=theirs, what="x", who=cast.dora, due=TODAY())
    sent = [str(row.pk) for row in (*tasks[:2], foreign)] + ["", "no-uuid", "\x00"]
    answer = cast.client(cast.berta).post(reverse("cases:tasks_done"), {"tasks": sent, "case": str(mine.pk)})
    assert answer.status_code == 302
    left = Task.objects.visible_to(SYSTEM).filter(done_on=None)
    assert {row.pk for row in left} == {tasks[2].pk, foreign.pk}
    assert tasks_done(cast.actor(cast.berta), tasks=[tasks[0]]) == 0
    with pytest.raises(ValidationError):
        add_task(cast.actor(cast.berta), case=mine, what="x", who=cast.dora, due=TODAY())


@pytest.mark.parametrize(
    "day", [date(2026, 11, 26), date(2027, 1, 31), date(2028, 2, 29), date(2000, 1, 3), date(2100, 12, 26)]
)
def test_weeks_begin_on_mondays(cast: Cast, day: date) -> None:
    case = cast.case()
    for shown in ("week", "month"):
        made = agenda(cast.actor(cast.berta), case, shown, day)  # type: ignore[arg-type]
        assert made.first.weekday() == 0 and made.last.weekday() == 6
        assert day in [each.on for each in made.days] and len(made.days) % 7 == 0
        assert made.earlier < day < made.later


def test_what_cannot_be_read_is_a_list_from_today() -> None:
    for query in ({}, {"view": "year", "day": "x"}, {"day": "2026-02-30"}):
        assert asked(query) == ("list", TODAY())
    assert asked({"day": "9999-12-31", "view": "month"})[1].year == 2100
    assert asked({"day": "0001-01-01"})[1].year == 2000


def test_a_calendar_shows_what_is_planned_in_all_its_views(cast: Cast) -> None:
    case = cast.case()
    row = _plan(cast, case, 0, time(9, 15), place="Via Roma 1")
    add_task(
        cast.actor(cast.berta), case=case, what="chiamare", who=cast.berta, due=TODAY() - timedelta(days=2)
    )
    for url in (reverse("cases:case_agenda", args=[case.pk]), reverse("cases:agenda")):
        for view in ("list", "week", "month"):
            page = cast.client(cast.berta).get(url, {"view": view})
            assert page.status_code == 200 and f"{row.at:%H:%M}" in page.content.decode()
    assert "chiamare" in cast.client(cast.berta).get(reverse("cases:agenda")).content.decode()
    assert "09:15" not in cast.client(cast.bruna).get(reverse("cases:agenda")).content.decode()
    assert cast.client(cast.dora).get(reverse("cases:case_agenda", args=[case.pk])).status_code == 404


def test_a_tutor_who_goes_along_reads_it_in_their_calendar_until_the_tie_ends(cast: Cast) -> None:
    actor, case = cast.actor(cast.berta), cast.case()
    tutor = ready(cast, account=cast.elia)
    tie = start_tutoring(actor, case=case, tutor=tutor, introduced_on=TODAY(), both_said_yes=True)
    row = _plan(cast, case, 3, time(10), place="Via Roma 1", minutes=90, along=f"tutor:{tutor.pk}")
    _plan(cast, case, 4)
    assert (row.along_user_id, row.along_words) == (cast.elia.pk, tutor.code)
    link = make_calendar_link(actor_of(cast.elia), with_place=True)
    own = make_calendar_link(actor, with_place=False)
    theirs, ours = (
        cast.client(None).get(reverse("portal:calendar_feed", args=[each.secret])) for each in (link, own)
    )
    text = theirs.content.decode()
    assert text.count("BEGIN:VEVENT") == 1 and "LOCATION:Via Roma 1" in text and case.code not in text
    assert (
        ours.content.decode().count(f"SUMMARY:{case.code}") == 2 and "Via Roma" not in ours.content.decode()
    )
    end_tutoring(actor, tutoring=tie, ended_on=TODAY(), end="as_agreed")
    again = cast.client(None).get(reverse("portal:calendar_feed", args=[link.secret]))
    assert "BEGIN:VEVENT" not in again.content.decode()
    kept = change_appointment(
        actor, appointment=row, along=row.along_key, kind="office", on=row.on, at=row.at, minutes=30
    )
    assert kept.along_user_id == cast.elia.pk
    withdraw_calendar_link(actor)
    assert cast.client(None).get(reverse("portal:calendar_feed", args=[own.secret])).status_code == 404
