"""Closing rules: what other rooms register stands in the way, is shown beforehand, and goes when it is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.cases import closing
from accanto.cases.operations.case import close_case
from tests.cast import TODAY, Cast

HANGING = "Un pagamento è in attesa: pagalo o annullalo."


@pytest.fixture
def hanging(monkeypatch: Any) -> list[str]:
    """A room of which something hangs until the list is emptied."""
    left = [HANGING]
    monkeypatch.setattr(closing, "_checks", [])
    closing.register(lambda case: left)
    return left


def test_a_case_does_not_close_while_something_hangs(cast: Cast, hanging: list[str]) -> None:
    case, berta = cast.case(), cast.actor(cast.berta)
    with pytest.raises(ValidationError) as refused:
        close_case(berta, case=case, closed_on=TODAY(), outcome="moved")
    assert refused.value.messages == [HANGING]
    case.refresh_from_db()
    assert case.is_open
    hanging.clear()
    assert not close_case(berta, case=case, closed_on=TODAY(), outcome="moved").is_open


def test_it_is_said_before_and_keeps_what_was_typed(cast: Cast, hanging: list[str]) -> None:
    client, url = cast.client(cast.berta), reverse("cases:case_close", args=[cast.case().pk])
    assert HANGING in client.get(url).content.decode()
    answer = client.post(url, {"closed_on": TODAY(), "outcome": "moved", "closing_note": "Resta il corso"})
    assert answer.status_code == 422
    assert "Resta il corso" in answer.content.decode()
