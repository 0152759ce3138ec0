"""Records that may be one person, with the reasons; a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.sealed import keyed_hashes
from accanto.people.models import DuplicateVerdict, Identity, Person, SearchKey
from accanto.people.names import (
    POSSIBLE,
    Evidence,
    Facts,
    duplicate_score,
    keys_of,
    normalise_document,
    normalise_email,
    normalise_phone,
)

#: Records that are weighed against one person.
NEAR = 30
#: Keys that one statement asks for: a database takes so many values and no more.
KEYS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Pair:
    """Two records and why they may be one person."""

    one: Person
    other: Person
    evidence: Evidence


def likely_duplicates(actor: Actor, persons: Sequence[Person]) -> list[Pair]:
    """Pairs of one of these persons and another record in the actor's sight, each pair once, likeliest first.

    One query for each person, and four for all. That names were compared leaves one entry.
    """
    keys = _keys_of(actor, persons)
    near = {person.pk: _near(actor, person, keys[person.pk]) for person in persons}
    everyone = {
        each.pk: each for each in (*persons, *(other for others in near.values() for other in others))
    }
    facts = _facts(actor, list(everyone.values()))
    apart = _told_apart(list(everyone))
    pairs: dict[frozenset[UUID], Pair] = {}
    for person in persons:
        for other in near[person.pk]:
            key = frozenset((person.pk, other.pk))
            if key in pairs or key in apart:
                continue
            evidence = duplicate_score(facts[person.pk], facts[other.pk])
            if evidence.score >= POSSIBLE:
                pairs[key] = Pair(person, other, evidence)
    _note(actor, [person for pair in pairs.values() for person in (pair.one, pair.other)])
    return sorted(pairs.values(), key=lambda pair: -pair.evidence.score)


def evidence_of(actor: Actor, one: Person, other: Person) -> Evidence:
    """The evidence for two given records."""
    facts = _facts(actor, [one, other])
    evidence = duplicate_score(facts[one.pk], facts[other.pk])
    _note(actor, [one, other])
    return evidence


def likely_known(actor: Actor, wanted: Sequence[Facts]) -> list[list[tuple[Person, Evidence]]]:
    """For each of some who are not recorded yet, the records in the actor's sight that may be them, likeliest first.

    Few queries for all. That names were compared leaves one entry.
    """
    keys = [
        {digest for kind, key in keys_of(facts) for digest in keyed_hashes(key, use=kind)} for facts in wanted
    ]
    holders: dict[bytes, set[UUID]] = {}
    rows = SearchKey.objects.visible_to(actor, "people.merge").filter(person__merged_into=None)
    asked = sorted(set().union(*keys))
    for start in range(0, len(asked), KEYS_AT_ONCE):
        some = rows.filter(digest__in=asked[start : start + KEYS_AT_ONCE])
        for digest, person_id in some.values_list("digest", "person_id"):
            holders.setdefault(bytes(digest), set()).add(person_id)
    near = []
    for mine in keys:
        shared = Counter(pk for digest in mine for pk in holders.get(digest, ()))
        near.append([pk for pk, _count in shared.most_common(NEAR)])
    persons = {
        person.pk: person
        for person in Person.objects.visible_to(actor).filter(pk__in=set().union(*map(set, near)))
    }
    facts_of = _facts(actor, list(persons.values()))
    found = []
    for facts, others in zip(wanted, near, strict=True):
        weighed = [(persons[pk], duplicate_score(facts, facts_of[pk])) for pk in others if pk in persons]
        alike = [pair for pair in weighed if pair[1].score >= POSSIBLE]
        found.append(sorted(alike, key=lambda pair: -pair[1].score))
    _note(actor, [person for pairs in found for person, _evidence in pairs])
    return found


def _keys_of(actor: Actor, persons: Sequence[Person]) -> dict[UUID, list[bytes]]:
    """The search keys of each person."""
    found: dict[UUID, list[bytes]] = {person.pk: [] for person in persons}
    keys = SearchKey.objects.visible_to(actor).filter(person__in=persons)
    for person_id, digest in keys.values_list("person_id", "digest"):
        found[person_id].append(digest)
    return found


def _near(actor: Actor, person: Person, keys: list[bytes]) -> list[Person]:
    """Records that share search keys with a person, those that share most of them first.

    The keys are read before: below two subqueries, PostgreSQL without statistics compares all with all.
    """
    rows = Person.objects.visible_to(actor, "people.merge").filter(
        merged_into=None, search_keys__digest__in=keys
    )
    counted = rows.exclude(pk=person.pk).annotate(common=Count("search_keys"))
    return list(counted.order_by("-common", "-created_at")[:NEAR])


def _note(actor: Actor, persons: Iterable[Person]) -> None:
    codes = sorted({person.code for person in persons})
    if codes:
        subject = trail.Subject(kind="duplicates", object_id="people")
        trail.note(actor, "identity.compared", subject, details={"codes": codes})


def _told_apart(persons: list[UUID]) -> set[frozenset[UUID]]:
    """Pairs that were told apart; a verdict about a merged record holds for the one that stands for it."""
    verdicts = DuplicateVerdict.objects.unscoped("verdicts about persons in the actor's sight").filter(
        Q(person__in=persons)
        | Q(other__in=persons)
        | Q(person__merged_into__in=persons)
        | Q(other__merged_into__in=persons)
    )
    columns = ("person_id", "person__merged_into", "other_id", "other__merged_into")
    return {frozenset((a or one, b or other)) for one, a, other, b in verdicts.values_list(*columns)}


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
