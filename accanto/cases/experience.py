"""What came of referrals to a service: counts alone, of those that the actor may see."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q

from accanto.cases.models import Referral, ReferralOutcome
from accanto.core.actor import Actor
from accanto.directory.search import Experience

_SERVED = (ReferralOutcome.SERVED, ReferralOutcome.PARTLY, ReferralOutcome.TAKEN_ON)


def experience(actor: Actor, services: Collection[UUID]) -> dict[UUID, Experience]:
    """Service -> how many were sent, answered, served. Services to which none was sent are left out."""
    rows = Referral.objects.visible_to(actor).filter(service__in=services).order_by()
    counted = rows.values("service").annotate(
        sent=Count("id"),
        answered=Count("id", filter=~Q(outcome=ReferralOutcome.WAITING)),
        served=Count("id", filter=Q(outcome__in=_SERVED)),
    )
    return {row["service"]: Experience(row["sent"], row["answered"], row["served"]) for row in counted}
