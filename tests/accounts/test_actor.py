"""The actor's arithmetic: several roles add up, none takes from another, and places are asked exactly."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core.actor import NOTHING, Nobody, Paths, SystemActor

A, B, P1, P2, T1, T2, ME = (uuid4() for _each in range(7))
PATHS = Paths(organisation="o", project="p", territory="t", own=("x", "y"))
CAPABILITY = "cases.see"


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`reach(operator=Reach.OWN, manager=None)`: what these roles may, and nothing else."""

    def give(**reaches: Reach | None) -> None:
        for role, wanted in reaches.items():
            monkeypatch.setitem(ROLES, Role(role), {CAPABILITY: wanted} if wanted else {})

    return give


def _rows(*grants: Grant, paths: Paths = PATHS) -> Q:
    return UserActor(ME, "me", grants).rows(CAPABILITY, paths)


def test_no_grant_reaches_nothing(reach: Any) -> None:
    reach(operator=None)
    assert _rows() == NOTHING
    assert _rows(Grant(Role.OPERATOR, A)) == NOTHING


def test_the_organisation_project_and_territory_all_count(reach: Any) -> None:
    reach(operator=Reach.ORGANISATION)
    assert _rows(Grant(Role.OPERATOR, A)) == Q(o=A)
    assert _rows(Grant(Role.OPERATOR, A, P1)) == Q(o=A) & Q(p=P1)
    near = Q(t=T1) | Q(t__isnull=True)
    assert _rows(Grant(Role.OPERATOR, A, P1, T1)) == Q(o=A) & Q(p=P1) & near
    assert _rows(Grant(Role.OPERATOR, A, None, T1)) == Q(o=A) & near


def test_a_table_without_the_path_is_not_narrowed_or_not_reached(reach: Any) -> None:
    reach(operator=Reach.ORGANISATION)
    assert _rows(Grant(Role.OPERATOR, A, P1, T1), paths=Paths(organisation="o")) == Q(o=A)
    assert _rows(Grant(Role.OPERATOR, A), paths=Paths(project="p", own=("x",))) == NOTHING
    reach(operator=Reach.PROJECT)
    assert _rows(Grant(Role.OPERATOR, A, P1)) == Q(p=P1)
    assert _rows(Grant(Role.OPERATOR, A)) == NOTHING
    assert _rows(Grant(Role.OPERATOR, A, P1), paths=Paths(organisation="o")) == NOTHING


def test_own_rows_by_each_path(reach: Any) -> None:
    reach(operator=Reach.OWN)
    assert _rows(Grant(Role.OPERATOR, A)) == NOTHING | Q(x=ME) | Q(y=ME)
    assert _rows(Grant(Role.OPERATOR, A), paths=Paths(organisation="o")) == NOTHING


def test_roles_add_up(reach: Any) -> None:
    reach(operator=Reach.ORGANISATION, manager=Reach.PROJECT, evaluator=None)
    both = (Grant(Role.OPERATOR, A), Grant(Role.EVALUATOR, B, P2), Grant(Role.MANAGER, B, P1))
    assert _rows(*both) == Q(o=A) | Q(p=P1)
    assert _rows(Grant(Role.OPERATOR, A), Grant(Role.OPERATOR, A)) == Q(o=A)  # asked once
    nowhere = Grant(Role.MANAGER, B)  # of no project, so it reaches nothing: and is not asked of the database
    assert _rows(nowhere, Grant(Role.OPERATOR, A)) == _rows(Grant(Role.OPERATOR, A), nowhere) == Q(o=A)


def test_the_whole_network_swallows_the_rest(reach: Any) -> None:
    reach(operator=Reach.ORGANISATION, administrator=Reach.NETWORK)
    assert _rows(Grant(Role.OPERATOR, A), Grant(Role.ADMINISTRATOR, A)) == Q()


# --- what one may at all, and at a place ----------------------------------------------------------

PLACES: list[tuple[Reach, dict[str, Any], dict[str, Any], bool]] = [
    (Reach.ORGANISATION, {}, {"organisation": A}, True),
    (Reach.ORGANISATION, {}, {"organisation": B}, False),
    (Reach.ORGANISATION, {}, {}, True),
    (Reach.ORGANISATION, {}, {"organisation": A, "project": P1}, True),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": P1}, True),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": P2}, False),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": B, "project": P1}, False),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": None}, True),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": T1}, True),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": T2}, False),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": None}, True),
    (Reach.ORGANISATION, {}, {"organisation": A, "territory": T2}, True),
    (Reach.OWN, {}, {"organisation": A}, True),
    (Reach.OWN, {}, {"organisation": B}, False),
    (Reach.PROJECT, {"project_id": P1}, {"project": P1}, True),
    (Reach.PROJECT, {"project_id": P1}, {"project": P2}, False),
    (Reach.PROJECT, {"project_id": P1}, {"project": P1, "organisation": B}, True),
    (Reach.PROJECT, {"project_id": P1}, {"organisation": B}, True),
    (Reach.NETWORK, {"project_id": P1, "territory_id": T1}, {"organisation": B, "project": P2, "territory": T2}, True),
]  # fmt: skip


