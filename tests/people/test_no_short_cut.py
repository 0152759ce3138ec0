"""A curious colleague: no act opens a name behind the back of whoever follows the person."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.cases.operations.case import change_operator, open_case
from accanto.core import trail
from accanto.people.models import Involvement, Merge, Person
from accanto.people.operations.duplicate import merge_people, undo_merge
from accanto.people.operations.identity import add_identity, break_glass
from accanto.people.operations.person import add_person
from accanto.people.search import find_people
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast

WHY = "Domani la accompagno in questura"


@pytest.fixture
def amina(cast: Cast) -> Any:
    person = cast.person(follower=cast.berta)
    add_identity(SYSTEM, person=person, given_name="Amina", family_name="Diallo")
    return person


def _opens(cast: Cast, person: Any, who: str = "bruna") -> bool:
    return person in Person.objects.visible_to(cast.actor(cast.users[who]), "identities.open")


def test_no_case_is_opened_to_read_a_name(cast: Cast, amina: Any) -> None:
    page = cast.client(cast.bruna).post(
        reverse("cases:case_open", args=[amina.pk]),
        {
            "organisation": cast.org_a.pk,
            "project": cast.project.pk,
            "operator": cast.bruna.pk,
            "opened_on": "2026-01-01",
        },
    )
    assert page.status_code == 422
    assert amina.code in page.content.decode()
    assert not amina.cases.all().unscoped("test").exists()
    assert not _opens(cast, amina)


def test_no_case_is_taken_over_to_read_a_name(cast: Cast, amina: Any) -> None:
    case = cast.case(amina)
    bruna = cast.actor(cast.bruna)
    with pytest.raises(ValidationError):
        change_operator(bruna, case=case, operator=cast.bruna, note="Cambio di turno")
    assert not _opens(cast, amina)
    break_glass(bruna, person=amina, reason=WHY)
    assert len(mail.outbox) == 1
    case.refresh_from_db()
    change_operator(bruna, case=case, operator=cast.bruna, note="Cambio di turno")
    assert _opens(cast, amina)


def test_who_follows_or_gives_it_away_is_asked_nothing(cast: Cast, amina: Any) -> None:
    here = {"organisation": cast.org_a, "project": cast.project}
    case = open_case(cast.actor(cast.berta), person=amina, operator=cast.berta, **here)
    change_operator(cast.actor(cast.berta), case=case, operator=cast.bruna, note="Cambio di turno")
    nameless = cast.person(follower=cast.berta)
    open_case(cast.actor(cast.bruna), person=nameless, operator=cast.bruna, **here)
    assert mail.outbox == []


@pytest.mark.parametrize("bait_is_kept", [True, False])
def test_no_bait_is_merged_to_read_a_name(cast: Cast, amina: Any, bait_is_kept: bool) -> None:
    """Bruna makes an empty person, whom she follows, and merges Amina with it."""
    bruna = cast.actor(cast.bruna)
    bait = add_person(bruna, organisation=cast.org_a, project=cast.project, follower=cast.bruna)
    keep, absorb = (bait, amina) if bait_is_kept else (amina, bait)
    cast.client(cast.bruna).post(reverse("people:duplicate_merge", args=[keep.pk, absorb.pk]))
    assert not Merge.objects.visible_to(SYSTEM).exists()
    with pytest.raises(ValidationError):
        merge_people(bruna, keep=keep, absorb=absorb, reasons=[])


def test_a_merge_takes_nobody_s_place(cast: Cast, amina: Any) -> None:
    bruna = cast.actor(cast.bruna)
    bait = add_person(bruna, organisation=cast.org_a, project=cast.project, follower=cast.bruna)
    break_glass(bruna, person=amina, reason=WHY)
    merge = merge_people(bruna, keep=bait, absorb=amina, reasons=[])
    assert bait.involvements.get().follower == cast.berta
    merge = Merge.objects.visible_to(SYSTEM).select_related("kept", "absorbed").get(pk=merge.pk)
    undo_merge(bruna, merge=merge)
    assert bait.involvements.get().follower == cast.bruna
    assert amina.involvements.get().follower == cast.berta


@pytest.mark.parametrize("which", ["keep", "absorb"])
def test_a_merge_shows_no_person_to_another_organisation(cast: Cast, amina: Any, which: str) -> None:
    other = cast.person(follower=cast.berta)
    known_to_b = amina if which == "keep" else other
    row = Involvement(person=known_to_b, organisation=cast.org_b, project=cast.project, follower=cast.dora)
    trail.create(SYSTEM, row, "person.involved")
    with pytest.raises(ValidationError):
        merge_people(cast.actor(cast.berta), keep=amina, absorb=other, reasons=[])
    assert Person.objects.visible_to(cast.actor(cast.dora)).count() == 1


def test_a_search_that_matched_a_closed_name_is_recorded_without_the_query(cast: Cast, amina: Any) -> None:
    (found,) = find_people(cast.actor(cast.bruna), "Amina")
    entry = AuditEntry.objects.unscoped("test").order_by("-number")[0]
    assert (entry.action, entry.user_label) == ("identity.matched", "bruna@example.org")
    assert entry.changes == {"codes": [None, [found.person.code]]}
    find_people(cast.actor(cast.bruna), amina.code)
    assert AuditEntry.objects.unscoped("test").order_by("-number")[0] == entry


def test_a_query_of_a_hundred_words_costs_what_eight_do(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        assert find_people(cast.actor(cast.berta), " ".join(f"nome{n}" for n in range(100))) == []
