"""A held pair is put to the two: each says themselves what they think of it, and hears nothing of the other's answer.

Who said yes, by tap or by voice, stands on the pair; a no ends the pair, and the board proposes the next.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.accounts.operations.door import KEEPER
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Match, PairQuestion, RefusalReason
from accanto.tutoring.operations.party import account_of_pair
from accanto.tutoring.operations.request import has_agreed, whoever
from accanto.tutoring.words import ASKED_NO_MORE, CHOOSE_ANSWER, PairAnswer, Side

_NO = {Side.TUTOR.value: RefusalReason.TUTOR.value, Side.PERSON.value: RefusalReason.PERSON.value}


@transaction.atomic
def put_forward(actor: Actor, *, match: Match) -> list[PairQuestion]:
    """Ask both sides of a held pair on their own pages. Who has said yes already is not asked; twice is once."""
    require_on(actor, "matching.decide", match.request)
    trail.lock(match)
    if not match.is_held:
        raise ValidationError(ASKED_NO_MORE)
    there = {row.side: row for row in PairQuestion.objects.visible_to(KEEPER).filter(match=match)}
    for side in Side:
        if side in there or _said_yes(match, side):
            continue
        row = PairQuestion(
            match=match, side=side, account=account_of_pair(match, side), asked_on=timezone.localdate()
        )
        there[side] = trail.create(actor, row, "pair_question.asked")
    return list(there.values())


@transaction.atomic
def answer_question(actor: Actor, *, question: PairQuestion, answer: str, words: str = "") -> PairQuestion:
    """What one side says themselves. Yes and "talk first" can be changed until the two are introduced; a no ends it.

    Raises NotAllowed for anyone else; ValidationError where the question is over: the pair was let go, the
    person waits no more or has withdrawn their consent, or the tutor may not be asked now.
    """
    if not allowed_on(actor, "asking.answer", question):
        raise NotAllowed
    if answer not in PairAnswer.values:
        raise ValidationError({"answer": CHOOSE_ANSWER})
    match = question.match
    trail.lock(match.request)
    trail.lock(match)
    trail.lock(question)
    if not is_open(question):
        raise ValidationError(ASKED_NO_MORE)
    said: dict[str, Any] = {"answer": answer, "words": words.strip(), "answered_at": timezone.now()}
    trail.change(actor, question, "pair_question.answered", **said)
    if answer == PairAnswer.NO:
        _end(actor, question)
    else:
        _write_yes(actor, question, given=answer == PairAnswer.YES)
    return question


def is_open(question: PairQuestion) -> bool:
    """Whether there is still something to answer."""
    match = question.match
    request, tutor = match.request, match.tutor
    waits = match.is_held and request.is_waiting and request.case.is_open
    free = tutor.suspended_on is None and tutor.left_on is None
    return waits and free and has_agreed(KEEPER, request.case)


def _said_yes(match: Match, side: str) -> bool:
    return getattr(match, f"{side}_yes_on") is not None


def _write_yes(actor: Actor, question: PairQuestion, *, given: bool) -> None:
    match, side = question.match, question.side
    if _said_yes(match, side) == given:
        return
    values: dict[str, Any] = {
        f"{side}_yes_on": timezone.localdate() if given else None,
        f"{side}_yes_by": whoever(actor) if given else None,
    }
    if not given:
        trail.change(actor, match, "pair_question.answered", **values)
    else:
        tutor = side == Side.TUTOR
        trail.change(actor, match, "match.tutor_said_yes" if tutor else "match.person_said_yes", **values)


def _end(actor: Actor, question: PairQuestion) -> None:
    trail.change(
        actor,
        question.match,
        "match.refused",
        state=Match.State.REFUSED,
        reason=_NO[question.side],
        words=question.words,
        decided_on=timezone.localdate(),
        decided_by=whoever(actor),
    )
