"""From an offer to an introduction: the steps, talks, hours, checks, pauses, goodbyes; the funnel and its mail."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accanto.config.jobs import end_pauses, tell_managers
from accanto.core import today as core_today
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.privacy.models import AuditEntry
from accanto.tutoring.funnel import counts, passages, waiting
from accanto.tutoring.models import (
    Interview,
    TrainingHours,
    Tutor,
    TutorCheck,
    Tutoring,
    TutorPause,
)
from accanto.tutoring.operations import letter
from accanto.tutoring.operations.activation import (
    add_hours,
    ask_for_checks,
    correct_dates,
    fix_talk,
    note_check,
    record_talk,
    remove_hours,
)
from accanto.tutoring.operations.letter import send_letters, switch_letter
from accanto.tutoring.operations.standing import end_pause, let_go, pause_tutor, take_back
from accanto.tutoring.operations.tutoring import start_tutoring
from accanto.tutoring.steps import Facts, Mover, Step, facts_of, step_of, wait_of, with_facts, with_step
from tests.cast import SYSTEM, TODAY, Cast, said_now

DAY = timedelta(days=1)


def make_tutor(cast: Cast, **values: Any) -> Tutor:
    place = {"organisation": cast.org_a, "project": cast.project}
    row = Tutor(**{"name": "Anna Ferri", "available_on": TODAY() - 100 * DAY, **place, **values})
    return trail.create(SYSTEM, row, "tutor.added")


def ready(cast: Cast, **values: Any) -> Tutor:
    return make_tutor(cast, interviewed_on=TODAY() - 60 * DAY, trained_on=TODAY() - 10 * DAY, **values)


def _read(tutor: Tutor) -> Tutor:
    """As the pages read it, with step and dates."""
    rows = with_step(with_facts(Tutor.objects.visible_to(SYSTEM).filter(pk=tutor.pk)), TODAY())
    return rows.get()


def _talk(cast: Cast, tutor: Tutor, days: int = 0) -> Interview:
    at = timezone.now() + days * DAY
    return fix_talk(cast.actor(cast.berta), tutor=tutor, at=at, place="Al bar", who=cast.berta)


# --- the step: one rule, said twice, that agree -----------------------------------------------------

_PAST = st.one_of(st.none(), st.integers(-90, 0))
_AROUND = st.one_of(st.none(), st.integers(-3, 3))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    met=_PAST, trained=_PAST, paused=st.booleans(), until=_AROUND, suspended=_PAST, left=_PAST,
    talk=st.one_of(st.none(), st.integers(-3, 3)), begun=st.one_of(st.none(), st.sampled_from([-90, -30, -29, 0])),
    ended=st.booleans(),
)  # fmt: skip
def test_the_database_says_the_same_step(
    cast: Cast, met: Any, trained: Any, paused: bool, until: Any, suspended: Any, left: Any, talk: Any,
    begun: Any, ended: bool,
) -> None:  # fmt: skip
    def day(offset: int | None) -> date | None:
        return None if offset is None else TODAY() + offset * DAY

    tutor = make_tutor(
        cast, interviewed_on=day(met), trained_on=day(trained), paused=paused, paused_until=day(until),
        suspended_on=day(suspended), left_on=day(left),
    )  # fmt: skip
    if talk is not None:
        row = Interview(tutor=tutor, at=timezone.now() + talk * DAY, who=cast.berta)
        trail.create(SYSTEM, row, "interview.fixed")
    if begun is not None:
        since = TODAY() + begun * DAY
        row = Tutoring(case=cast.case(), tutor=tutor, introduced_on=since, started_on=since)
        tie = trail.create(SYSTEM, row, "tutoring.started")
        if ended:
            trail.change(SYSTEM, tie, "tutoring.ended", ended_on=TODAY(), end="moved")
    read = _read(tutor)
    assert read.step == step_of(facts_of(read), TODAY())


@given(st.integers(0, 400), st.integers(0, 400))
def test_waiting_never_gets_shorter_and_ends_in_being_stuck(days: int, more: int) -> None:
    facts = Facts(available_on=date(2026, 1, 1))
    early = wait_of(facts, date(2026, 1, 1) + days * DAY)
    late = wait_of(facts, date(2026, 1, 1) + (days + more) * DAY)
    assert early is not None and late is not None
    assert late.days == early.days + more
    assert late.is_stuck or not early.is_stuck
    assert early.is_stuck == (days > 14)


def test_who_has_to_move(cast: Cast) -> None:
    """At each step someone has to, and it is said who."""
    tutor = make_tutor(cast)

    def at() -> tuple[Step, Any]:
        facts = facts_of(_read(tutor))
        wait = wait_of(facts, TODAY())
        return step_of(facts, TODAY()), wait and wait.on

    assert at() == (Step.AVAILABILITY, Mover.OPERATOR)
    talk = _talk(cast, tutor, 2)
    assert at() == (Step.INTERVIEW, Mover.TUTOR)
    trail.change(SYSTEM, talk, "interview.moved", at=timezone.now() - 5 * DAY)
    assert at() == (Step.INTERVIEW, Mover.OPERATOR)
    actor = cast.actor(cast.berta)
    record_talk(actor, interview=talk, outcome="suitable", held_on=TODAY() - 5 * DAY)
    tutor.refresh_from_db()
    assert at() == (Step.TRAINING, Mover.ORGANISATION)
    add_hours(actor, tutor=tutor, on=TODAY(), what="Immigrazione", hours=Decimal(4))
    assert at() == (Step.TRAINING, Mover.TUTOR)
    add_hours(actor, tutor=tutor, on=TODAY(), what="Relazioni", hours=Decimal(4))
    assert at() == (Step.INTRODUCTION, Mover.OPERATOR)
    start_tutoring(actor, case=cast.case(), tutor=tutor, introduced_on=TODAY(), both_said_yes=True)
    assert at() == (Step.TUTORING, None)


# --- talks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "more", "step"),
    [
        ("suitable", {}, Step.TRAINING),
        ("not_now", {"back_on": lambda: TODAY() + 30 * DAY}, Step.PAUSED),
        ("not_suitable", {"words": "Grazie del tuo tempo"}, Step.LEFT),
        ("did_not_come", {}, Step.AVAILABILITY),
    ],
)
def test_each_outcome_leads_on(cast: Cast, outcome: str, more: dict[str, Any], step: Step) -> None:
    tutor = make_tutor(cast)
    talk = _talk(cast, tutor)
    values = {"outcome": outcome, "held_on": TODAY(), "notes": "Parla di sua madre", **said_now(more)}
    record_talk(cast.actor(cast.berta), interview=talk, **values)
    read = _read(tutor)
    assert step_of(facts_of(read), TODAY()) == step
    wait = wait_of(facts_of(read), TODAY())
    assert wait is None or wait.days == 0  # counted from the talk, not from long before
    said = str(list(AuditEntry.objects.unscoped("test").values()))
    assert "madre" not in said and "Grazie" not in said
    with pytest.raises(ValidationError):  # a second tab
        record_talk(cast.actor(cast.berta), interview=talk, **values)


def test_a_talk_is_fixed_once_and_not_suitable_needs_words(cast: Cast) -> None:
    tutor = make_tutor(cast)
    talk = _talk(cast, tutor)
    with pytest.raises(ValidationError):
        _talk(cast, tutor)
    client = cast.client(cast.berta)
    url = reverse("tutoring:interview_record", args=[talk.pk])
    answer = client.post(
        url, {"outcome": "not_suitable", "held_on": TODAY().isoformat(), "notes": "Nota lunga"}
    )
    assert answer.status_code == 422
    assert "words" in answer.context["form"].errors
    assert "Nota lunga" in answer.content.decode()
    talk.refresh_from_db()
    assert talk.outcome == ""  # nothing half done


def test_moving_a_talk_keeps_rome_time(cast: Cast) -> None:
    talk = _talk(cast, make_tutor(cast))
    client = cast.client(cast.berta)
    url = reverse("tutoring:interview_move", args=[talk.pk])
    day = TODAY() + 9 * DAY
    values = {"day": day.isoformat(), "time": "18:30", "place": "In parrocchia", "who": str(cast.berta.pk)}
    assert client.post(url, values).status_code == 302
    talk.refresh_from_db()
    assert timezone.localtime(talk.at) == timezone.make_aware(
        datetime.combine(day, datetime.min.time())
    ) + timedelta(hours=18, minutes=30)
    stranger = {**values, "who": str(cast.dora.pk)}  # of another organisation
    assert client.post(url, stranger).status_code == 422


# --- hours, dates, checks ---------------------------------------------------------------------------


def test_hours_make_the_training_and_unmake_it(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    tutor = make_tutor(cast)
    with pytest.raises(ValidationError):
        add_hours(actor, tutor=tutor, on=TODAY(), what="Prima del colloquio", hours=Decimal(2))
    trail.change(SYSTEM, tutor, "tutor.met", interviewed_on=TODAY() - 9 * DAY)
    told = {"tutoring": {"training_hours": 5}}
    trail.change(SYSTEM, cast.project, "project.changed", definition=told)
    add_hours(actor, tutor=tutor, on=TODAY() - 3 * DAY, what="Uno", hours=Decimal("2.5"))
    assert tutor.trained_on is None
    last = add_hours(actor, tutor=tutor, on=TODAY() - 5 * DAY, what="Due", hours=Decimal("2.5"))
    assert tutor.trained_on == TODAY() - 3 * DAY  # the last day of all, in whatever order they are noted
    remove_hours(actor, training=TrainingHours.objects.visible_to(actor).get(pk=last.pk))
    tutor.refresh_from_db()
    assert tutor.trained_on is None
    with pytest.raises(NotAllowed):
        add_hours(cast.actor(cast.dora), tutor=tutor, on=TODAY(), what="Altrove", hours=Decimal(2))


def test_every_module_of_the_project_is_heard_before_the_training_is_complete(cast: Cast) -> None:
    modules = [
        {"key": "law", "text": {"it": "Diritti", "en": "Rights"}, "hours": 3},
        {"key": "near", "text": {"it": "Vicinanza", "en": "Nearness"}, "hours": None},
    ]
    told = {"tutoring": {"training_hours": 4, "modules": modules}}
    trail.change(SYSTEM, cast.project, "project.changed", definition=told)
    tutor = make_tutor(cast, interviewed_on=TODAY() - 9 * DAY)
    client, url = cast.client(cast.berta), reverse("tutoring:training_add", args=[tutor.pk])
    day = (TODAY() - DAY).isoformat()
    for module, hours in (("law", 2), ("", 9)):
        typed = {"module": module, "on": day, "hours": hours, "what": "Una serata" if not module else ""}
        assert client.post(url, {**typed, "taught_by": "Ada Verdi"}).status_code == 302
    assert client.post(url, {"module": "", "on": day, "hours": 2, "what": ""}).status_code == 422
    tutor.refresh_from_db()
    assert tutor.trained_on is None, "eleven hours, but not of every module"
    page = client.get(tutor.get_absolute_url()).content.decode()
    assert "Ada Verdi" in page and "2 ore su 3" in page and "Vicinanza" in page
    funnel = client.get(reverse("tutoring:activation")).content.decode()
    assert "Diritti, Vicinanza" in funnel
    for module in ("near", "law"):
        client.post(url, {"module": module, "on": TODAY().isoformat(), "hours": 1, "what": ""})
    tutor.refresh_from_db()
    assert tutor.trained_on == TODAY()
    heard = TrainingHours.objects.visible_to(SYSTEM).get(module="near")
    assert (heard.what, heard.taught_by) == ("Vicinanza", "")
    remove_hours(cast.actor(cast.berta), training=heard)
    tutor.refresh_from_db()
    assert tutor.trained_on is None


def test_a_correction_says_why_and_outlives_hours(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    tutor = make_tutor(cast, interviewed_on=TODAY() - 20 * DAY)
    row = add_hours(actor, tutor=tutor, on=TODAY(), what="Uno", hours=Decimal(1))
    dates = {"interviewed_on": tutor.interviewed_on, "trained_on": TODAY() - 2 * DAY}
    with pytest.raises(ValidationError):
        correct_dates(actor, tutor=tutor, why=" ", **dates)
    with pytest.raises(ValidationError):
        correct_dates(actor, tutor=tutor, why="x", interviewed_on=None, trained_on=TODAY())
    correct_dates(actor, tutor=tutor, why="Formata a Parma", **dates)
    remove_hours(actor, training=row)
    tutor.refresh_from_db()
    assert tutor.trained_on == TODAY() - 2 * DAY


def _start(cast: Cast, tutor: Tutor, who: str = "berta", **values: Any) -> Tutoring:
    case = values.pop("case", None) or cast.case()
    more = {"introduced_on": TODAY(), "both_said_yes": True, **values}
    return start_tutoring(cast.actor(cast.users[who]), case=case, tutor=tutor, **more)


def test_a_check_that_is_asked_for_bars_the_introduction(cast: Cast) -> None:
    mario = cast.actor(cast.mario)
    with pytest.raises(NotAllowed):
        ask_for_checks(mario, organisation=cast.org_b, keys=["reference"])
    ask_for_checks(mario, organisation=cast.org_a, keys=["reference", "Assicurazione", "criminal_record"])
    tutor, actor = ready(cast, capacity=3), cast.actor(cast.berta)
    with pytest.raises(ValidationError) as refused:
        _start(cast, tutor)
    assert "Assicurazione" in str(refused.value)
    note_check(actor, tutor=tutor, key="Assicurazione", seen_on=TODAY())
    note_check(actor, tutor=tutor, key="reference", seen_on=TODAY() - 40 * DAY, valid_until=TODAY() - DAY)
    with pytest.raises(ValidationError) as refused:  # lapsed; an operator may not go on, whatever they write
        _start(cast, tutor, exception="Lo conosco")
    assert "exception" in refused.value.error_dict
    assert _start(cast, tutor, who="mario", exception="Arriva domani").exception
    note_check(actor, tutor=tutor, key="reference", seen_on=TODAY())
    _start(cast, tutor)
    with pytest.raises(ValidationError):  # a minor: the criminal record certificate too
        minor = cast.person(follower=cast.berta, year_of_birth=TODAY().year - 12)
        _start(cast, tutor, case=cast.case(minor))


def test_a_check_that_lapses_comes_up_in_time(cast: Cast) -> None:
    actor, tutor = cast.actor(cast.berta), ready(cast)

    def due() -> list[str]:
        return [item.urgency for item in core_today.items(actor) if item.kind == "tutor_check"]

    note_check(actor, tutor=tutor, key="reference", seen_on=TODAY() - DAY, valid_until=TODAY() + 31 * DAY)
    assert due() == []
    check = TutorCheck.objects.visible_to(actor).get()
    trail.change(SYSTEM, check, "check.seen", valid_until=TODAY() + 30 * DAY)
    assert due() == ["now"]
    trail.change(SYSTEM, check, "check.seen", valid_until=TODAY() - DAY)
    assert due() == ["late"]
    note_check(actor, tutor=tutor, key="reference", seen_on=TODAY())  # seen anew: the old one is no matter
    assert due() == []


# --- pause and goodbye ------------------------------------------------------------------------------


def test_a_pause_ends_by_itself(cast: Cast) -> None:
    tutor = ready(cast)
    actor = cast.actor(cast.berta)
    for bad in (TODAY(), TODAY() - DAY):
        with pytest.raises(ValidationError):
            pause_tutor(actor, tutor=tutor, until=bad)
    pause_tutor(actor, tutor=tutor, until=TODAY() + 10 * DAY)
    pause_tutor(actor, tutor=tutor, until=TODAY() + 20 * DAY)  # longer than thought: still one pause
    assert tutor.pauses.count() == 1
    with pytest.raises(ValidationError):
        _start(cast, tutor)
    end_pauses.call((TODAY() + 19 * DAY).isoformat())
    tutor.refresh_from_db()
    assert tutor.paused
    end_pauses.call((TODAY() + 21 * DAY).isoformat())  # the night before, the machine was off
    tutor.refresh_from_db()
    assert (tutor.paused, tutor.paused_until) == (False, None)
    assert TutorPause.objects.visible_to(SYSTEM).get().ends_on == TODAY() + 20 * DAY


def test_a_goodbye_keeps_what_was(cast: Cast) -> None:
    actor, tutor = cast.actor(cast.berta), ready(cast)
    tie = _start(cast, tutor)
    with pytest.raises(ValidationError) as refused:
        let_go(actor, tutor=tutor, because="withdrew")
    assert tie.case.code in str(refused.value)
    trail.change(SYSTEM, tie, "tutoring.ended", ended_on=TODAY(), end="moved")
    pause_tutor(actor, tutor=tutor)
    let_go(actor, tutor=tutor, because="withdrew", words="Grazie di tutto")
    assert tutor.interviewed_on and tutor.trained_on and not tutor.pauses.filter(ends_on=None).exists()
    with pytest.raises(ValidationError):
        _start(cast, tutor)
    take_back(actor, tutor=tutor)
    assert _start(cast, tutor).tutor == tutor
    other = make_tutor(cast)
    let_go(actor, tutor=other, because="not_suitable")
    with pytest.raises(NotAllowed):  # a manager's to say
        take_back(actor, tutor=other)


def test_ending_a_pause_that_is_none_changes_nothing_serious(cast: Cast) -> None:
    tutor = ready(cast)
    end_pause(cast.actor(cast.berta), tutor=tutor)
    assert not tutor.paused


# --- the funnel and the mail ------------------------------------------------------------------------


def test_the_funnel_shows_the_stuck_first_and_the_next_tap(cast: Cast) -> None:
    old, new = make_tutor(cast, available_on=TODAY() - 40 * DAY), make_tutor(cast, available_on=TODAY())
    late = make_tutor(cast, available_on=TODAY() - 400 * DAY, interviewed_on=TODAY() - 20 * DAY)
    make_tutor(cast, organisation=cast.org_b, available_on=TODAY() - 90 * DAY)
    rows = waiting(cast.actor(cast.berta))
    assert [row.tutor for row in rows] == [old, late, new]
    at = {each.step: each for each in counts(cast.actor(cast.berta), rows)}
    assert (at[Step.AVAILABILITY].count, at[Step.AVAILABILITY].stuck) == (2, 1)
    assert (at[Step.AVAILABILITY].median_days, at[Step.AVAILABILITY].longest_days) == (None, 40)
    client = cast.client(cast.berta)
    page = client.get(reverse("tutoring:activation"))
    assert page.status_code == 200
    assert rows[0].next.url in page.content.decode()
    assert client.get(rows[0].next.url).status_code == 200
    only = client.get(reverse("tutoring:activation"), {"step": "training"})
    assert [row.tutor for row, _lacking in only.context["rows"]] == [late]
    for bad in ("not-a-uuid", "9999-12-31", "\x00", "'", "A" * 300):
        names = ("project", "territory", "step", "since")
        assert client.get(reverse("tutoring:activation"), dict.fromkeys(names, bad)).status_code == 200


def test_where_people_are_lost_is_said_honestly(cast: Cast) -> None:
    for number in range(10):
        met = TODAY() - 50 * DAY if number < 6 else None
        trained = TODAY() - 40 * DAY if number < 3 else None
        gone = TODAY() if number in (5, 9) else None
        make_tutor(cast, interviewed_on=met, trained_on=trained, left_on=gone)
    make_tutor(cast, available_on=TODAY() - 300 * DAY)  # before the period
    found = passages(cast.actor(cast.berta), TODAY() - 200 * DAY)
    assert [(each.count, each.of, each.lost, each.share) for each in found] == [
        (10, 10, 0, 100), (6, 10, 1, 60), (3, 6, 1, None), (0, 3, 0, None), (0, 0, 0, None),
    ]  # fmt: skip


MONDAY = date(2026, 11, 30)


def test_the_managers_mail_has_codes_and_no_names(cast: Cast) -> None:
    assert send_letters(TODAY()) == (0, 0)  # nothing to say: no mail
    stuck = make_tutor(cast, name="Nome Segreto", available_on=TODAY() - 50 * DAY)
    make_tutor(cast, organisation=cast.org_b, available_on=TODAY() - 50 * DAY)
    assert tell_managers.call((MONDAY + DAY).isoformat()).endswith(": 0 mails, 0 not taken")
    assert mail.outbox == []
    for sent in (1, 0):  # a job that runs twice sends once
        assert tell_managers.call(MONDAY.isoformat()).endswith(f": {sent} mails, 0 not taken")
    (sent_one,) = mail.outbox
    assert sent_one.to == [cast.mario.email]
    assert stuck.code in sent_one.body and "Segreto" not in sent_one.body and "Buongiorno" in sent_one.body
    switch_letter(cast.actor(cast.mario))
    assert send_letters(MONDAY) == (0, 0)
    answer = cast.client(cast.mario).post(reverse("tutoring:letter_switch"))
    assert answer.status_code == 302
    trail.change(SYSTEM, cast.mario, "user.profile_changed", language="en")
    assert send_letters(MONDAY + 7 * DAY) == (1, 0)
    assert "Hello Mario" in mail.outbox[-1].body


def test_what_the_mail_server_did_not_take_is_tried_again_that_week(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tutor(cast, available_on=TODAY() - 50 * DAY)
    with monkeypatch.context() as broken:
        broken.setattr(letter, "_send", lambda *args: (_ for _ in ()).throw(OSError))
        assert send_letters(MONDAY) == (0, 1)
    assert send_letters(MONDAY + DAY) == (1, 0)
    assert send_letters(MONDAY + 2 * DAY) == (0, 0) and len(mail.outbox) == 1
