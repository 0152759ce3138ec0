"""Asking for a support, and deciding on it.

Rows are kept in one order, so that nobody waits in a circle: support, case, the household's persons, line.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.aims import aims
from accanto.cases.models import Case
from accanto.cases.operations.case import require_on
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.supports.ceilings import check_ceiling, household_of, lock_household, said
from accanto.supports.kinds import Kind, kinds_of
from accanto.supports.models import BudgetLine, Support
from accanto.supports.money import left_on


@transaction.atomic
def ask_support(
    actor: Actor,
    *,
    case: Case,
    kind: str,
    line: BudgetLine,
    amount: Decimal,
    payee: str,
    why: str,
    monthly_rent: Decimal | None = None,
    aim: UUID | None = None,
) -> Support:
    """Propose a support; it takes no money yet.

    Raises ValidationError at the field: a closed case, a kind that the project or the line does not have, a sum
    over the household's ceiling or over what the line has left today.
    """
    require_on(actor, "supports.ask", case)
    if actor.user_id is None:
        raise NotAllowed
    trail.lock(case)  # whoever closes it meanwhile finds the support, or we find it closed
    if not case.is_open:
        raise ValidationError(_("The case is closed: open it again first."))
    chosen = _require_kind(case, kind)
    _require_line(case, line, kind)
    if aim is not None and aim not in {each.key for each in aims(actor, case)}:
        raise ValidationError({"aim": _("The plan does not have this any more.")})
    rent = monthly_rent if chosen.needs_rent else None
    check_ceiling(household_of(case), case, chosen, amount=amount, monthly_rent=rent)
    _require_left(line, amount)
    row = Support(
        case=case,
        line=line,
        kind=kind,
        amount=amount,
        monthly_rent=rent,
        payee=payee,
        why=why,
        aim=aim,
        asked_by_id=actor.user_id,
        asked_on=timezone.localdate(),
    )
    return trail.create(actor, row, "support.asked")


def _require_kind(case: Case, key: str) -> Kind:
    kind = kinds_of(case.project).get(key)
    if kind is None:
        raise ValidationError({"kind": _("The project does not know this kind of support.")})
    return kind


def _require_line(case: Case, line: BudgetLine, kind: str) -> None:
    if (line.project_id, line.organisation_id) != (case.project_id, case.organisation_id):
        raise ValidationError({"line": _("This line is another organisation's, or another project's.")})
    if not line.covers(kind):
        raise ValidationError({"line": _("This line is not for this kind of support.")})


def _require_left(line: BudgetLine, amount: Decimal) -> None:
    left = left_on(line)
    if amount > left:
        raise ValidationError(
            {
                "amount": _("The line %(line)s has %(left)s € left.")
                % {"line": line, "left": said(max(left, Decimal(0)))}
            }
        )


@transaction.atomic
def approve_support(actor: Actor, *, support: Support) -> Support:
    """Promise the money. From now the line and the household's ceiling hold it.

    Raises ValidationError for who asked for it, for one decided meanwhile, for a kind that the project or the line
    no longer has, and when the line or the household has not so much left: another approval may have been faster.
    """
    _decide(actor, support)
    case = support.case
    trail.lock(case)
    if not case.is_open:
        raise ValidationError(_("The case is closed: open it again first."))
    persons = lock_household(case)
    trail.lock(support.line)
    try:
        chosen = _require_kind(case, support.kind)
        _require_line(case, support.line, support.kind)
        check_ceiling(
            persons,
            case,
            chosen,
            amount=support.amount,
            monthly_rent=support.monthly_rent,
            without=support,
        )
        _require_left(support.line, support.amount)
    except ValidationError as error:
        raise ValidationError(error.messages) from error  # there is no field: the page says it
    return trail.change(
        actor,
        support,
        "support.approved",
        status=Support.Status.APPROVED,
        decided_by_id=actor.user_id,
        decided_on=timezone.localdate(),
    )


@transaction.atomic
def refuse_support(actor: Actor, *, support: Support, reason: str) -> Support:
    """Say no, and why."""
    _decide(actor, support)
    return trail.change(
        actor,
        support,
        "support.refused",
        status=Support.Status.REFUSED,
        answer=reason,
        decided_by_id=actor.user_id,
        decided_on=timezone.localdate(),
    )


def _decide(actor: Actor, support: Support) -> None:
    require_on(actor, "supports.approve", support)
    if actor.user_id is None:
        raise NotAllowed
    trail.lock(support)
    if support.status != Support.Status.ASKED:
        raise ValidationError(_("A colleague has decided on this meanwhile."))
    if not support.asked_of(actor.user_id):
        raise ValidationError(_("Someone else approves: you asked for this support yourself."))


@transaction.atomic
def withdraw_support(actor: Actor, *, support: Support, reason: str) -> Support:
    """Take back what was asked, or promised and not paid: the line has the money again."""
    require_on(actor, "supports.ask", support)
    trail.lock(support)
    if support.status not in (Support.Status.ASKED, Support.Status.APPROVED):
        raise ValidationError(_("It is no longer waiting: a colleague was faster."))
    return trail.change(actor, support, "support.withdrawn", status=Support.Status.WITHDRAWN, answer=reason)
