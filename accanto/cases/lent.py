"""With whom cases are shared, asked when an actor is made; and what a pending offer stands in the way of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accanto.cases.models import Case, CaseShare, Transfer, TransferState
from accanto.cases.scopes import live_shares


def condition() -> Q:
    """On a membership: a case is shared with its organisation, or with its user there."""
    with_whom = Q(user=None) | Q(user=OuterRef("user"))
    shares = CaseShare._base_manager.filter(live_shares(), with_whom, organisation=OuterRef("organisation"))
    return Q(Exists(shares))


def offered_elsewhere(case: Case) -> Iterator[Any]:
    """A case that another organisation was asked to take on stays open until they answer."""
    waiting = Transfer._base_manager.filter(case=case, state=TransferState.OFFERED)
    for transfer in waiting.select_related("receiver"):
        yield _("The case is offered to %(organisation)s: wait for the answer, or take the offer back.") % {
            "organisation": transfer.receiver
        }
