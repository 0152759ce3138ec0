"""Offering a case to another organisation of the project; their answer; what changes hands with a yes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.closing import in_the_way
from accanto.cases.models import Case, IncomingTransfer, Transfer, TransferState
from accanto.cases.operations.case import operators_of, require_on
from accanto.cases.operations.ground import ground
from accanto.cases.operations.referral_link import withdraw_links_with_name
from accanto.cases.operations.share import end_shares
from accanto.cases.passage import history_of
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Organisation, Territory
from accanto.people.operations.person import hand_on


def receivers_of(case: Case) -> QuerySet[Organisation]:
    """The other organisations of the case's project."""
    partners = case.project.partnerships.values("organisation")
    return Organisation.objects.filter(pk__in=partners).exclude(pk=case.organisation_id).order_by("name")


@transaction.atomic
def offer_transfer(
    actor: Actor,
    *,
    case: Case,
    receiver: Organisation,
    words: str,
    agrees: bool = False,
    channel: str = "",
    reason: str = "",
) -> Transfer:
    """Offer a case to another organisation of its project, by the person's consent or for a reason.

    Raises ValidationError where the case is closed, the organisation is the same or none of the project's,
    another offer waits, something stands in the way (`cases.closing`), or nobody there could follow the case.
    """
    require_on(actor, "cases.edit", case)
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: open it again before you offer it."))
    _require_receiver(case, receiver)
    if left := in_the_way(case):
        raise ValidationError(left)
    row = Transfer(
        case=case,
        sender=case.organisation,
        receiver=receiver,
        territory=case.territory,
        offered_by=User.objects.get(pk=actor.user_id),
        offered_on=timezone.localdate(),
        words=words,
        **ground(actor, case=case, agrees=agrees, channel=channel, reason=reason),
    )
    return trail.create(actor, row, "transfer.offered")


def _require_receiver(case: Case, receiver: Organisation) -> None:
    if receiver.pk == case.organisation_id:
        raise ValidationError({"receiver": _("This organisation follows the case already.")})
    if not receivers_of(case).filter(pk=receiver.pk).exists():
        raise ValidationError({"receiver": _("This organisation does not take part in the project.")})
    if not operators_of(receiver, case.project).exists():
        raise ValidationError(
            {"receiver": _("Nobody of this organisation could follow the case in Accanto: ask its manager.")}
        )


@transaction.atomic
def withdraw_transfer(actor: Actor, *, transfer: Transfer) -> Transfer:
    """Take an offer back, as long as nobody answered it."""
    require_on(actor, "cases.edit", transfer.case)
    trail.lock(transfer)
    _require_waiting(transfer)
    return trail.change(actor, transfer, "transfer.withdrawn", **_answered(actor, TransferState.WITHDRAWN))


@transaction.atomic
def decline_transfer(actor: Actor, *, transfer: IncomingTransfer, answer: str) -> IncomingTransfer:
    """Say no, and why: the sender reads it, and may offer the case elsewhere."""
    require_on(actor, "transfers.answer", transfer)
    trail.lock(transfer)
    _require_waiting(transfer)
    if not answer.strip():
        raise ValidationError({"answer": _("Say why: whoever offered the case must find another way.")})
    values = _answered(actor, TransferState.DECLINED, answer.strip())
    return trail.change(actor, transfer, "transfer.declined", **values)


@transaction.atomic
def accept_transfer(
    actor: Actor, *, transfer: IncomingTransfer, operator: User, answer: str = ""
) -> IncomingTransfer:
    """Take the case on: it is the receiver's from now, followed by the operator, with all that hangs on it.

    The sender keeps what the case said until now. Raises ValidationError where the offer was answered
    meanwhile, the consent withdrawn, the case closed, something stands in the way, the person has an open case
    here already, or the operator does not work here.
    """
    require_on(actor, "transfers.answer", transfer)
    trail.lock(transfer)
    _require_waiting(transfer)
    case: Case = transfer.case
    trail.lock(case)
    _require_still_offered(transfer, case)
    territory = _territory_of(transfer, operator)
    sender, history = case.organisation, history_of(case)
    values = _answered(actor, TransferState.ACCEPTED, answer.strip() or None)
    transfer = trail.change(actor, transfer, "transfer.accepted", history=history, **values)
    if left := in_the_way(case):  # asked after the answer: an offer no longer waits
        raise ValidationError(left)
    end_shares(actor, case=case)
    withdraw_links_with_name(actor, case=case)
    moved: dict[str, Any] = {"organisation": transfer.receiver, "operator": operator, "territory": territory}
    moved["opened_by"] = None  # whose own it was reads on no longer
    trail.change(actor, case, "case.transferred", **moved)
    hand_on(
        actor,
        person=case.person,
        sender=sender,
        receiver=transfer.receiver,
        project=case.project,
        follower=operator,
        territory=territory,
    )
    return transfer


def _require_waiting(transfer: Transfer) -> None:
    if not transfer.waits:
        raise ValidationError(
            _("Somebody was faster: this offer is answered (%(state)s).")
            % {"state": transfer.get_state_display()}
        )


def _require_still_offered(transfer: Transfer, case: Case) -> None:
    if not case.is_open or case.organisation_id != transfer.sender_id:
        raise ValidationError(_("This case is no longer there to be taken on. Decline the offer."))
    if transfer.consent is not None and transfer.consent.withdrawn_on is not None:
        raise ValidationError(
            _("The person has withdrawn the consent meanwhile: ask whoever offers the case.")
        )


def _territory_of(transfer: Transfer, operator: User) -> Territory | None:
    """The case keeps its territory where the operator works there too. Raises ValidationError for someone who
    could not follow the case at all: a colleague who has left, or of another organisation."""
    receiver, project = transfer.receiver, transfer.case.project
    if operators_of(receiver, project, transfer.territory).filter(pk=operator.pk).exists():
        return transfer.territory
    if operators_of(receiver, project).filter(pk=operator.pk).exists():
        return None
    raise ValidationError({"operator": _("This user is not an operator of this organisation and project.")})


def _answered(actor: Actor, state: str, answer: str | None = None) -> dict[str, Any]:
    by = User.objects.filter(pk=actor.user_id).first()
    return {"state": state, "answered_on": timezone.localdate(), "answered_by": by, "answer": answer}
