"""The locked manager: every way to read a protected table asks for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404

from accanto.cases.models import Case, Need
from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.scoping import RowScope, UnrecordedWrite, UnscopedRead
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast

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


def test_a_row_is_saved_through_the_trail_alone(cast: Cast) -> None:
    with pytest.raises(UnrecordedWrite):
        Person().save()
    with pytest.raises(UnrecordedWrite):
        cast.person().delete()


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
