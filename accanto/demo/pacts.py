"""Invented agreements: one waits for the tutor, one is signed, one is being written, one was changed after that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accanto.accounts.models import User
from accanto.demo.world import World
from accanto.tutoring.cadence import rules_of
from accanto.tutoring.models import Tutoring, TutoringAgreement
from accanto.tutoring.offers import person_offers, tutor_offers
from accanto.tutoring.operations.agreement import (
    newest_agreement,
    put_agreement,
    record_signed_paper,
    sign_here,
    write_agreement,
)

_TUTOR = "Il sabato al mercato, poi un caffè."
_PERSON = "Posso insegnare a cucinare i piatti del mio paese."


_DRAFT, _SIGNED, _CHANGED = 2, (1, 3), 3


def add_agreement(world: World, tie: Tutoring, operator: User, number: int) -> None:
    """The first four ties of a project have an agreement; of the others their page says that it is missing."""
    if tie.ended_on is not None or number > _CHANGED:
        return
    actor = world.actor(operator)
    row = _write(world, tie, operator, _TUTOR)
    if number == _DRAFT:
        return
    put_agreement(actor, agreement=row)
    sign_here(
        actor, agreement=row, side="person", digest=row.digest, name=tie.case.person.code,
        present="L'operatrice e il mediatore", agreed=True,
    )  # fmt: skip
    if number in _SIGNED:
        record_signed_paper(actor, agreement=row, side="tutor", digest=row.digest, signed_on=world.today)
    if number == _CHANGED:
        again = _write(world, tie, operator, f"{_TUTOR} E la domenica a camminare in collina.")
        put_agreement(actor, agreement=again)


def _write(world: World, tie: Tutoring, operator: User, tutor_words: str) -> TutoringAgreement:
    project, newest = tie.case.project, newest_agreement(tie)
    values: dict[str, Any] = {
        "tutor_chosen": [offer.key for offer in tutor_offers(project)][:3],
        "person_chosen": [offer.key for offer in person_offers(project)][:2],
        "tutor_words": tutor_words,
        "person_words": _PERSON,
        "cadence": rules_of(project.definition),
        "until": None,
        "review_on": world.today + timedelta(days=150),
        "ending": "",
    }
    return write_agreement(
        world.actor(operator), tutoring=tie, base=newest.digest if newest else "", **values
    )
