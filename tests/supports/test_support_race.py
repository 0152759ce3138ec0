"""The race on the last 100 euro, on the ceiling of a household and on the last place: one wins, on both engines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accanto.cases.models import Case
from accanto.supports.models import Home, HomeStay, Support
from accanto.supports.money import left_on
from accanto.supports.operations.home import begin_stay
from accanto.supports.operations.support import approve_support
from tests.at_once import at_once
from tests.cast import SYSTEM, make_cast
from tests.supports.factories import ask, live_together, make_home, make_line

pytestmark = pytest.mark.django_db(transaction=True)


def _won_and_lost(outcomes: list[Any], won: type[Any]) -> tuple[int, int]:
    lost = [each for each in outcomes if isinstance(each, ValidationError)]
    return len([each for each in outcomes if isinstance(each, won)]), len(lost)


def test_one_wins() -> None:
    cast = make_cast()
    line = make_line(cast, 100)
    asked = [ask(cast, line, 100).pk for _each in range(3)]

    def approve(key: Any) -> Any:
        return lambda: approve_support(
            cast.actor(cast.mario), support=Support.objects.visible_to(SYSTEM).get(pk=key)
        )

    assert _won_and_lost(at_once(*map(approve, asked)), Support) == (1, 2)
    assert left_on(line) == 0

    one, other = cast.case(), cast.case()
    live_together(cast, one.person, other.person)  # two lines, one household
    lines = [make_line(cast, 1_000, name=name) for name in ("Prima", "Seconda")]
    asked = [
        ask(cast, own, 400, case, kind="things").pk for own, case in zip(lines, (one, other), strict=True)
    ]
    assert _won_and_lost(at_once(*map(approve, asked)), Support) == (1, 1)
    assert sorted(left_on(own) for own in lines) == [Decimal(600), Decimal(1_000)]

    home = make_home(cast, places=1)

    def move_in(key: Any) -> Any:
        return lambda: begin_stay(
            cast.actor(cast.berta),
            case=Case.objects.visible_to(SYSTEM).get(pk=key),
            home=Home.objects.visible_to(SYSTEM).get(pk=home.pk),
            since=timezone.localdate(),
        )

    assert _won_and_lost(at_once(move_in(one.pk), move_in(other.pk)), HomeStay) == (1, 1)
