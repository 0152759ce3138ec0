"""What becomes of each table's rows when a person is erased, read from the rooms' `privacy.py`.

Nobody lists rows here: from every table that a room holds, the keys that lead to a person are followed, and
what its Holding says is done: its rows are deleted; or stay, coded, with every sealed column emptied; or stay.
A row is one organisation's part where a table on the way to the person names one; else it goes with the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet, unrecorded
from accanto.core.sealed import Sealed, SealedTextField, seal
from accanto.people.models import HouseholdMember, Involvement, Person
from accanto.privacy.registry import Holding, holdings

_WHY = "rows of a person who is erased, after erasures.do was checked"


@dataclass(frozen=True)
class Part:
    """What is to be erased: of a person and all records merged into them, what some organisations hold; with the
    name, and all the rest, where nobody else knows them (`whole`)."""

    persons: frozenset[UUID]
    organisations: frozenset[UUID]
    whole: bool


@dataclass(frozen=True)
class Way:
    """From a table to a person; and to the organisation on that way, "" where there is none."""

    person: str
    organisation: str = ""


#: What stands in the way of an erasure, in words: of a part, asked for nobody in particular.
Obstacle = Callable[[Part], Iterable[Any]]
_obstacles: list[Obstacle] = []


def register_obstacle(obstacle: Obstacle) -> None:
    """Called by a room's AppConfig.ready()."""
    _obstacles.append(obstacle)


def in_the_way(part: Part) -> list[str]:
    """Everything to be done before the person can be erased."""
    return [str(sentence) for obstacle in _obstacles for sentence in obstacle(part)]


#: Told what an erasure has taken, by whom, before it is certain.
Done = Callable[[Actor, Part], None]
_done: list[Done] = []


def register_done(told: Done) -> None:
    """Called by the AppConfig.ready() of a room above, which has something to close when a person is erased."""
    _done.append(told)


def tell_done(actor: Actor, part: Part) -> None:
    for told in _done:
        told(actor, part)


def part_of(person: Person, organisations: Collection[UUID]) -> Part:
    """The part of these organisations in what is held on a person."""
    group = _group_of(person)
    others = Involvement.objects.unscoped(_WHY).filter(person__in=group)
    return Part(group, frozenset(organisations), not others.exclude(organisation__in=organisations).exists())


def _group_of(person: Person) -> frozenset[UUID]:
    """The record that stands for the person, and every one merged into it."""
    persons = Person.objects.unscoped(_WHY)
    top = person
    while top.merged_into_id is not None:
        top = persons.get(pk=top.merged_into_id)
    group, last = {top.pk}, {top.pk}
    while last:
        last = set(persons.filter(merged_into__in=last).values_list("pk", flat=True)) - group
        group |= last
    return frozenset(group)


@cache
def ways(model: type[models.Model]) -> tuple[Way, ...]:
    """The ways from a table to a person, by its keys; none for a table that holds nothing on persons."""
    return tuple(_ways(model, ()))


def _ways(model: type[models.Model], passed: tuple[Any, ...]) -> Iterator[Way]:
    if model is Person:
        yield Way("pk")
        return
    place = _place_of(model)
    for key in model._meta.concrete_fields:
        further: Any = key.related_model
        if not isinstance(key, models.ForeignKey) or further is model or further in passed:
            continue
        for way in _ways(further, (*passed, model)):
            person = key.name if further is Person else f"{key.name}__{way.person}"
            nearer = f"{key.name}__{way.organisation}" if way.organisation else ""
            yield Way(person, nearer or (place if further is Person else ""))


def _place_of(model: type[models.Model]) -> str:
    """The way from a row to the organisation whose it is: its own column, or that of the row it is part of."""
    columns: dict[str, Any] = {column.name: column.related_model for column in model._meta.concrete_fields}
    if "organisation" in columns:
        return "organisation"
    parent = getattr(model, "scope_parent", None)
    above = columns.get(parent) if parent else None
    if above is None or above is Person:
        return ""
    has_one = any(column.name == "organisation" for column in above._meta.concrete_fields)
    return f"{parent}__organisation" if has_one else ""


def held_on_persons() -> Iterator[tuple[Holding, type[models.Model]]]:
    """Every table with rows on persons, but for the persons' own."""
    for holding in holdings():
        model: Any = apps.get_model(holding.model)
        if model is not Person and ways(model):
            yield holding, model


def rows_of(model: type[models.Model], part: Part) -> models.QuerySet[Any]:
    """The rows of a table that belong to a part."""
    found = Q(pk__in=[])
    for way in ways(model):
        if part.whole:
            found |= Q(**{f"{way.person}__in": part.persons})
        elif way.organisation:
            organisations = {f"{way.organisation}__in": part.organisations}
            found |= Q(**{f"{way.person}__in": part.persons}, **organisations)
    rows: Any = model._default_manager.all()
    rows = rows.unscoped(_WHY) if isinstance(rows, ScopedQuerySet) else rows
    # By key: the ways may pass through several rows, and a deletion takes no joins.
    return rows.filter(pk__in=model._base_manager.filter(found).order_by().values("pk"))  # type: ignore[no-any-return]


