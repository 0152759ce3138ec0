"""Whatever is asked, approved, refused, paid, returned, in whatever order: never over, and the totals add up."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accanto.supports.models import Support
from accanto.supports.money import held_of_line, of_lines
from accanto.supports.operations.payment import pay_support, reverse_support
from accanto.supports.operations.support import approve_support, ask_support, refuse_support, withdraw_support
from accanto.supports.register import sums
from tests.cast import SYSTEM, make_cast
from tests.kept_cast import kept
from tests.supports.factories import live_together, make_line

_EURO = st.decimals(Decimal("0.01"), Decimal(900), places=2)
_ACT = st.sampled_from(["ask", "ask", "approve", "approve", "refuse", "withdraw", "pay", "return"])
STEPS = st.lists(
    st.tuples(_ACT, st.integers(0, 7), _EURO, st.sampled_from(["rent", "things", "bills"]), st.booleans()),
    min_size=4,
    max_size=12,
)


class TestBudgets(TestCase):
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    def test_never_over_and_the_totals_add_up(self, steps: list[tuple[str, int, Decimal, str, bool]]) -> None:
        cast = kept(make_cast)
        line = make_line(cast, 1_000)
        cases = [cast.case(), cast.case()]
        live_together(cast, *(case.person for case in cases))
        made: list[Support] = []
        for act, which, euro, kind, first in steps:
            with suppress(ValidationError):
                case = cases[0 if first else 1]
                chosen = made[which % len(made)] if made else None
                done = _do(cast, act, chosen, line, case, kind, euro)
                if act == "ask" and done is not None:
                    made.append(done)
            _holds(line)


def _do(cast: Any, act: str, support: Support | None, line: Any, case: Any, kind: str, euro: Decimal) -> Any:
    berta, mario, day = cast.actor(cast.berta), cast.actor(cast.mario), timezone.localdate()
    if act == "ask":
        rent = Decimal(100) if kind == "rent" else None
        return ask_support(
            berta, case=case, kind=kind, line=line, amount=euro, payee="x", why="x", monthly_rent=rent
        )
    if support is None:
        return None
    if act == "approve":
        return approve_support(mario, support=support)
    if act in ("refuse", "withdraw"):
        decide, who = (refuse_support, mario) if act == "refuse" else (withdraw_support, berta)
        return decide(who, support=support, reason="x")
    if act == "pay":
        return pay_support(berta, support=support, paid_on=day, paid=euro, paid_how="cash")
    return reverse_support(mario, support=support, returned=euro, returned_on=day, reason="x")


def _holds(line: Any) -> None:
    rows = list(Support.objects.visible_to(SYSTEM))
    held = sum((row.held for row in rows), Decimal(0))
    assert held == held_of_line(line) <= line.amount
    totals = of_lines([line])[line.pk] if rows else None
    whole = sums(Support.objects.visible_to(SYSTEM)).all
    assert whole.held == held and (totals is None or totals == whole)
    assert sum((row.held for row in rows if row.kind == "things"), Decimal(0)) <= 500
    months = sum((Fraction(row.held) / 100 for row in rows if row.kind == "rent"), Fraction(0))
    assert months <= 6
    assert all(row.asked_by_id != row.decided_by_id for row in rows)


def test_a_property_that_fails_would_be_seen(cast: Any) -> None:
    line = make_line(cast, 100)
    case = cast.case()
    ask_support(
        cast.actor(cast.berta), case=case, kind="bills", line=line, amount=Decimal(100), payee="x", why="x"
    )
    _holds(line)
    line.amount = Decimal(-1)
    with pytest.raises(AssertionError):
        _holds(line)
