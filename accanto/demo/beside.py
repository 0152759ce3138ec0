"""The living page of the demo's tutor and beneficiary: a few weeks of two people who begin to know each other."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from accanto.accounts.models import User
from accanto.accounts.roles import Role
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.demo.world import World
from accanto.tutoring.models import Tutoring
from accanto.tutoring.operations.contact import confirm_contact, log_contact
from accanto.tutoring.operations.proposal import accept_proposal, propose
from accanto.tutoring.operations.shared import answer_word, call_me, mark_seen, tell, write_privately
from accanto.tutoring.words import ContactKind, Side, WordKind


def add_shared_page(world: World, tie: Tutoring, parties: dict[str, User]) -> None:
    """What the two noted, proposed and told each other, each with their own hand."""
    tutor, person = world.actor(parties[Role.TUTOR]), world.actor(parties[Role.BENEFICIARY])
    today = world.today
    if tie.ended_on is not None:  # the demo's own two are still beside each other
        trail.change(world.system, tie, "tutoring.started", ended_on=None, end="")
    desk = tie.case.organisation
    trail.change(world.system, desk, "organisation.changed", email=f"{desk.key}@example.org")
    for actor, side in ((tutor, Side.TUTOR), (person, Side.PERSON)):
        user = parties[Role.TUTOR if side is Side.TUTOR else Role.BENEFICIARY]
        call_me(actor, tutoring=tie, side=side, called=user.get_short_name())
        mark_seen(actor, tutoring=tie, at=timezone.now())
    day = max(tie.introduced_on, today - timedelta(days=2))
    met = log_contact(
        person,
        tutoring=tie,
        kind=ContactKind.MEETING,
        on=day,
        begun_by=Side.PERSON,
        note="Al mercato, poi un tè da me.",
    )
    confirm_contact(tutor, contact=met)
    log_contact(
        tutor, tutoring=tie, kind=ContactKind.TELEPHONE, on=today, begun_by=Side.TUTOR, note="Per sabato."
    )
    _plan(world, tie, tutor, person)
    _talk(tie, tutor, person)


def _plan(world: World, tie: Tutoring, tutor: Actor, person: Actor) -> None:
    today = world.today
    walk = propose(
        tutor,
        tutoring=tie,
        what="Una passeggiata al fiume, con i bambini",
        on=today + timedelta(days=3),
        at=time(15, 30),
        place="Ponte vecchio",
    )
    accept_proposal(person, proposal=walk, answer="Sì, porto la merenda")
    propose(
        person,
        tutoring=tie,
        what="Mi aiuti a scrivere alla scuola di mio figlio?",
        on=today + timedelta(days=6),
        at=time(18, 0),
        place="Biblioteca",
    )


def _talk(tie: Tutoring, tutor: Actor, person: Actor) -> None:
    news = tell(
        person,
        tutoring=tie,
        kind=WordKind.NEWS,
        text="Ho cominciato il corso di italiano. La maestra è brava!",
    )
    answer_word(tutor, word=news, text="Che bella notizia!")
    tell(person, tutoring=tie, kind=WordKind.LIKE, text="Cucinare per gli amici, il tè con molto zucchero.")
    tell(tutor, tutoring=tie, kind=WordKind.DISLIKE, text="Telefonare la mattina presto.")
    tell(
        tutor,
        tutoring=tie,
        kind=WordKind.STORY,
        text="Da bambina nuotavo qui con mio nonno. Un giorno ti porto.",
        place="Il lido",
    )
    write_privately(tutor, tutoring=tie, text="Non so come parlare del permesso: possiamo sentirci?")
