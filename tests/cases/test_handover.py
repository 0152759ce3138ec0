"""Handing over a colleague's cases: what goes, what stays and why; and opening a closed case again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts.models import Membership
from accanto.cases.models import Case, Handover
from accanto.cases.operations.case import change_operator, close_case, reopen_case
from accanto.cases.operations.handover import hand_over_many
from accanto.core import today, trail
from accanto.people.models import Person
from tests.cast import SYSTEM, TODAY, Cast

NOTE = "Berta va in maternità; il mercoledì c'è la visita"


def test_a_note_is_asked_and_read_by_the_next_one(cast: Cast) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    with pytest.raises(ValidationError):
        change_operator(berta, case=case, operator=cast.bruna, note="  ")
    case.refresh_from_db()
    assert case.operator == cast.berta
    change_operator(berta, case=case, operator=cast.bruna, note=NOTE)
    assert [item.text for item in today.items(cast.actor(cast.bruna)) if item.kind == "handover"] == [NOTE]
    page = cast.client(cast.bruna).get(case.get_absolute_url()).content.decode()
    assert "va in maternit" in page


def test_what_goes_and_what_does_not_is_said_case_by_case(cast: Cast) -> None:
    mario = cast.actor(cast.mario)
    goes, closed, there = cast.case(), cast.case(), cast.case(operator=cast.bruna)
    close_case(mario, case=closed, closed_on=TODAY(), outcome="moved")
    results = hand_over_many(mario, cases=[goes, closed, there], operator=cast.bruna, note=NOTE)
    assert [each.went for each in results] == [True, False, False]
    assert "chius" in results[1].why_not
    assert "già" in results[2].why_not
    assert Handover.objects.visible_to(mario).get().case == goes
    assert goes.person in Person.objects.visible_to(cast.actor(cast.bruna), "identities.open")
    assert goes.person not in Person.objects.visible_to(cast.actor(cast.berta), "identities.open")


def test_all_cases_of_someone_who_left(cast: Cast) -> None:
    cases = [cast.case(), cast.case()]
    foreign = cast.case(organisation=cast.org_b, operator=cast.dora)
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.berta)
    trail.change(SYSTEM, held, "role.ended", until=TODAY() - timedelta(days=1))
    (left,) = (item for item in today.items(cast.actor(cast.mario)) if item.kind == "left")
    assert "2 percorsi" in str(left.text)
    client = cast.client(cast.mario)
    page = client.get(left.url).content.decode()
    assert all(case.code in page for case in cases)
    sent = {"operator": str(cast.bruna.pk), "note": NOTE}
    answer = client.post(left.url, {**sent, "cases": [str(each.pk) for each in [*cases, foreign]]})
    assert answer.status_code == 422, "a case out of sight cannot be named"
    answer = client.post(left.url, {**sent, "cases": [str(each.pk) for each in cases]})
    assert answer.status_code == 200
    assert "2 percorsi passati a Bruna" in answer.content.decode()
    followed = Case.objects.visible_to(SYSTEM).filter(operator=cast.bruna)
    assert set(followed) == set(cases)
    assert not [item for item in today.items(cast.actor(cast.mario)) if item.kind == "left"]


def test_nothing_chosen_and_nonsense_chosen(cast: Cast) -> None:
    case, client = cast.case(), cast.client(cast.mario)
    url = reverse("cases:case_hand_over_many")
    assert client.get(f"{url}?case=x&operator=%00").status_code in (200, 400)
    answer = client.post(url, {"operator": str(cast.bruna.pk), "note": NOTE})
    assert answer.status_code == 422
    answer = client.post(url, {"cases": str(case.pk), "operator": str(cast.bruna.pk), "note": ""})
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
    assert cast.client(cast.carlos).get(url).status_code == 403


def test_opening_again_asks_why_and_who(cast: Cast) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    with pytest.raises(ValidationError):
        reopen_case(berta, case=case, operator=cast.berta, reason=" ")
    with pytest.raises(ValidationError):
        reopen_case(berta, case=case, operator=cast.dora, reason="È tornata")
    client, url = cast.client(cast.berta), reverse("cases:case_reopen", args=[case.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"operator": str(cast.berta.pk), "reason": "È tornata"}).status_code == 302
    case.refresh_from_db()
    assert (case.is_open, case.outcome) == (True, "")
    late = client.post(url, {"operator": str(cast.berta.pk), "reason": "Due schede aperte"})
    assert late.status_code == 422
    assert "Due schede aperte" in late.content.decode()


def test_of_two_cases_of_one_person_only_one_is_open(cast: Cast) -> None:
    first, berta = cast.case(), cast.actor(cast.berta)
    close_case(berta, case=first, closed_on=TODAY(), outcome="moved")
    cast.case(person=first.person)
    with pytest.raises(ValidationError):
        reopen_case(berta, case=first, operator=cast.berta, reason="È tornata")
