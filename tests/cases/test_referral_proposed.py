"""Services proposed for a need: with reasons, referred to in one step, remembering what came of it before."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Case, Need, Referral
from accanto.core import trail
from accanto.directory.models import Service
from accanto.directory.search import for_need
from tests.cast import SYSTEM, Cast
from tests.directory.search.services import service, town

pytestmark = pytest.mark.django_db


def put(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def case_of(cast: Cast, organisation: Any = None, **facts: Any) -> Case:
    today = timezone.localdate()
    organisation = organisation or cast.org_a
    person = cast.person(organisation, municipality=cast.municipality, language="ara", **facts)
    return put(
        Case(
            person=person,
            operator=cast.berta,
            opened_by=cast.berta,
            opened_on=today,
            organisation=organisation,
            project=cast.project,
        )
    )


def sent(case: Case, to: Service, outcome: str) -> None:
    today = timezone.localdate()
    put(
        Referral(
            case=case,
            service=to,
            made_on=today,
            outcome=outcome,
            outcome_on=None if outcome == "waiting" else today,
        )
    )


def test_near_speaking_and_helpful_ones_stand_first(cast: Cast) -> None:
    far = service(cast, "Lontano", municipality=town("075035", "Lecce", "LE"))
    plain, speaking = service(cast, "Qui"), service(cast, "Qui, in arabo", languages=["ara"])
    service(cast, "Altro bisogno", areas=["health"])
    service(cast, "Chiuso", status="inactive")
    found = for_need(cast.actor(cast.berta), "housing", cast.municipality, "ara")
    assert found == [speaking, plain, far]
    assert any("arabo" in reason for reason in found[0].reasons)
    case = case_of(cast)
    for outcome in ("served", "served", "partly", "waiting"):
        sent(case, plain, outcome)
    for outcome in ("refused", "not_gone", "refused"):
        sent(case, speaking, outcome)
    again = for_need(cast.actor(cast.berta), "housing", cast.municipality, "ara", language="en")
    assert again[0] == plain and again[0].reasons[0] == "Served 3 of 4 people sent"
    assert (again[0].experience.sent, again[0].experience.answered) == (4, 3)


def test_only_referrals_in_sight_are_counted(cast: Cast) -> None:
    here = service(cast, "Qui")
    sent(case_of(cast, cast.org_b), here, "served")
    assert for_need(cast.actor(cast.berta), "housing", None)[0].experience is None
    assert for_need(cast.actor(cast.dora), "housing", None)[0].experience.served == 1


def test_one_tap_refers(cast: Cast) -> None:
    here = service(cast, "Qui")
    case = case_of(cast)
    need = put(Need(case=case, area="housing", words="", noted_on=timezone.localdate()))
    url = reverse("cases:referral_add", args=[case.pk])
    client = cast.client(cast.berta)
    page = client.get(url, {"need": str(need.pk)})
    assert [row.name for row in page.context["proposed"]] == ["Qui"] and page.context["proposed"][
        0
    ].for_the_need == need
    done = client.post(url, {"service": str(here.pk), "need": str(need.pk), "outcome": "waiting"})
    assert done.status_code == 302
    made = case.referrals.get()
    assert (made.service_id, made.need_id, made.outcome) == (here.pk, need.pk, "waiting")
    assert cast.client(cast.dora).get(url).status_code == 404
