"""Referrals in: the desk of the service sees that someone is sent, never who."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import IncomingReferral, Need, Referral
from accanto.cases.operations.content import add_need, answer_referral, refer
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.directory.models import Organization
from accanto.directory.operations.service import add_service
from accanto.people.operations.identity import add_identity
from accanto.privacy.reading import entries_about
from tests.cast import SYSTEM, Cast

LIST = "cases:referral_in_list"


def _sent(cast: Cast, to: Any, sender: Any = None, area: str = "housing") -> Referral:
    """Dora of B (or the sender) refers a person with a name to a service of an organisation."""
    who = sender or cast.dora
    organisation = cast.org_a if sender is not None else cast.org_b
    person = cast.person(organisation, follower=who)
    add_identity(SYSTEM, person=person, given_name="Nomesegreto", family_name="Cognomesegreto")
    case = cast.case(person, organisation, who)
    need = add_need(SYSTEM, case=case, area=area, words="parolesegrete")
    provider = trail.create(SYSTEM, Organization(name="x", network_organisation=to), "organization.added")
    service = add_service(
        SYSTEM, name="Casa per tutti", provider=provider, municipality=cast.municipality, areas=[area]
    )
    return refer(SYSTEM, case=case, service=service, need=need, note="notasegreta")


def test_the_desk_sees_the_need_and_the_sender_and_nothing_of_the_person(cast: Cast) -> None:
    referral = _sent(cast, cast.org_a)
    page = cast.client(cast.ines).get(reverse(LIST)).content.decode()
    for shown in (referral.code, "Casa per tutti", "Ponte"):
        assert shown in page
    hidden = ("segret", referral.case.code, referral.case.person.code, str(referral.case_id), str(referral.case.person_id), "Dora")  # fmt: skip
    assert [text for text in hidden if text in page] == []


def test_the_desk_of_the_sender_has_no_part_in_it(cast: Cast) -> None:
    """Berta of A sends to a service of B: Ines works for A, whose case it is, and sees nothing."""
    referral = _sent(cast, cast.org_b, sender=cast.berta)
    client = cast.client(cast.ines)
    assert referral.code not in client.get(reverse(LIST), {"state": "all"}).content.decode()
    assert client.post(reverse("cases:referral_in_answer", args=[referral.pk, "served"])).status_code == 404


def test_its_answer_reaches_the_case(cast: Cast) -> None:
    referral = _sent(cast, cast.org_a)
    response = cast.client(cast.ines).post(reverse("cases:referral_in_answer", args=[referral.pk, "served"]))
    assert response.status_code == 302
    case_page = cast.client(cast.dora).get(referral.case.get_absolute_url()).content.decode()
    assert referral.code in case_page
    need = Need.objects.visible_to(SYSTEM).get(pk=referral.need_id)
    assert need.status == Need.Status.MET
    entries = entries_about(SYSTEM, case_id=referral.case_id)
    assert entries[1].action == "referral.answered"
    assert entries[1].user_label == cast.ines.email


def test_who_follows_the_case_of_another_may_not_answer_as_the_desk(cast: Cast) -> None:
    referral = _sent(cast, cast.org_a)
    row = IncomingReferral.objects.visible_to(SYSTEM).get(pk=referral.pk)
    with pytest.raises(NotAllowed):
        answer_referral(cast.actor(cast.berta), referral=row, outcome="served")


def test_an_unknown_answer_is_no_page(cast: Cast) -> None:
    referral = _sent(cast, cast.org_a)
    client = cast.client(cast.ines)
    assert client.post(reverse("cases:referral_in_answer", args=[referral.pk, "perhaps"])).status_code == 404


def test_a_referral_for_no_need_in_particular_is_listed(cast: Cast) -> None:
    referral = _sent(cast, cast.org_a)
    trail.change(SYSTEM, referral, "referral.changed", need=None)
    page = cast.client(cast.ines).get(reverse(LIST))
    assert page.status_code == 200
    assert referral.code in page.content.decode()
