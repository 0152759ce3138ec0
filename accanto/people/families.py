"""A household as its page shows it: who lives there, minors apart; and what upper rooms say of each.

Of members out of the actor's sight only the number comes out, never who.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.scoping import scope_condition
from accanto.people.models import Household, HouseholdMember, Person


@dataclass(frozen=True)
class Line:
    """What a room says of one of a household: a case, a school year; and what is next in it."""

    title: Any
    text: Any = ""
    url: str = ""
    next: Any = ""


@dataclass
class Living:
    """One who lives, or lived, in a household."""

    member: HouseholdMember
    age: int | None
    lines: list[Line] = field(default_factory=list)


@dataclass
class Family:
    """`elsewhere`: how many live there whom the actor may not see."""

    adults: list[Living]
    minors: list[Living]
    before: list[Living]
    elsewhere: int

    @property
    def everyone(self) -> list[Living]:
        return [*self.adults, *self.minors]


#: What a room says of persons in the actor's sight: (whose, line).
Teller = Callable[[Actor, Collection[UUID]], Iterable[tuple[UUID, Line]]]
_tellers: list[Teller] = []
_panels: list[Callable[[Actor, Household, Family], Iterable[Panel]]] = []


def register(teller: Teller) -> None:
    """Called by a room's AppConfig.ready()."""
    _tellers.append(teller)


def register_panel(provider: Callable[[Actor, Household, Family], Iterable[Panel]]) -> None:
    """A card on a household's page."""
    _panels.append(provider)


def family_of(actor: Actor, household: Household) -> Family:
    """The household, in two queries and those of the rooms that say something."""
    members = list(household.members.select_related("person"))
    seen = set(
        Person.objects.visible_to(actor)
        .filter(pk__in=[member.person_id for member in members])
        .values_list("pk", flat=True)
    )
    said: dict[UUID, list[Line]] = {}
    for teller in _tellers:
        for person_id, line in teller(actor, seen):
            said.setdefault(person_id, []).append(line)
    family = Family([], [], [], sum(m.until is None and m.person_id not in seen for m in members))
    today = timezone.localdate()
    for member in sorted(members, key=lambda row: (row.relation != "reference", row.since or today)):
        if member.person_id not in seen:
            continue
        living = Living(member, member.person.age_on(member.until or today), said.get(member.person_id, []))
        if member.until is not None:
            family.before.append(living)
        else:
            (family.minors if member.person.is_minor else family.adults).append(living)
    return family


def panels_of(actor: Actor, household: Household, family: Family) -> list[Panel]:
    found = [panel for provider in _panels for panel in provider(actor, household, family)]
    return sorted(found, key=lambda panel: panel.order)


def household_context(actor: Actor, person: Person) -> dict[str, Any]:
    """For `people/_household.html`: where a person lives now, if the actor sees it, and with whom; in one query."""
    rows = HouseholdMember.objects.visible_to(actor).filter(
        household__members__person=person, household__members__until=None, until=None
    )
    condition = scope_condition(Person, actor, prefix="person")
    seen = Value(True) if condition == Q() else Case(When(condition, then=True), default=False)
    members = list(rows.annotate(seen=seen).select_related("person", "household").order_by("created_at"))
    return {
        "home": members[0].household if members else None,
        "living": [member for member in members if member.seen],
        "elsewhere": sum(not member.seen for member in members),
    }
