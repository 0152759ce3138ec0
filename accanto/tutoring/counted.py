"""Which contacts count: the one place that decides, for the cadence, the picture and mutuality alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from accanto.tutoring.models import Tutoring
from accanto.tutoring.models.tutoring import that_counts
from accanto.tutoring.words import ProposalState


def counted(contacts: Any) -> Any:
    """Those of these contacts that took place: not what was taken back, nor what the two may have noted twice."""
    return contacts.filter(that_counts())


def begun(tie: Tutoring) -> list[tuple[date, str]]:
    """(day, BegunBy) of everything that one of the two began: contacts, and things to do that they proposed."""
    contacts = counted(tie.contacts.all()).values_list("on", "begun_by")
    proposed = tie.proposals.exclude(state=ProposalState.WITHDRAWN).values_list("created_at", "side")
    return sorted([*contacts, *((timezone.localdate(at), side) for at, side in proposed)])
