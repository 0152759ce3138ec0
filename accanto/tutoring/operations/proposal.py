"""Something to do together: proposed by either, answered by the other, moved, done."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.tutoring.models import Proposal, Tutoring
from accanto.tutoring.operations.contact import log_contact
from accanto.tutoring.operations.side import (
    as_one_of_the_two,
    check_to_come,
    sent_twice,
    some_words,
    user_of,
)
from accanto.tutoring.words import (
    ALREADY_ANSWERED,
    DAY_TO_COME,
    NOT_YOUR_TURN,
    NOT_YOURS,
    TAKEN_BACK,
    ContactKind,
    ProposalState,
    Side,
)

_LIVE = (ProposalState.OPEN, ProposalState.ACCEPTED)


@transaction.atomic
def propose(
    actor: Actor, *, tutoring: Tutoring, what: str, on: date, at: time | None = None, place: str = ""
) -> Proposal:
    """Propose something to do. Raises ValidationError with the field at fault."""
    side = as_one_of_the_two(actor, tutoring)
    check_to_come(on)
    said = {"what": some_words(what, "what"), "place": place.strip(), "on": on, "at": at}
    again = sent_twice(tutoring.proposals.filter(side=side, on=on), **said)
    if again is not None:
        return again
    row = Proposal(
        tutoring=tutoring,
        side=side,
        author=user_of(actor),
        last_side=side,
        last_at=timezone.now(),
        **said,
    )
    return trail.create(actor, row, "together.made")


@transaction.atomic
def accept_proposal(actor: Actor, *, proposal: Proposal, answer: str = "") -> Proposal:
    """Yes: from now on it is a planned meeting. Once more changes nothing."""
    side = _turn_of(actor, proposal)
    if side is None:
        return proposal
    check_to_come(proposal.on)
    said = _last_word(side, ProposalState.ACCEPTED, answer=answer.strip())
    return trail.change(actor, proposal, "together.accepted", **said)


@transaction.atomic
def decline_proposal(actor: Actor, *, proposal: Proposal, answer: str = "") -> Proposal:
    """No, thanks. Nobody need say why."""
    side = _turn_of(actor, proposal, ProposalState.DECLINED)
    if side is None:
        return proposal
    said = _last_word(side, ProposalState.DECLINED, answer=answer.strip())
    return trail.change(actor, proposal, "together.declined", **said)


def _turn_of(actor: Actor, proposal: Proposal, wanted: ProposalState = ProposalState.ACCEPTED) -> Side | None:
    """The side, where it is its turn; None where the same was said before."""
    side = as_one_of_the_two(actor, proposal.tutoring)
    trail.lock(proposal)
    if proposal.state == wanted:
        return None
    if proposal.state == ProposalState.WITHDRAWN:
        raise ValidationError(TAKEN_BACK)
    if proposal.state != ProposalState.OPEN:
        raise ValidationError(ALREADY_ANSWERED)
    if not proposal.awaits(side):
        raise ValidationError(NOT_YOUR_TURN)
    return side


def _last_word(side: Side, state: ProposalState, **more: Any) -> dict[str, Any]:
    return {"state": state, "last_side": side, "last_at": timezone.now(), **more}


@transaction.atomic
def move_proposal(
    actor: Actor, *, proposal: Proposal, on: date, at: time | None = None, answer: str = ""
) -> Proposal:
    """Another day: an answer to the other's proposal, or of a meeting that was planned; the other one answers."""
    side = as_one_of_the_two(actor, proposal.tutoring)
    _live(proposal)
    check_to_come(on)
    return trail.change(
        actor,
        proposal,
        "together.moved",
        **_last_word(side, ProposalState.OPEN, on=on, at=at, answer=answer.strip()),
    )


@transaction.atomic
def change_proposal(
    actor: Actor, *, proposal: Proposal, what: str, on: date, at: time | None = None, place: str = ""
) -> Proposal:
    """Change the words, day or place of one's own, while it waits for its answer."""
    side = as_one_of_the_two(actor, proposal.tutoring)
    _live(proposal)
    if proposal.side != side:
        raise ValidationError(NOT_YOURS)
    if proposal.state != ProposalState.OPEN:
        raise ValidationError(ALREADY_ANSWERED)
    check_to_come(on)
    values: dict[str, Any] = {"what": some_words(what, "what"), "place": place.strip(), "on": on, "at": at}
    return trail.change(actor, proposal, "together.changed", last_side=side, last_at=timezone.now(), **values)


@transaction.atomic
def withdraw_proposal(actor: Actor, *, proposal: Proposal) -> Proposal:
    """Take one's own proposal back, or call off what was planned: either may."""
    side = as_one_of_the_two(actor, proposal.tutoring)
    trail.lock(proposal)
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    _live(proposal)
    if proposal.state == ProposalState.OPEN and proposal.side != side:
        raise ValidationError(NOT_YOURS)
    return trail.change(actor, proposal, "together.withdrawn", **_last_word(side, ProposalState.WITHDRAWN))


@transaction.atomic
def proposal_done(actor: Actor, *, proposal: Proposal) -> Proposal:
    """They met: the planned meeting becomes a contact. Whoever says it second changes nothing."""
    side = as_one_of_the_two(actor, proposal.tutoring)
    trail.lock(proposal)
    if proposal.state == ProposalState.DONE:
        return proposal
    _live(proposal)
    if proposal.state != ProposalState.ACCEPTED:
        raise ValidationError(NOT_YOUR_TURN)
    if proposal.on > timezone.localdate():
        raise ValidationError(DAY_TO_COME)
    tie, day = proposal.tutoring, max(proposal.on, proposal.tutoring.introduced_on)
    log_contact(actor, tutoring=tie, kind=ContactKind.MEETING, on=day, begun_by=proposal.side)
    return trail.change(actor, proposal, "together.done", **_last_word(side, ProposalState.DONE))


def _live(proposal: Proposal) -> None:
    trail.lock(proposal)
    if proposal.state == ProposalState.WITHDRAWN:
        raise ValidationError(TAKEN_BACK)
    if proposal.state not in _LIVE:
        raise ValidationError(ALREADY_ANSWERED)
