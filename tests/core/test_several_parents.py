"""A row that hangs on several at once is seen when each of them is, and one that hangs on none by who sees all."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core import trail
from accanto.core.actor import Actor, Nobody
from accanto.directory.models import Contact, Location, Organization, Phone
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast


def _made(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def _phone(**parents: Any) -> Phone:
    return _made(Phone(number="interno 1", **parents))


def _sees(actor: Actor, row: Any, capability: str | None = None) -> bool:
    return type(row).objects.visible_to(actor, capability).filter(pk=row.pk).exists()


@pytest.fixture
def service(cast: Cast) -> Any:
    return add_service(
        SYSTEM, name="Sportello", provider="Comune", municipality=cast.municipality, areas=["legal"]
    )


@pytest.fixture
def inside(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> UserActor:
    """Who sees what is for operators alone."""
    monkeypatch.setitem(ROLES, Role.OPERATOR, {"services.see_internal": Reach.NETWORK})
    return UserActor(cast.berta.pk, "berta", (Grant(Role.OPERATOR, cast.org_a.pk),))


def _place(visibility: str) -> Location:
    return _made(Location(name="Sala", visibility=visibility))


def test_each_parent_must_be_in_sight(service: Any, inside: UserActor) -> None:
    open_one = _phone(service=service, location=_place("public"))
    hidden = _phone(service=service, location=_place("operators"))
    also_hidden = _phone(
        organization=_made(Organization(name="Casa", visibility="operators")), service=service
    )
    assert _sees(Nobody(), open_one)
    assert not _sees(Nobody(), hidden) and not _sees(Nobody(), also_hidden)
    for row in (open_one, hidden, also_hidden):
        assert _sees(inside, row) and _sees(SYSTEM, row)


def test_one_parent_is_enough_where_there_is_but_one(service: Any) -> None:
    assert _sees(Nobody(), _phone(service=service))
    assert _sees(Nobody(), _phone(location=_place("public")))
    assert not _sees(Nobody(), _phone(location=_place("operators")))


def test_a_parent_that_hangs_on_others_itself(service: Any, inside: UserActor) -> None:
    """A phone of a contact of a hidden place, three tables up."""
    contact = _made(Contact(name="Ufficio", location=_place("operators")))
    row = _phone(contact=contact)
    assert not _sees(Nobody(), row) and _sees(inside, row)
    contact = _made(Contact(name="Ufficio", service=service))
    assert _sees(Nobody(), _phone(contact=contact))


def test_a_row_that_hangs_on_nothing(inside: UserActor) -> None:
    row = _phone()
    assert not _sees(Nobody(), row), "nobody says that it is public"
    assert _sees(inside, row) and _sees(SYSTEM, row)


def test_to_see_is_not_to_edit(service: Any, inside: UserActor) -> None:
    row = _phone(service=service)
    assert not _sees(Nobody(), row, "services.edit") and not _sees(inside, row, "services.edit")
    assert _sees(SYSTEM, row, "services.edit")
