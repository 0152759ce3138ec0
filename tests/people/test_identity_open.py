"""Opening an identity: nothing asked of who follows, a reason of others, always a trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Membership
from accanto.accounts.operations.membership import end_role
from accanto.core import trail
from accanto.network.models import Territory
from accanto.people.models import IdentityOpening
from accanto.people.operations import identity as operations
from accanto.people.operations.identity import (
    MOST_OPEN,
    add_identity,
    break_glass,
    read_identity,
    review_opening,
)
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast


def _person(cast: Cast) -> Any:
    person = cast.person(follower=cast.berta)
    add_identity(SYSTEM, person=person, given_name="Amina", family_name="Diallo")
    return person


def _openings() -> int:
    return AuditEntry.objects.unscoped("test").filter(action="identity.opened").count()


def test_who_follows_sees_the_name_and_leaves_a_trace(cast: Cast) -> None:
    person = _person(cast)
    response = cast.client(cast.berta).get(person.get_absolute_url())
    assert "Amina" in response.content.decode()
    assert _openings() == 1


@pytest.mark.parametrize("who", ["bruna", "mario", "olga"])
def test_a_colleague_sees_no_name(cast: Cast, who: str) -> None:
    person = _person(cast)
    response = cast.client(cast.users[who]).get(person.get_absolute_url())
    assert response.status_code == 200
    assert "Amina" not in response.content.decode()
    assert _openings() == 0


def test_a_reason_opens_for_half_an_hour_and_the_manager_is_told(cast: Cast) -> None:
    person = _person(cast)
    client = cast.client(cast.bruna)
    url = reverse("people:identity_open", args=[person.pk])
    refused = client.post(url, {"reason": "boh"})
    assert refused.status_code == 422
    assert "boh" in refused.content.decode()
    assert client.post(url, {"reason": "Domani la accompagno in questura"}).status_code == 302
    assert [message.to for message in mail.outbox] == [["mario@example.org"]]
    assert "Amina" in client.get(person.get_absolute_url()).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert read_identity(cast.actor(cast.bruna), person=person) is None


def test_when_nobody_can_be_told_nothing_opens(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    person = _person(cast)

    def fails(*args: object) -> None:
        raise OSError("no mail")

    monkeypatch.setattr(operations, "send_mail", fails)
    with pytest.raises((OSError, ValidationError)):
        break_glass(cast.actor(cast.bruna), person=person, reason="Domani la accompagno")
    assert not IdentityOpening.objects.visible_to(SYSTEM).exists()


@pytest.mark.parametrize("who", ["dora", "zeno", "carlos", "fadi", "admin"])
def test_a_stranger_cannot_break_the_glass(cast: Cast, who: str) -> None:
    person = _person(cast)
    with pytest.raises(PermissionDenied):
        break_glass(cast.actor(cast.users[who]), person=person, reason="Domani la accompagno")


def test_a_manager_reviews_but_not_their_own(cast: Cast) -> None:
    person = _person(cast)
    opening = break_glass(cast.actor(cast.bruna), person=person, reason="Domani la accompagno")
    assert review_opening(cast.actor(cast.mario), opening=opening).reviewed_by == cast.mario
    own = break_glass(cast.actor(cast.mario), person=person, reason="Devo verificare i dati")
    with pytest.raises(PermissionDenied):
        review_opening(cast.actor(cast.mario), opening=own)


def test_an_empty_identity_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        add_identity(SYSTEM, person=cast.person(), given_name="  ")


def test_a_glass_is_broken_before_nobody_only(cast: Cast) -> None:
    """A manager is told of by others; where there is none, the administrator is; else nothing opens."""
    person = _person(cast)
    break_glass(cast.actor(cast.mario), person=person, reason="Devo verificare i dati")
    assert [message.to for message in mail.outbox] == [["admin@example.org"]]
    for who in (cast.mario, cast.admin):
        held = Membership.objects.visible_to(SYSTEM).get(user=who)
        end_role(SYSTEM, membership=held)
    with pytest.raises(ValidationError):
        break_glass(cast.actor(cast.bruna), person=person, reason="Domani la accompagno")
    assert IdentityOpening.objects.visible_to(SYSTEM).count() == 1


def test_a_manager_whose_role_will_end_is_told(cast: Cast) -> None:
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.mario)
    trail.change(SYSTEM, held, "role.ends", until=timezone.localdate() + timedelta(days=30))
    break_glass(cast.actor(cast.bruna), person=_person(cast), reason="Domani la accompagno")
    assert [message.to for message in mail.outbox] == [["mario@example.org"]]


def test_a_stolen_session_does_not_walk_through_everyone(cast: Cast) -> None:
    actor = cast.actor(cast.bruna)
    persons = [_person(cast) for _each in range(MOST_OPEN + 1)]
    for person in persons[:-1]:
        break_glass(actor, person=person, reason="Domani la accompagno")
    with pytest.raises(ValidationError):
        break_glass(actor, person=persons[-1], reason="Domani la accompagno")
    break_glass(actor, person=persons[0], reason="Domani la accompagno")
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        break_glass(actor, person=persons[-1], reason="Domani la accompagno")


def test_an_open_glass_shows_nothing_to_who_no_longer_works_there(cast: Cast) -> None:
    person = _person(cast)
    break_glass(cast.actor(cast.bruna), person=person, reason="Domani la accompagno")
    assert read_identity(cast.actor(cast.olga), person=person) is None
    end_role(SYSTEM, membership=Membership.objects.visible_to(SYSTEM).get(user=cast.bruna))
    assert read_identity(cast.actor(cast.bruna), person=person) is None


def test_a_reason_stands_sealed_and_out_of_the_trail(cast: Cast) -> None:
    opening = break_glass(cast.actor(cast.bruna), person=_person(cast), reason="La cerca suo fratello Issa")
    review_opening(cast.actor(cast.mario), opening=opening, note="Issa non va avvisato")
    written = str(list(AuditEntry.objects.unscoped("test").values()))
    assert "Issa" not in written
    assert "Issa" in cast.client(cast.mario).get(reverse("people:opening_list")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, review_note FROM people_identityopening")
        assert "Issa" not in str(cursor.fetchall())


def test_a_review_is_not_written_over(cast: Cast) -> None:
    opening = break_glass(cast.actor(cast.bruna), person=_person(cast), reason="Domani la accompagno")
    review_opening(cast.actor(cast.mario), opening=opening, note="Non era necessario")
    with pytest.raises(ValidationError):
        review_opening(cast.actor(cast.mario), opening=opening, note="")


def test_a_manager_of_one_territory_reviews_that_territory(cast: Cast) -> None:
    here, there = (
        cast.territory,
        trail.create(SYSTEM, Territory(key="piana", name="Piana"), "territory.added"),
    )
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.mario)
    trail.change(SYSTEM, held, "role.narrowed", territory=here)
    for territory in (here, there, None):
        person = _person(cast)
        trail.change(SYSTEM, person.involvements.get(), "person.followed", territory=territory)
        break_glass(cast.actor(cast.bruna), person=person, reason="Domani la accompagno")
    seen = IdentityOpening.objects.visible_to(cast.actor(cast.mario))
    assert {opening.territory for opening in seen} == {here, None}


def test_a_session_left_open_breaks_no_glass(cast: Cast) -> None:
    person = _person(cast)
    client = cast.client(cast.bruna)
    url = reverse("people:identity_open", args=[person.pk])
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        asked = client.post(url, {"reason": "Domani la accompagno"})
    assert reverse("account_reauthenticate") in asked["Location"]
    assert not IdentityOpening.objects.visible_to(SYSTEM).exists()
