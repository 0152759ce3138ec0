"""Invented rhythm of the ties: on track, late, lapsed, in a pause; what both sides said; one word that worries."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.demo.world import SEED, World
from accanto.tutoring.models import CheckIn, Contact, Tutoring, TutoringPause
from accanto.tutoring.monitoring.schedule import purposes_of, schedule_of
from accanto.tutoring.operations.alert import watch_words
from accanto.tutoring.operations.rhythm import renew_all
from accanto.tutoring.words import Side

#: What each tie in turn is like; days of silence for the last two.
_LIKE = ("on track", "on track", "pause", "late", "lapsed")
_SILENT = {"late": 11, "lapsed": 40}
_WORDS = (
    "Ci vediamo al mercato il sabato, è diventata un'abitudine.",
    "Mi ha insegnato una ricetta del suo paese.",
    "كل شيء جيد، أتعلم كلمات جديدة كل أسبوع.",
    "Vorrei vederlo un po' più spesso.",
    "Nous parlons de tout, même de football.",
    "Siamo andati insieme alla festa del quartiere.",
    "La aștept mereu cu drag.",
)
_WORRYING = "Il proprietario della casa mi ha minacciato, non so che fare."


def silence_of(number: int) -> int:
    """For how many days the tie of this number has had no contact."""
    return _SILENT.get(_LIKE[number % len(_LIKE)], 0)


def add_rhythm(world: World, ties: list[Tutoring]) -> None:
    """Contacts of this week where all is well, pauses, check-ins over the months, one alarm."""
    chance = random.Random(f"{SEED} rhythm")  # noqa: S311  invented people
    for number, tie in enumerate(ties):
        if tie.ended_on is None:
            _like(world, tie, _LIKE[number % len(_LIKE)])
        _check_ins(world, tie, chance)
    renew_all(world.today)


def _like(world: World, tie: Tutoring, how: str) -> None:
    if how == "pause":
        start = max(tie.started_on, world.today - timedelta(days=9))
        pause = TutoringPause(tutoring=tie, starts_on=start, ends_on=world.today + timedelta(days=19))
        world.make(world.system, pause, "pause.begun")
    elif how == "on track":
        meeting = Contact(
            tutoring=tie, kind="meeting", on=world.today, begun_by=Side.PERSON, noted_by=Side.PERSON
        )
        world.make(world.system, meeting, "contact.logged")


def _check_ins(world: World, tie: Tutoring, chance: random.Random) -> None:
    """One for each time that has come; the last of a tie that goes on may still wait for an answer."""
    schedule = schedule_of(tie.case.project.definition)
    last = tie.ended_on or world.today
    keys = [key for key, _text in purposes_of(tie.case.project)]
    level = {side: chance.uniform(1.8, 3.2) for side in Side}
    for number in range(1, schedule.number(tie.started_on, last) + 1):
        newest = number == schedule.number(tie.started_on, last) and tie.ended_on is None
        for side in Side:
            level[side] = min(4.7, level[side] + chance.uniform(-0.1, 0.7))
            row = CheckIn(tutoring=tie, side=side, number=number, due_on=schedule.due(tie.started_on, number))
            if not (newest and chance.random() < 0.4):
                row.answered_on = min(row.due_on + timedelta(days=chance.randint(0, 6)), world.today)
                row.answers = json.dumps(_answers(keys, level[side], chance), sort_keys=True)
                row.words = chance.choice(_WORDS) if chance.random() < 0.5 else ""
            world.make(world.system, row, "check_in.opened")


def _answers(keys: list[str], level: float, chance: random.Random) -> dict[str, int]:
    return {
        key: 0 if chance.random() < 0.05 else max(1, min(5, round(level + chance.uniform(-0.8, 0.8))))
        for key in keys
    }


def ask_the_parties(world: World, tie: Tutoring, parties: dict[Any, Any]) -> None:
    """The demo's tutor and beneficiary find a check-in to answer; the person's last one has words that worry."""
    accounts = {Side.TUTOR: parties[Role.TUTOR], Side.PERSON: parties[Role.BENEFICIARY]}
    rows = CheckIn.objects.visible_to(world.system).filter(tutoring=tie).order_by("number")
    worried = rows.filter(side=Side.PERSON).exclude(answered_on=None).last()
    if worried is not None:
        trail.change(world.system, worried, "check_in.answered", words=_WORRYING)
        watch_words(tutoring=tie, side=Side.PERSON, text=_WORRYING, check_in=worried)
    newest = max((row.number for row in rows), default=0) + 1
    for side, account in accounts.items():
        row = CheckIn(tutoring=tie, side=side, number=newest, due_on=world.today, account=account)
        world.make(world.system, row, "check_in.opened")
