"""Finding a person by any spelling of their name, in any script; by code, telephone, e-mail, document.

Names are never compared in the database: keyed hashes are, and the few that come back are opened in
memory to be ranked. Names are shown to those who follow the person; the others see code and facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.scoping import scope_condition
from accanto.core.sealed import keyed_hashes
from accanto.people.models import Identity, Person, SearchKey
from accanto.people.names import (
    SAME_NAME,
    compare,
    normalise_document,
    normalise_email,
    normalise_phone,
    slip_keys,
    token_keys,
    tokens,
)

#: Words of a query that are looked for: nobody is called by more.
WORDS = 8
#: Candidates that are opened to be ranked. More matching names than this share a rare search: add a word.
CANDIDATES = 60
_CODE = re.compile(r"^[PpCc]-[0-9A-Za-z]{4,8}$")


@dataclass(frozen=True)
class Candidate:
    """A person who may be the one searched for; `name` is empty for who may not open it."""

    person: Person
    score: float
    reasons: tuple[str, ...]
    name: str = ""


def find_people(actor: Actor, query: str, *, limit: int = 20) -> list[Candidate]:
    """The persons in the actor's sight who fit a query, the likeliest first."""
    query = query.strip()
    if _CODE.match(query):
        return _shown(actor, _named(actor, _by_code(actor, query.upper())))
    found = _named(actor, _by_contact(actor, query))
    if not found and tokens(query):
        found = _by_name(actor, query)
    return _shown(actor, found)[:limit]


def _by_code(actor: Actor, code: str) -> list[Candidate]:
    """The person with a code; a code that was merged leads to the record that stands for both."""
    named = Person.objects.unscoped("a code is followed to the record it was merged into").filter(code=code)
    person = named.select_related("merged_into__merged_into__merged_into").first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    seen = _seen(actor).filter(pk=person.pk) if person is not None else []
    return [Candidate(each, 1.0, ("same_code",)) for each in seen]


def find_known(actor: Actor, *queries: str) -> list[Candidate]:
    """Before a person is added: who fits any of a name, a telephone, an e-mail; each once, likeliest first."""
    found: dict[UUID, Candidate] = {}
    for query in filter(None, queries):
        for candidate in find_people(actor, query):
            known = found.get(candidate.person.pk)
            if known is None or known.score < candidate.score:
                found[candidate.person.pk] = candidate
    return sorted(found.values(), key=lambda each: -each.score)


def _by_contact(actor: Actor, query: str) -> list[Candidate]:
    contacts = {
        SearchKey.Kind.PHONE: normalise_phone(query) if not re.search("[A-Za-z]", query) else "",
        SearchKey.Kind.EMAIL: normalise_email(query),
        SearchKey.Kind.DOCUMENT: normalise_document(query) if re.search(r"\d", query) else "",
    }
    for kind, value in contacts.items():
        if not value:
            continue
        persons = _having(_seen(actor), kind.value, [value])[:CANDIDATES]
        found = [Candidate(person, 1.0, (f"same_{kind.value}",)) for person in persons]
        if found:
            return found
    return []


def _by_name(actor: Actor, query: str) -> list[Candidate]:
    words = tokens(query)[:WORDS]
    found = _ranked(actor, query, _with_all(actor, [token_keys(word) for word in words]))
    if found:
        return found
    # Nothing: perhaps a letter slipped.
    return _ranked(actor, query, _with_all(actor, [token_keys(word) | slip_keys(word) for word in words]))


def _seen(actor: Actor) -> QuerySet[Person]:
    return Person.objects.visible_to(actor).filter(merged_into=None)


#: A name key that more persons have than this is not where the search begins.
_COMMON = 300


def _with_all(actor: Actor, words: list[frozenset[str]]) -> QuerySet[Person]:
    """Persons having a key of every word. The rarest word drives the query, so that a common one costs
    the same however many persons there are."""
    kind = SearchKey.Kind.NAME.value
    matching = sorted(
        (_matching(kind, keys) for keys in words), key=lambda rows: len(rows.values("pk")[:_COMMON])
    )
    rows = _seen(actor).filter(pk__in=matching[0].values("person"))
    for others in matching[1:]:
        rows = rows.filter(Exists(others.filter(person=OuterRef("pk"))))
    return rows


def _having(rows: QuerySet[Person], kind: str, keys: Iterable[str]) -> QuerySet[Person]:
    return rows.filter(pk__in=_matching(kind, keys).values("person"))


def _matching(kind: str, keys: Iterable[str]) -> QuerySet[SearchKey]:
    digests = [digest for key in keys for digest in keyed_hashes(key, use=kind)]
    rows: QuerySet[SearchKey] = SearchKey.objects.unscoped("joined to persons in the actor's sight")
    return rows.filter(digest__in=digests)


def _ranked(actor: Actor, query: str, rows: QuerySet[Person]) -> list[Candidate]:
    persons = {person.pk: person for person in rows.order_by("-created_at", "-id")[:CANDIDATES]}
    identities = Identity.objects.visible_to(actor, "people.see").filter(person__in=list(persons))
    opens = scope_condition(Identity, actor, "identities.open")
    whole = Value(True) if opens == Q() else Case(When(opens, then=True), default=False)
    found = []
    for identity in identities.annotate(may_open=whole):
        names = (f"{identity.given_name} {identity.family_name}", identity.also_known_as)
        likeness = max((compare(query, name) for name in names), key=lambda each: each.score)
        if likeness.score >= SAME_NAME:
            name = names[0].strip() if identity.may_open else ""
            found.append(Candidate(persons[identity.person_id], likeness.score, likeness.reasons, name))
    return sorted(found, key=lambda each: (-each.score, each.person.code))


def _named(actor: Actor, found: list[Candidate]) -> list[Candidate]:
    """The same with the names that the actor may open, of who was found by something else than a name."""
    if not found:
        return []
    ids = [candidate.person.pk for candidate in found]
    identities = Identity.objects.visible_to(actor, "identities.open").filter(person__in=ids)
    names = {each.person_id: f"{each.given_name} {each.family_name}".strip() for each in identities}
    return [replace(each, name=names.get(each.person.pk, "")) for each in found]


def _shown(actor: Actor, found: list[Candidate]) -> list[Candidate]:
    """Record that the names were shown.

    That a name or a number was matched is recorded too: whoever knows it learns whose code it is.
    """
    subject = trail.Subject(kind="search", object_id="people")
    if codes := sorted(each.person.code for each in found if each.name):
        trail.note(actor, "identity.listed", subject, details={"codes": codes})
    if matched := sorted(
        each.person.code for each in found if not each.name and "same_code" not in each.reasons
    ):
        trail.note(actor, "identity.matched", subject, details={"codes": matched})
    return found
