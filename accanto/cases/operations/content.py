"""What a case holds: needs, situations, referrals and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.answering import columns_of
from accanto.cases.asked import NEED, SITUATION
from accanto.cases.models import (
    Case,
    IncomingReferral,
    Need,
    Referral,
    ReferralOutcome,
    Situation,
)
from accanto.cases.operations.case import require_on
from accanto.cases.operations.moment import ONCE, require_moment
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Service


def add_need(
    actor: Actor,
    *,
    case: Case,
    area: str,
    urgency: str = "soon",
    voice: str = "said",
    words: str = "",
    answers: Mapping[str, Any] | None = None,
) -> Need:
    """A need heard or noticed. The same area may come up again in other words. `answers`: to the project's own fields."""
    require_on(actor, "cases.edit", case)
    row = Need(
        case=case,
        area=area,
        urgency=urgency,
        voice=voice,
        words=words,
        noted_on=timezone.localdate(),
        **columns_of(case.project, NEED, answers),
    )
    return trail.create(actor, row, "need.added")


def end_need(actor: Actor, *, need: Need, status: str) -> Need:
    """A need is met, no longer one, or open again."""
    require_on(actor, "cases.edit", need.case)
    return trail.change(actor, need, "need.changed", status=status)


def record_situation(
    actor: Actor,
    *,
    case: Case,
    moment: str,
    on: date,
    answers: Mapping[str, Any] | None = None,
    **codes: str,
) -> Situation:
    """The picture of a day. Recording the beginning or the end again corrects it. `answers`: to the project's own
    fields; None leaves alone what is recorded."""
    require_on(actor, "cases.edit", case)
    require_moment(case, moment, on)
    known = case.situations.filter(moment=moment).first() if moment in ONCE else None
    values: dict[str, Any] = {**codes, **columns_of(case.project, SITUATION, answers, known)}
    if known is not None:
        return trail.change(actor, known, "situation.corrected", on=on, **values)
    return trail.create(actor, Situation(case=case, moment=moment, on=on, **values), "situation.recorded")


@transaction.atomic
def refer(
    actor: Actor,
    *,
    case: Case,
    service: Service,
    need: Need | None = None,
    note: str = "",
    made_on: date | None = None,
    outcome: str = ReferralOutcome.WAITING,
) -> Referral:
    """Point the person to a service; if the answer is known already, in the same step."""
    require_on(actor, "cases.edit", case)
    if need is not None and need.case_id != case.pk:
        raise ValidationError({"need": _("This need belongs to another case.")})
    day = made_on or timezone.localdate()
    answered = None if outcome == ReferralOutcome.WAITING else max(day, timezone.localdate())
    row = Referral(
        case=case, need=need, service=service, note=note, made_on=day, outcome=outcome, outcome_on=answered
    )
    referral = trail.create(actor, row, "referral.made")
    _meet_need(actor, referral)
    return referral


@transaction.atomic
def record_outcome(actor: Actor, *, referral: Referral, outcome: str) -> Referral:
    """What came of a referral. Served means that its need is met."""
    require_on(actor, "cases.edit", referral.case)
    return _answer(actor, referral, outcome)


@transaction.atomic
def answer_referral(actor: Actor, *, referral: IncomingReferral, outcome: str) -> IncomingReferral:
    """What the service itself says came of it. The row is written as the referral that it is, so that
    the answer stands on the person's and the case's page, in whose reach the actor is not."""
    require_on(actor, "referrals.in", referral)
    row = Referral.objects.unscoped("the row of which the desk sees its own side").get(pk=referral.pk)
    _answer(actor, row, outcome)
    return referral


@transaction.atomic
def answer_by_service(actor: Actor, *, referral: Referral, outcome: str, words: str) -> Referral:
    """What the service says by its link, in words too. Called by the link, whose secret is the right to it."""
    return _answer(actor, referral, outcome, answer=words or None)


def _answer(actor: Actor, referral: Referral, outcome: str, **words: Any) -> Referral:
    answered = None if outcome == ReferralOutcome.WAITING else max(referral.made_on, timezone.localdate())
    referral = trail.change(
        actor, referral, "referral.answered", outcome=outcome, outcome_on=answered, **words
    )
    _meet_need(actor, referral)
    return referral


def _meet_need(actor: Actor, referral: Referral) -> None:
    need = referral.need
    if need is not None and referral.outcome == ReferralOutcome.SERVED and need.status == Need.Status.OPEN:
        trail.change(actor, need, "need.changed", status=Need.Status.MET)
