"""Invented tutors at every step of the way: some just come, some stuck, one suspended, a group that changes turns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import trail
from accanto.demo.world import Team, World
from accanto.tutoring.models import (
    AskedCheck,
    Interview,
    InterviewOutcome,
    TrainingHours,
    Tutor,
    TutorCheck,
    Tutoring,
    TutoringMember,
    TutoringPause,
    TutorLeft,
    TutorMember,
    TutorPause,
)
from accanto.tutoring.modules import modules_of
from accanto.tutoring.words import TutorKind

#: key of the module, what was heard, who taught.
_MODULES = (
    ("immigration", "Immigrazione: parole e fatti", "Ufficio formazione"),
    ("intercultural", "Relazioni interculturali", "Nadia Ferrante, mediatrice"),
)
#: name, kind, days since they offered themselves, were met, were trained.
_WAITING: tuple[tuple[str, TutorKind, int, int | None, int | None], ...] = (
    ("Elena Sartori", TutorKind.CITIZEN, 3, None, None),
    ("Famiglia Bruni", TutorKind.FAMILY, 40, None, None),
    ("Paolo Neri", TutorKind.CITIZEN, 12, None, None),
    ("Circolo Il Melograno", TutorKind.CLUB, 30, None, None),
    ("Irene Costa", TutorKind.CITIZEN, 50, 20, None),
    ("Amici del mercoledì", TutorKind.FRIENDS, 120, 80, None),
    ("Luisa Fontana", TutorKind.CITIZEN, 150, 120, 75),
    ("Giorgio Riva", TutorKind.CITIZEN, 90, 70, 30),
    ("Sergio Valli", TutorKind.CITIZEN, 60, None, None),
    ("Marta Galli", TutorKind.CITIZEN, 200, 180, 150),
    ("Parrocchia di San Biagio", TutorKind.PARISH, 260, 240, 200),
)


def add_steps(world: World, tutor: Tutor, operator: User) -> None:
    """The talk and the hours behind the dates of a tutor."""
    if tutor.interviewed_on is None:
        return
    _talk(world, tutor, operator, tutor.interviewed_on, InterviewOutcome.SUITABLE)
    if tutor.trained_on is not None:
        _hours(world, tutor, operator, tutor.trained_on, 8)


def add_tutors_on_the_way(world: World, team: Team) -> None:
    """One team's tutors who are still on the way, with what its organisation asks of them."""
    operator = team.operators[0]
    actor = world.actor(operator)
    for key in ("identity_document", "reference", "criminal_record"):
        world.make(actor, AskedCheck(organisation=team.organisation, key=key), "asked_check.added")
    for tutor in Tutor.objects.visible_to(actor).filter(organisation=team.organisation):
        _seen(world, tutor, operator, "identity_document", 60, 365)
        _seen(world, tutor, operator, "reference", 60, None)
    tutors = {each[0]: _tutor(world, team, operator, each) for each in _WAITING}
    _talk(world, tutors["Paolo Neri"], operator, world.today + timedelta(days=3), "")
    _talk(world, tutors["Circolo Il Melograno"], operator, world.today - timedelta(days=6), "")
    _hours(world, tutors["Irene Costa"], operator, world.today - timedelta(days=10), 4)
    _seen(world, tutors["Luisa Fontana"], operator, "identity_document", 80, 20)
    _seen(world, tutors["Luisa Fontana"], operator, "reference", 80, None)
    _pause(world, tutors["Giorgio Riva"], operator)
    _goodbye(world, tutors["Sergio Valli"], operator)
    cases = _free_cases(world, team, operator)
    if len(cases) > 1:
        _suspended(world, tutors["Marta Galli"], operator, cases[0])
        _group(world, tutors["Parrocchia di San Biagio"], operator, cases[1])


def _tutor(world: World, team: Team, operator: User, told: tuple[Any, ...]) -> Tutor:
    name, kind, offered, met, trained = told
    row = Tutor(
        organisation=team.organisation,
        project=team.project,
        territory=team.territories[0] if team.territories else None,
        municipality=team.towns[0] if team.towns else None,
        kind=kind,
        name=name,
        contact_person="Carla Monti" if kind.is_group else "",
        languages=["ita"],
        capacity=2 if kind.is_group else 1,
        available_on=_ago(world, offered),
        interviewed_on=None if met is None else _ago(world, met),
        trained_on=None if trained is None else _ago(world, trained),
    )
    tutor = world.make(world.actor(operator), row, "tutor.added")
    add_steps(world, tutor, operator)
    return tutor


