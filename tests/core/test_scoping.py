"""The locked manager: every way to read a protected table asks for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Case as Choice
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value, When
from django.shortcuts import get_object_or_404

from accanto.cases.models import Case, Need
from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.scoping import RowScope, UnrecordedWrite, UnscopedRead
from accanto.network.models import Organisation
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast


def _everyone() -> Any:
    return Person.objects.visible_to(SYSTEM)


READS: dict[str, Callable[[Any], Any]] = {
    "iterate": list,
    "len": len,
    "bool": bool,
    "first": lambda rows: rows.first(),
    "get": lambda rows: rows.get(code="x"),
    "slice": lambda rows: list(rows[:1]),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Person()),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "values": lambda rows: list(rows.values("code")),
    "values_list": lambda rows: list(rows.values_list("code")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "iterator": lambda rows: list(rows.iterator()),
    "explain": lambda rows: rows.explain(),
    "raw": lambda rows: list(rows.raw("SELECT * FROM people_person")),
    "dates": lambda rows: list(rows.datetimes("created_at", "day")),
    "earliest": lambda rows: rows.earliest("created_at"),
    "subquery": lambda rows: list(Case.objects.filter(person__in=rows).visible_to(SYSTEM)),
    "subquery by key": lambda rows: list(Case.objects.filter(person=rows[:1]).visible_to(SYSTEM)),
    "exists as a condition": lambda rows: list(_everyone().filter(Exists(rows))),
    "exists of the row": lambda rows: list(_everyone().filter(Exists(rows.filter(pk=OuterRef("pk"))))),
    "exists turned round": lambda rows: list(_everyone().filter(~Exists(rows))),
    "exists within Q": lambda rows: list(_everyone().filter(Q(code="x") | Q(Exists(rows)))),
    "exists as a column": lambda rows: list(_everyone().annotate(there=Exists(rows))),
    "exists below another": lambda rows: list(
        _everyone().filter(Exists(Case.objects.visible_to(SYSTEM).filter(Exists(rows))))
    ),
    "a column of it": lambda rows: list(_everyone().annotate(x=Subquery(rows.values("code")[:1]))),
    "counted by it": lambda rows: _everyone().aggregate(x=Count(Subquery(rows.values("pk")[:1]))),
    "ordered by it": lambda rows: list(_everyone().order_by(Subquery(rows.values("code")[:1]))),
    "chosen by it": lambda rows: list(_everyone().annotate(x=Choice(When(Exists(rows), then=Value(1))))),
    "from an open table": lambda rows: list(Organisation.objects.filter(Exists(rows))),
    "joined to an open table": lambda rows: list(
        Organisation.objects.values_list("name").union(rows.values_list("code"))
    ),
    "its statement": lambda rows: str(rows.query),
    "its statement in another": lambda rows: list(_everyone().filter(pk__in=rows.query)),
    "exists of exists": lambda rows: Organisation.objects.filter(Exists(rows)).exists(),
    "updated from it": lambda rows: Organisation.objects.update(name=Subquery(rows.values("code")[:1])),
    "get_object_or_404": lambda rows: get_object_or_404(rows, code="x"),
    "union": lambda rows: list(rows.union(Person.objects.visible_to(SYSTEM))),
    "or": lambda rows: list(rows | Person.objects.visible_to(SYSTEM)),
    "and": lambda rows: list(rows & Person.objects.visible_to(SYSTEM)),
    "get_or_create": lambda rows: rows.get_or_create(code="x"),
}


@pytest.mark.parametrize("how", READS, ids=str)
def test_reading_without_an_actor_is_refused(cast: Cast, how: str) -> None:
    cast.person()
    with pytest.raises((UnscopedRead, UnrecordedWrite)), transaction.atomic():
        READS[how](Person.objects.all())


def test_what_is_taken_out_of_the_rows_stays_unlocked(cast: Cast) -> None:
    """The same expressions on rows that were scoped read those rows alone."""
    mine, theirs = cast.person(), cast.person(cast.org_b)
    rows = Person.objects.visible_to(cast.actor(cast.berta)).filter(pk=OuterRef("pk"))
    there = {row.pk: row.there for row in _everyone().annotate(there=Exists(rows))}
    assert there == {mine.pk: True, theirs.pk: False}
    codes = _everyone().annotate(x=Subquery(rows.values("code")[:1])).values_list("pk", "x")
    assert dict(codes) == {mine.pk: mine.code, theirs.pk: None}
    assert list(_everyone().exclude(Exists(rows))) == [theirs]
    assert set(_everyone().exclude(cases__operator=cast.dora)) == {mine, theirs}


def test_a_scoped_condition_does_not_open_a_locked_one(cast: Cast) -> None:
    """Neither from outside nor from inside."""
    cast.case()
    inner = Case.objects.visible_to(SYSTEM).filter(person=OuterRef("pk"))
    with pytest.raises(UnscopedRead):
        list(Person.objects.filter(Exists(inner)))
    with pytest.raises(UnscopedRead):
        list(Person.objects.all().union(_everyone())[:1])


@pytest.mark.parametrize("how", ["update", "delete", "bulk_create", "bulk_update"])
def test_writing_in_bulk_is_refused_even_when_in_sight(cast: Cast, how: str) -> None:
    person = cast.person()
    rows = Person.objects.visible_to(SYSTEM)
    with pytest.raises(UnrecordedWrite):
        {
            "update": lambda: rows.update(gender="other"),
            "delete": lambda: rows.delete(),
            "bulk_create": lambda: rows.bulk_create([Person()]),
            "bulk_update": lambda: rows.bulk_update([person], ["gender"]),
        }[how]()


@pytest.mark.parametrize("how", ["update", "bulk_create", "bulk_update", "delete"])
def test_a_bulk_write_is_refused_before_it_looks_at_the_rows(how: str) -> None:
    """By its own name, and also where there is nothing to write: bulk_update would else pass for harmless."""
    nothing: dict[str, tuple[Any, ...]] = {"bulk_create": ([],), "bulk_update": ([], ["gender"])}
    for rows in (Person.objects, Person.objects.visible_to(SYSTEM).none()):
        act = getattr(rows, how, None) or rows.all().delete  # a manager has no delete of its own
        with pytest.raises(UnrecordedWrite, match=how):
            act(*nothing.get(how, ()))


def test_a_row_is_saved_through_the_trail_alone(cast: Cast) -> None:
    with pytest.raises(UnrecordedWrite):
        Person().save()
    with pytest.raises(UnrecordedWrite):
        cast.person().delete()


def test_contains_is_refused_where_it_would_read(cast: Cast) -> None:
    """It answers whether a row is there: to a locked manager that is a read like any other."""
    mine, theirs = cast.person(), cast.person(cast.org_b)
    for rows in (Person.objects, Person.objects.filter(gender="female"), Person.objects.all()):
        with pytest.raises(UnscopedRead):
            rows.contains(mine)
    seen = Person.objects.visible_to(cast.actor(cast.berta))
    assert (seen.contains(mine), seen.contains(theirs)) == (True, False)


def test_a_person_whom_nobody_knows_is_seen_by_who_sees_all(cast: Cast) -> None:
    unknown = trail.create(SYSTEM, Person(), "person.added")
    assert Person.objects.visible_to(SYSTEM).contains(unknown)
    assert not Person.objects.visible_to(cast.actor(cast.mario)).contains(unknown)
    assert not Person.objects.visible_to(Nobody()).contains(unknown)


def test_nobody_sees_nothing(cast: Cast) -> None:
    cast.person()
    assert not Person.objects.visible_to(Nobody()).exists()


def test_an_organisation_sees_its_own(cast: Cast) -> None:
    mine, theirs = cast.person(), cast.person(cast.org_b)
    seen = set(Person.objects.visible_to(cast.actor(cast.berta)))
    assert seen == {mine}
    assert set(Person.objects.visible_to(cast.actor(cast.dora))) == {theirs}


def test_a_role_in_one_project_does_not_reach_another(cast: Cast) -> None:
    elsewhere = cast.person(project=cast.other_project)
    assert elsewhere not in Person.objects.visible_to(cast.actor(cast.berta))
    assert elsewhere in Person.objects.visible_to(cast.actor(cast.mario))


def test_own_reach(cast: Cast) -> None:
    mine = cast.person(follower=cast.berta)
    colleagues = cast.person(follower=cast.bruna)
    openable = set(Person.objects.visible_to(cast.actor(cast.berta), "identities.open"))
    assert mine in openable
    assert colleagues not in openable


def test_children_follow_their_parent(cast: Cast) -> None:
    case = cast.case()
    need = trail.create(SYSTEM, Need(case=case, area="housing", noted_on=TODAY()), "need.added")
    assert list(Need.objects.visible_to(cast.actor(cast.berta))) == [need]
    assert list(Need.objects.visible_to(cast.actor(cast.dora))) == []
    assert list(case.needs.all()) == [need]


def test_a_related_manager_that_is_not_the_parent_stays_locked(cast: Cast) -> None:
    case = cast.case()
    with pytest.raises(UnscopedRead):
        list(case.person.cases.all())


def test_reasons_are_required() -> None:
    with pytest.raises(UnscopedRead):
        Person.objects.unscoped(" ")


def test_a_table_without_scope_cannot_be_read() -> None:
    class Orphan:
        scope = None
        scope_parent = None
        scope_parents = ()

    from accanto.core.scoping import scope_condition

    with pytest.raises(UnscopedRead):
        scope_condition(Orphan, Nobody())  # type: ignore[arg-type]


def test_what_is_required_is_denied_elsewhere(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    actor.require("cases.open", organisation=cast.org_a, project=cast.project)
    with pytest.raises(PermissionDenied):
        actor.require("cases.open", organisation=cast.org_b, project=cast.project)
    with pytest.raises(PermissionDenied):
        actor.require("cases.open", organisation=cast.org_a, project=cast.other_project)
    with pytest.raises(PermissionDenied):
        actor.require("users.change_roles")


def test_uniqueness_can_still_be_checked(cast: Cast) -> None:
    from django.core.exceptions import ValidationError

    case = cast.case()
    with pytest.raises(ValidationError):
        cast.case(case.person)
    assert isinstance(case, models.Model)


def test_a_scope_is_declared_once_and_not_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        RowScope(see="people.see").see = "today.see"  # type: ignore[misc]
