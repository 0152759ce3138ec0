"""Cases on their way: offered and declined, offered and waiting, gone to a partner, shared, handed over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accanto.accounts.models import User
from accanto.cases.models import Case, IncomingTransfer, Transfer
from accanto.cases.operations.case import change_operator
from accanto.cases.operations.share import share_case
from accanto.cases.operations.transfer import accept_transfer, decline_transfer, offer_transfer
from accanto.core import trail
from accanto.demo.world import Team, World


def add_passages(world: World, here: Team, there: Team) -> None:
    """Between the first two teams of a project; the cases are the newest open ones of the first."""
    cases = [case for case in _open_cases(world, here) if case.operator_id == here.operators[0].pk][:4]
    if len(cases) < 4 or not there.operators:  # noqa: PLR2004  one of each kind
        return
    mine, theirs = here.operators[0], there.operators[0]
    gone, declined, waiting, shared = cases
    accept_transfer(
        world.actor(theirs),
        transfer=_seen(world, theirs, _offer(world, mine, gone, there, "Ha trovato casa da voi.", 20)),
        operator=theirs,
        answer="La chiamiamo lunedì.",
    )
    decline_transfer(
        world.actor(theirs),
        transfer=_seen(world, theirs, _offer(world, mine, declined, there, "Lavora nella vostra zona.", 12)),
        answer="Fino a giugno non abbiamo posto.",
    )
    _offer(world, mine, waiting, there, "Cerca un corso serale vicino a voi.", 9)
    share_case(
        world.actor(mine),
        case=shared,
        organisation=there.organisation,
        role="read",
        until=world.today + timedelta(days=45),
        words="Il corso di italiano è da loro.",
        agrees=True,
        channel="spoken",
    )
    _hand_over(world, here)


def _open_cases(world: World, team: Team) -> list[Case]:
    rows = Case.objects.visible_to(world.system).filter(
        organisation=team.organisation,
        project=team.project,
        closed_on=None,
        tutorings=None,
        person__account=None,
    )
    return list(rows.order_by("-opened_on", "-id"))


def _offer(world: World, by: User, case: Case, to: Team, words: str, days: int) -> Transfer:
    """An offer made so many days ago."""
    said: dict[str, Any] = {"receiver": to.organisation, "words": words, "agrees": True, "channel": "spoken"}
    transfer = offer_transfer(world.actor(by), case=case, **said)
    return trail.change(
        world.actor(by), transfer, "transfer.offered", offered_on=world.today - timedelta(days=days)
    )


def _seen(world: World, by: User, transfer: Transfer) -> IncomingTransfer:
    row: IncomingTransfer = IncomingTransfer.objects.visible_to(world.actor(by)).get(pk=transfer.pk)
    return row


def _hand_over(world: World, team: Team) -> None:
    if len(team.operators) < 2:  # noqa: PLR2004  one hands over to another
        return
    before, after = team.operators[:2]
    case = next((each for each in _open_cases(world, team) if each.operator_id == after.pk), None)
    if case is not None:
        note = "Il mercoledì mattina è al corso: chiamala il pomeriggio."
        change_operator(world.actor(after), case=case, operator=before, note=note)
