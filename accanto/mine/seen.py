"""Who has seen or written what about a person: the trail in plain words.

Who acted is told by role and organisation, not by name: the organisation answers for what its people do, and a name
could be looked for. Named are only the person themselves, and those who stand beside them today, whose names they know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accanto.accounts.models import Membership
from accanto.accounts.operations.door import KEEPER
from accanto.core.actor import Actor
from accanto.mine.models import OwnCase, OwnEntry
from accanto.mine.words import (
    FOLLOWS,
    LOOKED,
    ME,
    OWN_ACT,
    ROLES,
    SITE,
    SOMEONE,
    TOLD,
    WAS_SHARED,
    WROTE,
    WROTE_WHY,
)

#: Acts by which something was read; all others wrote something.
LOOKS = (
    "identity.opened",
    "identity.read_by_oneself",
    "identity.glass_broken",
    "document.opened",
    "document.opened_by_person",
    "plan.printed",
    "data_copy.taken",
    "home.address_opened",
    "message.read",
    "guardian.opened",
    "letter.printed",
    "skills.cv_printed",
    "skills.europass_made",
)
#: Kind of a row in the trail -> what it is to the person (words.TOLD).
_KINDS = {
    "involvement": "case",
    "case": "case",
    "handover": "case",
    "transfer": "share",
    "handed_on": "share",
    "case_share": "share",
    "goal": "plan",
    "plan_action": "plan",
    "plan_version": "plan",
    "plan_party": "plan",
    "agreement": "plan",
    "home_stay": "home",
    "placement": "home",
    "noticegiven": "consent",
    "referral_link": "referral",
    "data_request": "request",
    "data_copy": "request",
    "household": "family",
    "householdmember": "family",
    "party_invitation": "way_in",
    "protection": "status",
    "languageskill": "person",
    "opening": "identity",
    "tutoring_agreement": "tutoring",
    "contact": "tutoring",
    "match": "tutoring",
    "tutor_request": "tutoring",
    "check_in": "tutoring",
}


@dataclass(frozen=True)
class Line:
    """One line of the page; `looked` where something was read."""

    at: datetime
    who: str
    where: str
    did: str
    what: str
    why: str
    looked: bool


def lines(actor: Actor, entries: Iterable[OwnEntry]) -> list[Line]:
    """Entries about the actor as they read them."""
    rows = list(entries)
    roles = _roles({row.user_id for row in rows if row.user_id})
    beside = _beside(actor)
    return [_line(actor, row, roles.get(row.user_id or UUID(int=0), []), beside) for row in rows]


def _line(actor: Actor, row: OwnEntry, held: list[Membership], beside: Mapping[UUID, str]) -> Line:
    looked = row.action in LOOKS
    who, where = _who(actor, row, held, beside)
    what = TOLD.get(_KINDS.get(row.kind, row.kind), TOLD["other"])
    did = str(LOOKED if looked else WROTE)
    return Line(row.at, who, where, did, str(what), str(_why(actor, row, beside)), looked)


def _who(actor: Actor, row: OwnEntry, held: list[Membership], beside: Mapping[UUID, str]) -> tuple[str, str]:
    """Who, and of which organisation."""
    if row.user_id is None:
        return str(SITE), ""
    if row.user_id == actor.user_id:
        return str(ME), ""
    then = _membership_then(row, held)
    if then is None:
        return str(SOMEONE), ""
    name = beside.get(row.user_id)
    role = str(ROLES.get(then.role, SOMEONE))
    return (f"{role} · {name}" if name else role), then.organisation.name


def _membership_then(row: OwnEntry, held: list[Membership]) -> Membership | None:
    """The role in which they acted: one that held on that day, of the organisation that the entry is of first."""
    on = timezone.localdate(row.at)
    then = [each for each in held if each.since <= on and (each.until is None or each.until >= on)]
    return next(
        (each for each in then if each.organisation_id == row.organisation_id), then[0] if then else None
    )


def _why(actor: Actor, row: OwnEntry, beside: Mapping[UUID, str]) -> Any:
    """On what ground something was read. What someone wrote as their reason is not shown on a phone: it may tell of
    danger to whoever looks over the shoulder; the person is told that it is there, and asks for it."""
    if row.user_id is not None and row.user_id == actor.user_id:
        return OWN_ACT
    if row.action == "identity.glass_broken":
        return WROTE_WHY
    if row.action == "identity.opened" and row.reason:
        return WAS_SHARED
    if row.action in LOOKS and row.user_id in beside:
        return FOLLOWS
    return ""


def _roles(users: set[UUID]) -> dict[UUID, list[Membership]]:
    found: dict[UUID, list[Membership]] = {}
    rows = Membership.objects.visible_to(KEEPER).filter(user__in=users).select_related("organisation")
    for row in rows.order_by("-since", "id"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _beside(actor: Actor) -> dict[UUID, str]:
    """Who follows the person today, by name."""
    cases = OwnCase.objects.visible_to(actor).filter(Q(closed_on=None)).select_related("operator")
    return {case.operator_id: case.operator.name for case in cases}
