"""Records that may be one person, with the reasons; a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.people.models import DuplicateVerdict, Identity, Person, SearchKey
from accanto.people.names import (
    POSSIBLE,
    Evidence,
    Facts,
    duplicate_score,
    normalise_document,
    normalise_email,
    normalise_phone,
)

#: Pairs that are weighed for one person, and for one queue.
NEAR, QUEUE = 30, 40


@dataclass(frozen=True)
class Pair:
    """Two records and why they may be one person."""

    one: Person
    other: Person
    evidence: Evidence


def likely_duplicates(actor: Actor, person: Person) -> list[Pair]:
    """Records in the actor's sight that may be the same person as this one."""
    keys = SearchKey.objects.visible_to(actor).filter(person=person).values("digest")
    near = (
        Person.objects.visible_to(actor)
        .filter(merged_into=None, search_keys__in=SearchKey.objects.visible_to(actor).filter(digest__in=keys))
        .exclude(pk=person.pk)
        .annotate(common=Count("search_keys"))
        .order_by("-common", "-created_at")[:NEAR]
    )
    pairs = _weigh(actor, person, list(near))
    if pairs:
        trail.note(actor, "identity.compared", person, details={"with": len(pairs)})
    return pairs


def queue(actor: Actor) -> list[Pair]:
    """The likeliest pairs among the newest persons in the actor's sight, each once."""
    newest = Person.objects.visible_to(actor, "people.merge").filter(merged_into=None).order_by("-created_at")
    seen: set[frozenset[UUID]] = set()
    pairs: list[Pair] = []
    for person in newest[:QUEUE]:
        for pair in likely_duplicates(actor, person):
            key = frozenset((pair.one.pk, pair.other.pk))
            if key not in seen:
                seen.add(key)
                pairs.append(pair)
    return sorted(pairs, key=lambda pair: -pair.evidence.score)


def evidence_of(actor: Actor, one: Person, other: Person) -> Evidence:
    """The evidence for two given records."""
    facts = _facts(actor, [one, other])
    return duplicate_score(facts[one.pk], facts[other.pk])


def _weigh(actor: Actor, person: Person, others: list[Person]) -> list[Pair]:
    facts = _facts(actor, [person, *others])
    apart = _told_apart(actor, person)
    pairs = [
        Pair(person, other, duplicate_score(facts[person.pk], facts[other.pk]))
        for other in others
        if other.pk not in apart
    ]
    likely = [pair for pair in pairs if pair.evidence.score >= POSSIBLE]
    return sorted(likely, key=lambda pair: -pair.evidence.score)


def _told_apart(actor: Actor, person: Person) -> set[UUID]:
    verdicts = DuplicateVerdict.objects.unscoped("verdicts about a person in the actor's sight")
    pairs = verdicts.filter(Q(person=person) | Q(other=person)).values_list("person_id", "other_id")
    return {each for pair in pairs for each in pair} - {person.pk}


def _facts(actor: Actor, persons: list[Person]) -> dict[UUID, Facts]:
    identities = {
        identity.person_id: identity
        for identity in Identity.objects.visible_to(actor, "people.see").filter(person__in=persons)
    }
    return {person.pk: _facts_of(person, identities.get(person.pk)) for person in persons}


def _facts_of(person: Person, identity: Identity | None) -> Facts:
    return Facts(
        name=f"{identity.given_name} {identity.family_name}" if identity else "",
        also_known_as=identity.also_known_as if identity else "",
        year_of_birth=person.year_of_birth,
        gender=person.gender,
        nationality=person.nationality,
        phone=normalise_phone(identity.phone) if identity else "",
        email=normalise_email(identity.email) if identity else "",
        document=normalise_document(identity.document) if identity else "",
    )
