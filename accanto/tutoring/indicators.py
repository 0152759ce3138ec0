"""The facts that this room offers to evaluation: rows within the actor's reach for figures, and what is told of each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.tutoring.counted import counted
from accanto.tutoring.models import CheckIn, Contact, Proposal, Tutoring
from accanto.tutoring.monitoring.mutuality import ENOUGH, mutuality
from accanto.tutoring.monitoring.picture import RECIPROCITY
from accanto.tutoring.monitoring.schedule import GIVEN_UP
from accanto.tutoring.monitoring.words import Rhythm
from accanto.tutoring.words import ProposalState, Side

_SEE = "figures.see"
#: A tie is called mutual from this measure on (docs/mutuality.md): nearer to mutual than to one-sided.
MUTUAL_FROM = 0.5


def tutoring_facts(actor: Actor) -> ScopedQuerySet:
    """Tutorings."""
    return Tutoring.objects.visible_to(actor, _SEE)


def contact_facts(actor: Actor) -> ScopedQuerySet:
    """Contacts of tutorings."""
    facts: ScopedQuerySet = counted(Contact.objects.visible_to(actor, _SEE))
    return facts


def check_in_facts(actor: Actor) -> ScopedQuerySet:
    """Regular check-ins, one row for the two: that of the person."""
    return CheckIn.objects.visible_to(actor, _SEE).filter(kind=CheckIn.Kind.REGULAR, side=Side.PERSON)


def on_track(actor: Actor, ties: QuerySet[Any]) -> dict[UUID, bool]:
    """Of these ties those that go on and of which something is asked: whether nothing is late."""
    asked = ties.filter(ended_on=None).exclude(rhythm=Rhythm.RESTING)
    return {key: rhythm <= Rhythm.DUE for key, rhythm in asked.values_list("pk", "rhythm")}


def answered_by_both(actor: Actor, check_ins: QuerySet[Any]) -> dict[UUID, bool]:
    """Of these check-ins those that are over, answered by both or asked for long enough: whether both answered."""
    other = CheckIn.objects.visible_to(actor, _SEE).filter(
        tutoring=OuterRef("tutoring"), number=OuterRef("number"), side=Side.TUTOR, answered_on__isnull=False
    )
    rows = check_ins.annotate(both=Q(answered_on__isnull=False) & Exists(other))
    over = Q(both=True) | Q(due_on__lte=timezone.localdate() - GIVEN_UP)
    return dict(rows.filter(over).values_list("pk", "both"))


def mutual(actor: Actor, ties: QuerySet[Any]) -> dict[UUID, bool]:
    """Of these ties those of which mutuality can be said: whether it is MUTUAL_FROM or more. Four queries; answers
    are opened of those ties alone in which enough was begun."""
    keys = list(ties.values_list("pk", flat=True))
    began = _began(actor, keys)
    enough = [key for key, sides in began.items() if sum(sides.values()) >= ENOUGH]
    said: dict[UUID, dict[str, list[int]]] = defaultdict(lambda: {side.value: [] for side in Side})
    answered = CheckIn.objects.visible_to(actor, _SEE).filter(tutoring__in=enough, answered_on__isnull=False)
    for row in answered.order_by("number").only("tutoring_id", "side", "answers"):
        answer = row.said.get(RECIPROCITY)
        if answer:
            said[row.tutoring_id][row.side].append(answer)
    found = {}
    for key in enough:
        sides, told = began[key], said[key]
        measure = mutuality(sides[Side.TUTOR], sides[Side.PERSON], told[Side.TUTOR], told[Side.PERSON])
        if measure is not None:
            found[key] = measure.value >= MUTUAL_FROM
    return found


def _began(actor: Actor, keys: list[UUID]) -> dict[UUID, dict[str, int]]:
    """Tie -> side -> how many contacts and proposals that side began."""
    found: dict[UUID, dict[str, int]] = defaultdict(lambda: {side.value: 0 for side in Side})
    contacts = contact_facts(actor).filter(tutoring__in=keys, begun_by__in=Side.values)
    proposals = Proposal.objects.visible_to(actor, _SEE).filter(tutoring__in=keys)
    proposals = proposals.exclude(state=ProposalState.WITHDRAWN)
    for rows, side in ((contacts, "begun_by"), (proposals, "side")):
        for key, who, many in rows.order_by().values_list("tutoring", side).annotate(many=Count("pk")):
            found[key][who] += many
    return found