@pytest.mark.parametrize(("how_far", "narrowed", "place", "allowed"), PLACES)
def test_what_is_required_at_a_place(
    reach: Any, how_far: Reach, narrowed: dict[str, Any], place: dict[str, Any], allowed: bool
) -> None:
    reach(operator=how_far, evaluator=None)
    grants = (Grant(Role.EVALUATOR, A, P1), Grant(Role.OPERATOR, A, **narrowed))
    actor = UserActor(ME, "me", grants)
    if allowed:
        actor.require(CAPABILITY, **place)
    else:
        with pytest.raises(PermissionDenied):
            actor.require(CAPABILITY, **place)


#: Whether the whole of a place is in reach: None is all of them.
WHOLES: list[tuple[Reach | None, dict[str, Any], dict[str, Any], bool]] = [
    (None, {}, {"organisation": A}, False),
    (Reach.NETWORK, {"project_id": P1}, {"organisation": B, "project": None, "territory": None}, True),
    (Reach.PROJECT, {"project_id": P1}, {"organisation": B, "project": P1}, True),
    (Reach.PROJECT, {"project_id": P1}, {"organisation": A, "project": P2}, False),
    (Reach.PROJECT, {"project_id": P1}, {"organisation": A, "project": None}, False),
    (Reach.PROJECT, {}, {"organisation": A, "project": None}, False),
    (Reach.OWN, {}, {"organisation": A}, False),
    (Reach.ORGANISATION, {}, {"organisation": A, "project": None, "territory": None}, True),
    (Reach.ORGANISATION, {}, {"organisation": A, "project": P1, "territory": T1}, True),
    (Reach.ORGANISATION, {}, {"organisation": B}, False),
    (Reach.ORGANISATION, {}, {"organisation": None}, False),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": P1}, True),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": P2}, False),
    (Reach.ORGANISATION, {"project_id": P1}, {"organisation": A, "project": None}, False),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": T1}, True),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": T2}, False),
    (Reach.ORGANISATION, {"territory_id": T1}, {"organisation": A, "territory": None}, False),
]  # fmt: skip


@pytest.mark.parametrize(("how_far", "narrowed", "place", "covered"), WHOLES)
def test_what_a_role_covers_whole(
    reach: Any, how_far: Reach | None, narrowed: dict[str, Any], place: dict[str, Any], covered: bool
) -> None:
    reach(operator=how_far, evaluator=None)
    role, none = Grant(Role.OPERATOR, A, **narrowed), Grant(Role.EVALUATOR, A)
    assert UserActor(ME, "me", (none, role)).covers(CAPABILITY, **place) is covered
    assert UserActor(ME, "me", (role, none)).covers(CAPABILITY, **place) is covered
    assert UserActor(ME, "me", (none,)).covers(CAPABILITY, **place) is False
    assert UserActor(ME, "me").covers(CAPABILITY, **place) is False


def test_a_job_covers_all_and_nobody_covers_nothing() -> None:
    assert SystemActor("test").covers(CAPABILITY, organisation=A) is True
    assert Nobody().covers(CAPABILITY, organisation=A) is False


def test_a_row_stands_for_its_id(reach: Any) -> None:
    class Row:
        pk = A

    reach(operator=Reach.ORGANISATION)
    UserActor(ME, "me", (Grant(Role.OPERATOR, A),)).require(CAPABILITY, organisation=Row())


def test_what_an_actor_may_at_all(reach: Any) -> None:
    reach(operator=Reach.OWN, evaluator=None)
    able = UserActor(ME, "me", (Grant(Role.EVALUATOR, A), Grant(Role.OPERATOR, B, P1)))
    unable = UserActor(ME, "me", (Grant(Role.EVALUATOR, A, P2),))
    assert able.may(CAPABILITY)
    assert not unable.may(CAPABILITY)
    assert not UserActor(ME, "me").may(CAPABILITY)
    with pytest.raises(PermissionDenied):
        unable.require(CAPABILITY)
    assert able.holds(Role.OPERATOR)
    assert not able.holds(Role.MANAGER)
    assert (able.organisations(CAPABILITY), able.projects(CAPABILITY)) == ({B}, {P1})
    assert (unable.organisations(CAPABILITY), unable.projects(CAPABILITY)) == (set(), set())
    everywhere = UserActor(ME, "me", (Grant(Role.OPERATOR, A),))
    assert everywhere.projects(CAPABILITY) == set()


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (Grant(Role.OPERATOR, A), "organisation_id"),
        (UserActor(ME, "me"), "user_id"),
        (PATHS, "organisation"),
        (SystemActor("job"), "label"),
        (Nobody(), "label"),
    ],
)
def test_what_an_actor_is_does_not_change(row: Any, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(row, name, B)


def test_the_system_may_all_and_nobody_nothing() -> None:
    system, nobody = SystemActor("job"), Nobody()
    assert system.may(CAPABILITY)
    assert system.rows(CAPABILITY, PATHS) == Q()
    system.require(CAPABILITY, organisation=A)
    assert not nobody.may(CAPABILITY)
    assert nobody.rows(CAPABILITY, PATHS) == NOTHING
    with pytest.raises(PermissionDenied):
        nobody.require(CAPABILITY)


def test_paths_seen_from_a_child() -> None:
    assert PATHS.under("case") == Paths("case__o", "case__p", "case__t", ("case__x", "case__y"))
    assert Paths().under("case") == Paths()
