"""One person known to two partners of a project: told by keyed hashes, so that figures count them once.

Nobody is shown the other's person, nothing is merged, and no name is opened to compare. Only strong
evidence counts: all words of the name equal (as spelled in Latin letters, in any order), and gender,
year of birth and nationality all recorded and equal. Where one organisation knows two such records, or
someone said "not the same person", all are counted: the evidence cannot tell them apart. See ADR 0009.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet

from accanto.core.scoping import unrecorded
from accanto.core.sealed import keyed_hash
from accanto.core.words import Gender
from accanto.people.models import DuplicateVerdict, Involvement, Likeness, Person
from accanto.people.names import tokens

_WHY = "hashes of one person, or counts of hashes shared in a project: no row leaves here"
#: One word is a name that many have.
_WORDS = 2
_UNSAID = (Gender.UNKNOWN, Gender.UNDISCLOSED, "")


def note_likeness(person_id: UUID, *, name: str | None = None) -> None:
    """Write a person's likeness anew, after the name or the facts changed. Without `name`, the hash
    of the name that is there stays."""
    person = Person.objects.unscoped(_WHY).get(pk=person_id)
    known = Likeness.objects.unscoped(_WHY).filter(person=person_id)
    with unrecorded("derived from identities and facts, whose changes are recorded"):
        if name is None:
            for row in known:
                known.update(mark=_mark(bytes(row.name), person))
            return
        known.delete()
        words = sorted(tokens(name))
        if len(words) >= _WORDS:
            digest = keyed_hash(" ".join(words), use="whole name")
            Likeness.objects.bulk_create([Likeness(person=person, name=digest, mark=_mark(digest, person))])


def _mark(name: bytes, person: Person) -> UUID | None:
    facts = (person.gender, person.year_of_birth, person.nationality)
    if person.gender in _UNSAID or not all(facts):
        return None
    return UUID(bytes=keyed_hash(f"{name.hex()}|{facts}", use="likeness"))


def known_to_two(project_id: UUID) -> QuerySet[Any]:
    """The marks of persons whom more than one partner of a project knows, each under a record of its own."""
    told_apart = DuplicateVerdict.objects.unscoped(_WHY).filter(
        person__likeness__mark=F("other__likeness__mark")
    )
    marks = Likeness.objects.unscoped(_WHY).filter(mark__isnull=False)
    shared = marks.values("mark").annotate(rows=Count("*")).filter(rows__gt=1)  # from the index alone
    known = Involvement.objects.unscoped(_WHY).filter(
        project=project_id, person__merged_into=None, person__likeness__mark__in=shared.values("mark")
    )
    return (
        known.exclude(person__likeness__mark__in=told_apart.values("person__likeness__mark"))
        .values(mark=F("person__likeness__mark"))
        .annotate(
            records=Count("person", distinct=True),
            ties=Count("pk"),
            partners=Count("organisation", distinct=True),
        )
        .filter(records__gt=1, ties=F("partners"))
        .order_by("mark")
        .values_list("mark", flat=True)
    )