@dataclass
class Account:
    """Of one room, how many rows are deleted, stay emptied, stay as they are; and files that go."""

    room: str
    deleted: int = 0
    emptied: int = 0
    kept: int = 0
    files: int = 0


def account_of(part: Part) -> list[Account]:
    """What an erasure of a part would do, by room; changes nothing."""
    rooms: dict[str, Account] = {}
    held = list(held_on_persons())
    for (holding, model), count in zip(held, _counts(part, [model for _holding, model in held]), strict=True):
        if count:
            account = rooms.setdefault(model._meta.app_label, Account(model._meta.app_label))
            if holding.erase == "delete":
                account.deleted += count
                account.files += count if holding.files else 0
            elif holding.erase == "keep" or not emptied_columns(holding, model):
                account.kept += count
            else:
                account.emptied += count
    return list(rooms.values())


def _counts(part: Part, tables: Sequence[type[models.Model]]) -> Sequence[int]:
    """How many rows of each table belong to a part, asked in one statement."""
    asked = {}
    for number, model in enumerate(tables):
        whole = rows_of(model, part).order_by().annotate(all=Value(1)).values("all")
        asked[f"n{number}"] = Coalesce(Subquery(whole.annotate(n=Count("pk")).values("n")), 0)
    one = Person.objects.unscoped(_WHY).filter(pk=min(part.persons)).order_by().annotate(**asked)
    found: Sequence[int] = one.values_list(*asked).get()
    return found


@dataclass
class Forgotten:
    """What an erasure did: rows by what became of them, and whose files are to go once it is certain."""

    counts: Counter[str] = field(default_factory=Counter)
    files: list[UUID] = field(default_factory=list)


def forget(part: Part) -> Forgotten:
    """Do to every table of a part what its Holding says. Within the caller's transaction; leaves no entries."""
    done = Forgotten()
    with unrecorded("told in one line of the trail, which must not repeat what is erased"):
        for holding, model in held_on_persons():
            rows = rows_of(model, part)
            if holding.erase == "delete":
                if holding.files:
                    done.files += list(rows.values_list("pk", flat=True))
                done.counts["deleted"] += rows.delete()[0]
            elif holding.erase == "keep de-identified":
                done.counts["emptied"] += _empty(rows, emptied_columns(holding, model))
                if holding.emptied:
                    rows.update(**dict.fromkeys(holding.emptied, ""))
        for model in _of_households():
            done.counts["emptied"] += _empty(_left_alone(model, part), _sealed(model))
    return done


def _of_households() -> Iterator[type[models.Model]]:
    """Tables that are a household's, of all its members and of none: goals of a family."""
    for holding in holdings():
        model: Any = apps.get_model(holding.model)
        if (
            not ways(model)
            and _sealed(model)
            and any(f.name == "household" for f in model._meta.concrete_fields)
        ):
            yield model


def _left_alone(model: type[models.Model], part: Part) -> models.QuerySet[Any]:
    """Rows of households of which nobody is left whom anyone knows."""
    members = HouseholdMember.objects.unscoped(_WHY)
    homes = members.filter(person__in=part.persons).values_list("household", flat=True)
    others = members.filter(household__in=homes).exclude(person__in=part.persons)
    kept = others.filter(person__erased_on=None).values_list("household", flat=True)
    gone = set(homes) - set(kept) if part.whole else set()
    return model._base_manager.filter(household__in=gone)


def _sealed(model: type[models.Model]) -> list[SealedTextField]:
    return [column for column in model._meta.concrete_fields if isinstance(column, SealedTextField)]


def emptied_columns(holding: Holding, model: type[models.Model]) -> list[SealedTextField]:
    """The sealed columns of a table that stays: all but those that hold codes alone."""
    return [column for column in _sealed(model) if column.name not in holding.coded]


def _empty(rows: models.QuerySet[Any], columns: list[SealedTextField]) -> int:
    """A sealed nothing in place of each text, bound to its row as all sealed values are."""
    if not columns:
        return 0
    keys = list(rows.order_by().only("pk"))
    for row in keys:
        values = {column.attname: _nothing(column, row) for column in columns}
        row._meta.model._base_manager.filter(pk=row.pk).update(**values)
    return len(keys)


def _nothing(column: SealedTextField, row: models.Model) -> Sealed | None:
    if column.null:
        return None
    return Sealed(seal(column._plain(column.get_default()), place=column.place(row)))


def of_accounts() -> Iterator[type[models.Model]]:
    """Tables that hold something on an account's own way in, which goes with the account."""
    for holding in holdings():
        model: Any = apps.get_model(holding.model)
        keys = {column.name: column.related_model for column in model._meta.concrete_fields}
        is_users = keys.get("user") is apps.get_model(settings.AUTH_USER_MODEL)
        if is_users and not ways(model) and holding.erase == "delete":
            yield model
