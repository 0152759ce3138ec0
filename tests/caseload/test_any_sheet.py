"""Any sheet of any cells: it never breaks, each row has one fate, and an untouched import leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.reading.fields import FIELDS
from accanto.core.models import Record
from tests.caseload.sheets import rows_of, send, table, take, undo
from tests.cast import Cast

_WORDS = [
    "", " ", "x", "no", "Ada Prova", "PROVA Ada", "Bea", "Amina e Yusuf", "N1", "F", "uomo", "nigeriana", "1/2/2025", "31/2/2025", "1990",
    "2/2/2024", "chiuso", "irreperibile", "SAI", "A2", "casa, lavoro", "lavoro;marte", "333123456", "a@example.org", "berta", "Ottiglio", "moglie",
    "=1+1", "9" * 40, "-1", "\u202egnp", "محمد علي", "Totale", "x" * 300, "3,3E+09", "a\x00b", "\x1f", "31/12/2027", "asilo", "inglese, edo", "45750",
]  # fmt: skip
_CELL = st.sampled_from(_WORDS) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
_COLUMNS = st.lists(st.sampled_from(sorted(FIELDS)), unique=True, min_size=1, max_size=9)


def everything() -> dict[str, Any]:
    """Every row of every protected table but the imports' own, with what it says."""
    own = ("caseload", "privacy")
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for model in apps.get_models()
        if issubclass(model, Record) and not model._meta.proxy and model._meta.app_label not in own
    }


@pytest.mark.django_db
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=[Phase.generate],
)
@given(data=st.data())
def test_any_sheet(cast: Cast, data: Any) -> None:
    keys = ["full_name", *data.draw(_COLUMNS)]
    rows = data.draw(st.lists(st.lists(_CELL, max_size=len(keys) + 1), min_size=1, max_size=6))
    width = max(len(keys), *map(len, rows))
    mapping = [*keys, *[""] * (width - len(keys))]
    before = everything()
    content = table(
        *([*row, *[""] * (width - len(row))] for row in rows), head=[f"t{place}" for place in range(width)]
    )
    batch = send(cast, content, mapping=mapping, opened_on="2025-01-01", opens_cases=data.draw(st.booleans()))
    assert batch.state == Caseload.State.READY
    assert all(row.fate in CaseloadRow.Fate.values for row in rows_of(batch))
    assert all(row.reasons for row in rows_of(batch) if row.fate == CaseloadRow.Fate.ERROR)
    batch = take(cast, batch)
    assert {row.fate for row in rows_of(batch) if row.outcome == CaseloadRow.Outcome.TAKEN} <= {
        "new",
        "same",
        "more",
    }
    undo(cast, batch)
    assert CaseloadRow.Outcome.KEPT not in {row.outcome for row in rows_of(batch)}
    assert everything() == before
