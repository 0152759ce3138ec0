"""The picture of a case shows a newcomer what the product does: never a case without a plan."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.cases.models import Need
from accanto.cli.screenshots import case_to_show
from accanto.core import trail
from accanto.plans.models import Plan
from accanto.tutoring.models import Tutoring
from tests.access.objects import Objects
from tests.cast import SYSTEM, TODAY, Cast


def _told(cast: Cast) -> Any:
    """A case with two needs, an agreed plan and a tutor."""
    objects = Objects(cast, "own")
    tie, plan = objects.of("tutoring.Tutoring"), objects.of("plans.Plan")
    assert isinstance(tie, Tutoring)
    assert isinstance(plan, Plan)
    case = plan.case
    trail.change(SYSTEM, tie, "tutoring.started", case=case)
    trail.change(SYSTEM, plan, "plan.agreed", status=Plan.Status.AGREED)
    for area in ("housing", "employment"):
        trail.create(SYSTEM, Need(case=case, area=area, noted_on=TODAY()), "need.added")
    return case


def test_a_case_without_a_plan_is_not_shown(cast: Cast) -> None:
    case = cast.case()
    for area in ("housing", "employment"):
        trail.create(SYSTEM, Need(case=case, area=area, noted_on=TODAY()), "need.added")
    with pytest.raises(SystemExit, match="No case of this site"):
        case_to_show()


def test_the_case_that_tells_most_is_shown(cast: Cast) -> None:
    cast.case()
    told = _told(cast)
    assert case_to_show() == told
    trail.change(SYSTEM, told, "case.closed", closed_on=TODAY(), outcome="autonomy")
    with pytest.raises(SystemExit):
        case_to_show()
