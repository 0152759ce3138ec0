"""Paying a support, its receipt, and money that comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.supports.models import Support


@transaction.atomic
def pay_support(
    actor: Actor, *, support: Support, paid_on: date, paid: Decimal, paid_how: str, reference: str = ""
) -> Support:
    """Record the payment; what is not spent of the approved sum goes back to the line.

    Raises ValidationError at the field for a day before the approval or still to come, and for more than was
    approved.
    """
    require_on(actor, "supports.pay", support)
    trail.lock(support)
    if support.status != Support.Status.APPROVED:
        raise ValidationError(_("It does not wait for a payment any more, or not yet."))
    _not_to_come("paid_on", paid_on)
    if support.decided_on is not None and paid_on < support.decided_on:
        raise ValidationError({"paid_on": _("It was approved after this day.")})
    if paid > support.amount:
        raise ValidationError({"paid": _("More than was approved.")})
    return trail.change(
        actor,
        support,
        "support.paid",
        status=Support.Status.PAID,
        paid_on=paid_on,
        paid=paid,
        paid_how=paid_how,
        reference=reference,
    )


@transaction.atomic
def note_receipt(actor: Actor, *, support: Support, receipt_on: date, receipt: str) -> Support:
    """Record the receipt or invoice: what the accounts ask for."""
    require_on(actor, "supports.pay", support)
    trail.lock(support)
    if support.status not in (Support.Status.PAID, Support.Status.REVERSED):
        raise ValidationError(_("There is no payment yet."))
    _not_to_come("receipt_on", receipt_on)
    return trail.change(actor, support, "support.receipt_noted", receipt_on=receipt_on, receipt=receipt)


@transaction.atomic
def reverse_support(
    actor: Actor, *, support: Support, returned: Decimal, returned_on: date, reason: str
) -> Support:
    """Record money that came back, all or a part: the line has it again."""
    require_on(actor, "supports.approve", support)
    trail.lock(support)
    if support.status != Support.Status.PAID:
        raise ValidationError(_("There is no payment that could come back."))
    _not_to_come("returned_on", returned_on)
    if support.paid_on is not None and returned_on < support.paid_on:
        raise ValidationError({"returned_on": _("It was paid after this day.")})
    whole = support.returned + returned
    if whole > support.paid:
        raise ValidationError({"returned": _("More than was paid.")})
    status = Support.Status.REVERSED if whole == support.paid else Support.Status.PAID
    said = "\n".join(part for part in (support.answer, reason) if part)
    return trail.change(
        actor,
        support,
        "support.reversed",
        status=status,
        returned=whole,
        returned_on=returned_on,
        answer=said,
    )


def _not_to_come(name: str, day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({name: _("This day is still to come.")})
