"""What the trail tells on a person's page, and to whom: each organisation its own acts."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.core import trail
from accanto.people.models import Involvement
from accanto.people.operations.identity import add_identity, read_identity
from accanto.people.operations.person import change_person
from accanto.privacy.reading import entries_about, recent_work
from tests.cast import SYSTEM, Cast


@pytest.fixture
def shared(cast: Cast) -> Any:
    """A person whom Berta (A) and Dora (B) follow, with a case at B."""
    person = cast.person(follower=cast.berta)
    add_identity(SYSTEM, person=person, given_name="Amina", family_name="Diallo")
    row = Involvement(person=person, organisation=cast.org_b, project=cast.project, follower=cast.dora)
    trail.create(cast.actor(cast.dora), row, "person.involved")
    cast.case(person, cast.org_b, cast.dora)
    return person


def _seen(cast: Cast, person: Any, who: str) -> list[Any]:
    return entries_about(cast.actor(cast.users[who]), person_id=person.pk)


@pytest.mark.parametrize(("who", "stranger"), [("berta", "dora"), ("mario", "dora"), ("dora", "berta")])
def test_nobody_reads_what_another_organisation_did(cast: Cast, shared: Any, who: str, stranger: str) -> None:
    read_identity(cast.actor(cast.users[stranger]), person=shared)
    change_person(cast.actor(cast.users[stranger]), person=shared, gender="female")
    seen = _seen(cast, shared, who)
    mine = cast.org_b.pk if who == "dora" else cast.org_a.pk
    assert {entry.organisation_id for entry in seen} == {None, mine}
    assert cast.users[stranger].email not in {entry.user_label for entry in seen}
    assert "identity.opened" not in {entry.action for entry in seen}
    assert "person.changed" in {entry.action for entry in seen}


def test_the_page_of_a_shared_person_names_no_stranger(cast: Cast, shared: Any) -> None:
    read_identity(cast.actor(cast.dora), person=shared)
    page = cast.client(cast.berta).get(shared.get_absolute_url()).content.decode()
    assert "dora@example.org" not in page
    assert "Ponte" not in page


def test_ones_own_looking_shows(cast: Cast, shared: Any) -> None:
    read_identity(cast.actor(cast.berta), person=shared)
    assert ("identity.opened", "berta@example.org") in {
        (entry.action, entry.user_label) for entry in _seen(cast, shared, "mario")
    }


def test_work_of_another_project_is_not_told_to_who_is_narrowed_to_one(cast: Cast) -> None:
    elsewhere = cast.person(project=cast.other_project)
    subject = trail.Subject("case", "x", elsewhere.pk, None, cast.org_a.pk, cast.other_project.pk)
    trail.note(cast.actor(cast.mario), "case.opened", subject)
    assert recent_work(cast.actor(cast.berta)) == []
    trail.note(cast.actor(cast.berta), "case.opened", subject)
    assert len(recent_work(cast.actor(cast.mario))) == 1


def test_a_missing_id_never_means_all(cast: Cast) -> None:
    with pytest.raises(ValueError, match="needs a person or a case"):
        entries_about(SYSTEM)