def _talk(world: World, tutor: Tutor, operator: User, day: date, outcome: str) -> None:
    row = Interview(
        tutor=tutor,
        at=timezone.make_aware(datetime.combine(day, time(17, 30))),
        place="Sede, sala al primo piano",
        who=operator,
        outcome=outcome,
        recorded_on=day if outcome else None,
        notes="Un colloquio sereno." if outcome == InterviewOutcome.SUITABLE else "",
    )
    world.make(world.actor(operator), row, "interview.recorded" if outcome else "interview.fixed")


def _hours(world: World, tutor: Tutor, operator: User, last: date, hours: int) -> None:
    for number in range(hours // 4):
        key, what, teacher = _MODULES[number % 2]
        row = TrainingHours(
            tutor=tutor, on=last - timedelta(days=7 * number), what=what, taught_by=teacher, hours=Decimal(4),
            module=key if key in {each.key for each in modules_of(tutor.project)} else "",
        )  # fmt: skip
        world.make(world.actor(operator), row, "training.heard")


def _seen(world: World, tutor: Tutor, operator: User, key: str, ago: int, valid: int | None) -> None:
    until = None if valid is None else world.today + timedelta(days=valid)
    row = TutorCheck(tutor=tutor, key=key, seen_on=_ago(world, ago), seen_by=operator, valid_until=until)
    world.make(world.actor(operator), row, "check.seen")


def _pause(world: World, tutor: Tutor, operator: User) -> None:
    actor = world.actor(operator)
    world.make(actor, TutorPause(tutor=tutor, starts_on=_ago(world, 10)), "tutor.pause_begun")
    until = world.today + timedelta(days=20)
    trail.change(actor, tutor, "tutor.paused", paused=True, paused_until=until)


def _goodbye(world: World, tutor: Tutor, operator: User) -> None:
    _talk(world, tutor, operator, _ago(world, 45), InterviewOutcome.NOT_SUITABLE)
    trail.change(
        world.actor(operator),
        tutor,
        "tutor.left",
        paused=True,
        left_on=_ago(world, 45),
        left_because=TutorLeft.NOT_SUITABLE,
        left_words="Grazie del tuo tempo. Ti abbiamo parlato della mensa: lì ti aspettano.",
    )


def _tie(world: World, tutor: Tutor, operator: User, case: Case) -> Tutoring:
    since = max(case.opened_on, _ago(world, 80))
    row = Tutoring(case=case, tutor=tutor, introduced_on=since, started_on=since)
    return world.make(world.actor(operator), row, "tutoring.started")


def _suspended(world: World, tutor: Tutor, operator: User, case: Case) -> None:
    tie = _tie(world, tutor, operator, case)
    actor, day = world.actor(operator), max(tie.started_on, _ago(world, 4))
    trail.change(
        actor,
        tutor,
        "tutor.suspended",
        paused=True,
        suspended_on=day,
        suspension_why="Una segnalazione da chiarire: ne parliamo con lei venerdì.",
    )
    world.make(
        actor,
        TutoringPause(tutoring=tie, starts_on=day, by_suspension=True, asked_by=operator),
        "tutoring.held",
    )


def _group(world: World, tutor: Tutor, operator: User, case: Case) -> None:
    tie, actor = _tie(world, tutor, operator, case), world.actor(operator)
    members = [
        world.make(actor, TutorMember(tutor=tutor, name=name, joined_on=_ago(world, 250)), "member.joined")
        for name in ("Carla Monti", "Bruno Serra", "Agnese Pozzi")
    ]
    turn = min(world.today, tie.started_on + timedelta(days=30))
    first = TutoringMember(tutoring=tie, member=members[0], from_on=tie.started_on, until_on=turn)
    world.make(actor, first, "member.stands_beside")
    world.make(actor, TutoringMember(tutoring=tie, member=members[1], from_on=turn), "member.stands_beside")


def _free_cases(world: World, team: Team, operator: User) -> list[Case]:
    rows = Case.objects.visible_to(world.actor(operator), "cases.edit").filter(
        project=team.project, organisation=team.organisation, closed_on=None, tutorings=None
    )
    return list(rows.order_by("opened_on", "id")[:2])


def _ago(world: World, days: int) -> date:
    return world.today - timedelta(days=days)
