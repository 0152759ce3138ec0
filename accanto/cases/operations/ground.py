"""On what ground a case leaves its organisation: what the model asks for, made from what a form says."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.people.models import Consent, ConsentPurpose
from accanto.people.operations.person import give_consent


def ground(actor: Actor, *, case: Case, agrees: bool, channel: str, reason: str) -> dict[str, Any]:
    """Columns of a `Grounded` row: the person's standing consent to share, recorded now where there is none; or
    the reason. Neither is refused by the row itself."""
    if not agrees:
        return {"consent": None, "reason": reason.strip() or None}
    return {"consent": standing_consent(case) or _given_now(actor, case, channel), "reason": None}


def standing_consent(case: Case) -> Consent | None:
    """The consent to share with another organisation that the person has given and not withdrawn."""
    consents = case.person.consents.filter(purpose=ConsentPurpose.SHARING, withdrawn_on=None)
    found: Consent | None = consents.first()
    return found


def _given_now(actor: Actor, case: Case, channel: str) -> Consent:
    values = {"purpose": ConsentPurpose.SHARING, "given_on": timezone.localdate(), "channel": channel}
    return give_consent(actor, person=case.person, **values)
