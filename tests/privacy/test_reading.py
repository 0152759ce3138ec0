"""What the trail tells on a person's page, and to whom: each organisation its own acts."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from accanto.accounts.actor import UserActor
from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.ids import uuid7
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


def test_the_newest_acts_of_all_kinds_come_first_and_cost_one_query(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    place = {"organisation_id": cast.org_a.pk, "project_id": cast.project.pk}
    acts = [
        *(["case.opened"] * 10),
        "identity.opened",
        "plan.version_agreed",
        "case.opened",
        "encounter.recorded",
    ]
    for number, act in enumerate(acts):
        trail.note(cast.actor(cast.berta), act, trail.Subject("case", f"{number}", **place))
    actor = cast.actor(cast.mario)
    with django_assert_num_queries(1):
        found = recent_work(actor)
        assert {entry.who for entry in found} == {cast.berta.name}
    assert [entry.object_id for entry in found] == ["13", "12", "11", "9", "8", "7", "6", "5"]


def test_a_missing_id_never_means_all(cast: Cast) -> None:
    with pytest.raises(ValueError, match="needs a person or a case"):
        entries_about(SYSTEM)


# --- by name --------------------------------------------------------------------------------------


def test_colleagues_are_named_and_no_address_shows(cast: Cast) -> None:
    person = cast.person(follower=cast.berta)
    change_person(cast.actor(cast.berta), person=person, gender="female")
    case = cast.case(person)
    for url in (person.get_absolute_url(), case.get_absolute_url()):
        page = cast.client(cast.mario).get(url).content.decode()
        assert cast.berta.name in page
        assert "@example.org" not in page.partition("<main")[2]


def test_another_organisation_stays_unnamed(cast: Cast, shared: Any) -> None:
    change_person(cast.actor(cast.dora), person=shared, gender="female")
    with translation.override("en"):
        who = {entry.who for entry in _seen(cast, shared, "berta")}
        assert "another organisation" in who
    assert not who & {cast.dora.name, cast.dora.email}


def test_who_is_gone_or_nameless_keeps_the_address(cast: Cast) -> None:
    person = cast.person(follower=cast.berta)
    gone = UserActor(uuid7(), "gone@example.org", cast.actor(cast.berta).grants)  # type: ignore[attr-defined]
    subject = trail.Subject("person", str(person.pk), person.pk)
    trail.note(gone, "person.changed", subject)
    assert entries_about(SYSTEM, person_id=person.pk)[0].who == "gone@example.org"
    trail.note(cast.actor(cast.elia), "person.changed", subject)
    User.objects.filter(pk=cast.elia.pk).update(name="")
    assert entries_about(SYSTEM, person_id=person.pk)[0].who == cast.elia.email


def test_a_job_is_named_in_words(cast: Cast) -> None:
    person = cast.person()
    trail.note(SystemActor("retention"), "person.changed", trail.Subject("person", str(person.pk), person.pk))
    with translation.override("it"):
        assert entries_about(SYSTEM, person_id=person.pk)[0].who == "la pulizia della notte"


def test_names_cost_no_query_of_their_own(cast: Cast, django_assert_num_queries: Any) -> None:
    person = cast.person(follower=cast.berta)
    for who in (cast.berta, cast.mario, cast.berta):
        trail.note(cast.actor(who), "person.changed", trail.Subject("person", str(person.pk), person.pk))
    actor = cast.actor(cast.berta)
    with django_assert_num_queries(1):
        assert {cast.berta.name, cast.mario.name} <= {each.who for each in entries_about(actor, person_id=person.pk)}  # fmt: skip


def test_the_administrators_trail_shows_name_and_address(cast: Cast) -> None:
    trail.note(cast.actor(cast.berta), "figures.exported", trail.Subject("figures", "x"))
    page = cast.client(cast.admin).get(reverse("privacy:trail_list")).content.decode()
    assert cast.berta.name in page
    assert "berta@example.org" in page
