"""Search by any spelling and script, within the actor's sight; search before create."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accanto.core.keys import keyring
from accanto.people.operations.identity import add_identity, change_identity
from accanto.people.rotation import rebuild_search_keys, search_keys_under
from accanto.people.search import find_people
from tests.cast import SYSTEM, Cast


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Mohamed Ali", "محمد علي"),
        ("محمد علي", "Muhammad Aly"),
        ("Fatoumata Traoré", "Traore Fatumata"),
        ("Oleksandr Bondar", "Олександр Бондар"),
        ("Cheikh Ndiaye", "sheikh ndiaye"),
        ("Mamadou Diallo", "Jallow Mamadu"),
        ("Youssef Haddad", "Yusuf"),
        ("Selam Tekle", "ሰላም"),
    ],
)
def test_spellings_find_each_other(cast: Cast, kept: str, asked: str) -> None:
    person = cast.person(follower=cast.berta)
    given, _, family = kept.partition(" ")
    add_identity(SYSTEM, person=person, given_name=given, family_name=family)
    found = find_people(cast.actor(cast.berta), asked)
    assert [candidate.person for candidate in found] == [person]
    assert found[0].name == kept


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("Hassan Nur", "Hussein Nur"), ("Amina Bello", "Aminata Bello"), ("Karim Tazi", "Jamal Tazi")],
)
def test_other_names_do_not(cast: Cast, kept: str, asked: str) -> None:
    given, _, family = kept.partition(" ")
    add_identity(SYSTEM, person=cast.person(follower=cast.berta), given_name=given, family_name=family)
    assert find_people(cast.actor(cast.berta), asked) == []


def test_nobody_finds_another_organisations_person(cast: Cast) -> None:
    person = cast.person(cast.org_b, follower=cast.dora)
    add_identity(SYSTEM, person=person, given_name="Amina", family_name="Diallo", phone="339 0000000")
    for query in ("Amina Diallo", "339 0000000", person.code):
        assert find_people(cast.actor(cast.berta), query) == []
        assert len(find_people(cast.actor(cast.dora), query)) == 1


def test_a_colleague_finds_the_code_without_the_name(cast: Cast) -> None:
    add_identity(SYSTEM, person=cast.person(follower=cast.berta), given_name="Amina", family_name="Diallo")
    (found,) = find_people(cast.actor(cast.bruna), "Amina")
    assert found.name == ""


def test_a_changed_name_is_found_and_the_old_one_is_not(cast: Cast) -> None:
    person = cast.person(follower=cast.berta)
    add_identity(SYSTEM, person=person, given_name="Amina", family_name="Diallo")
    change_identity(cast.actor(cast.berta), person=person, given_name="Zahra", family_name="Rahimi")
    assert find_people(cast.actor(cast.berta), "Amina Diallo") == []
    assert len(find_people(cast.actor(cast.berta), "Zahra")) == 1


def test_search_goes_on_while_index_keys_change(cast: Cast) -> None:
    add_identity(SYSTEM, person=cast.person(follower=cast.berta), given_name="Amina", family_name="Diallo")
    old = keyring().ring("index").current
    keyring().add("index")
    assert len(find_people(cast.actor(cast.berta), "Amina")) == 1
    assert rebuild_search_keys() == 1
    assert search_keys_under(old) == 0
    assert len(find_people(cast.actor(cast.berta), "Amina")) == 1


def test_search_before_create_asks_once_and_loses_nothing(cast: Cast) -> None:
    add_identity(SYSTEM, person=cast.person(follower=cast.berta), given_name="Amina", family_name="Diallo")
    client = cast.client(cast.berta)
    typed = {
        "given_name": "Aminah", "family_name": "Jallow", "gender": "female", "age_band": "unknown",
        "organisation": cast.org_a.pk, "project": cast.project.pk,
    }  # fmt: skip
    asked = client.post(reverse("people:person_add"), typed)
    assert asked.status_code == 200
    assert "Jallow" in asked.content.decode()
    assert "Amina" in asked.content.decode()
    looked_at = [str(candidate.person.pk) for candidate in asked.context["candidates"]]
    saved = client.post(reverse("people:person_add"), {**typed, "looked_at": looked_at})
    assert saved.status_code == 302


def test_the_query_stands_in_no_address(cast: Cast) -> None:
    client = cast.client(cast.berta)
    page = client.post(reverse("people:person_search"), {"query": "Amina"})
    assert page.status_code == 200
    assert client.get(reverse("people:person_search") + "?query=Amina").context["candidates"] is None
