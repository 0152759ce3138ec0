"""What Today says in numbers is what the page shows to which it leads; nothing that waits is cut off in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accanto.accounts.models import Membership
from accanto.cases.models import Referral
from accanto.core import today, trail
from accanto.core.today import MOST, TodayItem, Waits
from accanto.network.models import Project
from tests.access.crowd import Crowd
from tests.cast import SYSTEM, TODAY, Cast


def _shown(page: Any) -> int:
    """Rows that a page says it has: a list's count, or what a page for many shows."""
    context = page.context
    return context["page"].count if "page" in context else len(context["can"]) + len(context["cannot"])


@pytest.mark.django_db
def test_a_number_is_that_of_the_page_it_leads_to(cast: Cast) -> None:
    crowd = Crowd(cast)
    crowd.grow(3)
    service = crowd.main.of("directory.Service")
    trail.change(SYSTEM, service, "service.changed", check_again_by=TODAY() - timedelta(days=1))
    held = Membership.objects.visible_to(SYSTEM).filter(user=cast.bruna).first()
    cast.case(operator=cast.bruna)
    trail.change(SYSTEM, held, "role.ended", until=TODAY() - timedelta(days=1))
    told = set()
    for user in (cast.berta, cast.mario, cast.edda):
        client = cast.client(user)
        for item in today.items(cast.actor(user)):
            if item.count is not None:
                told.add(item.kind)
                assert item.count == _shown(client.get(item.url)), (user.name, item.kind)
    assert {"support", "left", "check"} <= told


def test_a_referral_waits_as_long_as_its_project_says_on_either_side(cast: Cast) -> None:
    client = cast.client(cast.berta)
    case, service = cast.case(), Crowd(cast).main.of("directory.Service")
    project = Project.objects.visible_to(SYSTEM).get(pk=case.project_id)
    paths = {**project.definition, "paths": {"answer_days": 5}}
    trail.change(SYSTEM, project, "project.changed", definition=paths)
    made = {"case": case, "service": service, "made_on": TODAY() - timedelta(days=7)}
    trail.create(SYSTEM, Referral(**made), "referral.made")
    mine = [item for item in today.items(cast.actor(cast.berta)) if item.kind == "referral"]
    managers = [item for item in today.items(cast.actor(cast.mario)) if item.kind == "referral_late"]
    assert [item.urgency for item in mine + managers] == ["late", "late"]
    assert {item.due for item in mine + managers} == {TODAY() - timedelta(days=2)}
    assert client.get(reverse("today")).status_code == 200


def test_what_is_more_than_a_page_of_today_has_a_way_to_all() -> None:
    item = TodayItem("task", "x", "", "/x", TODAY())
    few = Waits((), lambda: [item] * (MOST - 1), "/all").items()
    many = Waits((), lambda: [item] * MOST, "/all").items()
    assert len(few) == MOST - 1
    assert [each.url for each in many[MOST - 1 :]] == ["/x", "/all"]
