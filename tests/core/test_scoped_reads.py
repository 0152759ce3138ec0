"""Once it is said for whom, every way of reading works and gives that actor's rows alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count

from accanto.cases.models import Case
from accanto.core.actor import Nobody
from accanto.core.scoping import (
    UnrecordedWrite,
    UnscopedRead,
    checking_uniqueness,
    recorded,
    unrecorded,
)
from accanto.people.models import Person
from tests.cast import SYSTEM, Cast

#: Each takes the rows that Berta sees and her own person, and says whether just that one was read.
READS: dict[str, Callable[[Any, Person], bool]] = {
    "iterate": lambda rows, mine: list(rows) == [mine],
    "count": lambda rows, mine: rows.count() == 1,
    "exists": lambda rows, mine: rows.exists(),
    "contains": lambda rows, mine: rows.contains(mine),
    "iterator": lambda rows, mine: list(rows.iterator(chunk_size=10)) == [mine],
    "aggregate": lambda rows, mine: rows.aggregate(n=Count("pk")) == {"n": 1},
    "explain": lambda rows, mine: "people_person" in rows.explain(),
    "subquery": lambda rows, mine: list(Person.objects.visible_to(SYSTEM).filter(pk__in=rows)) == [mine],
    "refined": lambda rows, mine: list(rows.filter(pk=mine.pk).order_by("code")[:5]) == [mine],
    "values": lambda rows, mine: list(rows.values_list("pk", flat=True)) == [mine.pk],
}
#: Two sides: (how, what comes out of {mine} and {mine, theirs}).
SIDES: dict[str, tuple[Callable[[Any, Any], Any], int]] = {
    "or": (lambda a, b: a | b, 2),
    "and": (lambda a, b: a & b, 1),
    "xor": (lambda a, b: a ^ b, 1),
    "union": (lambda a, b: a.union(b), 2),
    "intersection": (lambda a, b: a.intersection(b), 1),
    "difference": (lambda a, b: b.difference(a), 1),
}


@pytest.mark.parametrize("how", READS)
def test_reading_for_someone(cast: Cast, how: str) -> None:
    mine = cast.person()
    cast.person(cast.org_b)
    assert READS[how](Person.objects.visible_to(cast.actor(cast.berta)), mine)


@pytest.mark.parametrize("how", SIDES)
def test_two_sides_that_may_both_be_read(cast: Cast, how: str) -> None:
    cast.person()
    cast.person(cast.org_b)
    join, wanted = SIDES[how]
    mine, everything = Person.objects.visible_to(cast.actor(cast.berta)), Person.objects.visible_to(SYSTEM)
    assert len(list(join(mine.order_by(), everything.order_by()))) == wanted


@pytest.mark.parametrize("how", SIDES)
@pytest.mark.parametrize("locked", ["left", "right"])
def test_a_locked_side_does_not_widen_the_other(cast: Cast, how: str, locked: str) -> None:
    """Not even unread: the mix is refused when it is made."""
    cast.person(cast.org_b)
    join, _wanted = SIDES[how]
    mine, everyone = Person.objects.visible_to(cast.actor(cast.berta)), Person.objects.all()
    with pytest.raises(UnscopedRead):
        join(everyone, mine) if locked == "left" else join(mine, everyone)


def test_a_plain_side_is_not_asked(cast: Cast) -> None:
    """A queryset of an open table has no lock: Django itself refuses what does not fit."""
    from accanto.network.models import Organisation

    with pytest.raises(TypeError):
        Person.objects.visible_to(SYSTEM) | Organisation.objects.all()


def test_hand_written_sql_is_refused_even_when_in_sight(cast: Cast) -> None:
    with pytest.raises(UnscopedRead):
        Person.objects.visible_to(SYSTEM).raw("SELECT 1")


def test_bulk_writes_with_a_reason(cast: Cast) -> None:
    person = cast.person(gender="female")
    rows = Person.objects.visible_to(SYSTEM).filter(pk=person.pk)
    with unrecorded("a test"):
        assert rows.update(gender="other") == 1
        person.gender = "male"
        assert rows.bulk_update([person], ["gender"]) == 1
        (made,) = Person.objects.bulk_create([Person(code="P-TEST")])
        Person.objects.visible_to(SYSTEM).filter(pk=made.pk).delete()
    assert rows.get().gender == "male"
    assert not Person.objects.visible_to(SYSTEM).filter(pk=made.pk).exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_a_reason(cast: Cast, reason: str) -> None:
    with pytest.raises(UnrecordedWrite), unrecorded(reason):
        pytest.fail("opened without a reason")
    with pytest.raises(UnscopedRead):
        Person.objects.unscoped(reason)


def test_unscoped_with_a_reason_reads_all(cast: Cast) -> None:
    cast.person()
    cast.person(cast.org_b)
    assert Person.objects.unscoped("a test").count() == 2


def test_the_trail_alone_does_not_open_bulk_writes(cast: Cast) -> None:
    cast.person()
    with recorded(), pytest.raises(UnrecordedWrite):
        Person.objects.visible_to(SYSTEM).update(gender="other")


@pytest.mark.parametrize("open_writing", [recorded, lambda: unrecorded("a test")])
def test_writing_closes_behind_itself(cast: Cast, open_writing: Callable[[], Any]) -> None:
    person = cast.person()
    with pytest.raises(RuntimeError), open_writing():
        raise RuntimeError
    with pytest.raises(UnrecordedWrite):
        person.save()
    with open_writing():
        person.save()
    with pytest.raises(UnrecordedWrite):
        person.save()


def test_uniqueness_is_asked_only_while_it_is_checked(cast: Cast) -> None:
    cast.person()
    with checking_uniqueness():
        assert Person.objects.filter(code__startswith="P-").exists()
        with pytest.raises(UnscopedRead):
            Person.objects.count()
    with pytest.raises(UnscopedRead):
        Person.objects.filter(code__startswith="P-").exists()
    with pytest.raises(RuntimeError), checking_uniqueness():
        raise RuntimeError
    with pytest.raises(UnscopedRead):
        Person.objects.exists()


def test_one_fetch_is_enough(cast: Cast) -> None:
    """Rows already read are not read, nor refused, again."""
    cast.person()
    rows = Person.objects.visible_to(SYSTEM)
    list(rows)
    with connection.execute_wrapper(lambda *_args: pytest.fail("read again")):
        assert len(list(rows)) == 1


def test_a_capability_that_is_not_the_tables_own(cast: Cast) -> None:
    """With a capability: the rows on which the actor has just that, not those that they see."""
    seen = cast.person(follower=cast.bruna)
    berta = cast.actor(cast.berta)
    assert list(Person.objects.visible_to(berta)) == [seen]
    assert list(Person.objects.visible_to(berta, "identities.open")) == []
    assert list(Person.objects.visible_to(cast.actor(cast.bruna), "identities.open")) == [seen]


def test_children_of_a_parent_are_open_and_their_cousins_are_not(cast: Cast) -> None:
    case = cast.case()
    assert case.needs.count() == 0
    assert not case.needs.filter(area="housing").exists()
    with pytest.raises(UnscopedRead):
        case.person.cases.count()
    with pytest.raises(UnscopedRead):
        Case.objects.none().union(Case.objects.all()).count()


def test_nobody_counts_nothing(cast: Cast) -> None:
    cast.case()
    assert Case.objects.visible_to(Nobody()).count() == 0
