"""Every indicator of the definition format is computed, and explained."""

from __future__ import annotations

from typing import Any

import pytest

from accanto.evaluation.facts import SOURCES
from accanto.evaluation.readings import Counting, Declared, Measured, reading_of
from accanto.evaluation.vocabulary import DEFINITIONS, markdown
from accanto.network.definitions import builtin_files, load
from accanto.network.definitions.vocabulary import COMPUTATIONS
from accanto.network.models import ExpectedResult

#: A value for every filter that a computation may take.
FILTERS: dict[str, Any] = {
    "gender": ["female"], "age": ["minor", "older"], "third_country": True, "place": ["school"],
    "tutor_kind": ["family"], "contact": ["meeting"], "begun_by": ["person"], "area": ["housing"], "at_least": 3, "action": ["skills"],
    "field": "labour", "values": ["employed"], "of": ["employed", "inactive"], "moment": "exit",
    "measure": "share", "language": ["ara"], "given": ["leaflet"],
    "support": ["rent"], "home": ["hosting"], "school": ["italian"], "placement": ["grant"], "outcome": ["hired"],
}  # fmt: skip


def test_every_indicator_has_a_definition_and_a_place_in_the_document() -> None:
    assert set(DEFINITIONS) == set(COMPUTATIONS)
    text = markdown()
    for name, compute in COMPUTATIONS.items():
        assert f"## `{name}`" in text
        assert all(f"`{word}`" in text for word in compute.filters)


@pytest.mark.parametrize("name", COMPUTATIONS)
def test_every_filter_of_every_indicator_is_read(name: str) -> None:
    """Each filter changes what is asked: none is dropped in silence."""
    compute = COMPUTATIONS[name]
    needed = {word: FILTERS[word] for word in compute.needs}
    plain = reading_of(ExpectedResult(unit="other", indicator={"compute": name, **needed}))
    assert isinstance(plain, Declared) == (name == "declared")
    for word in set(compute.filters) - set(compute.needs):
        narrowed = reading_of(
            ExpectedResult(unit="other", indicator={"compute": name, **needed, word: FILTERS[word]})
        )
        assert narrowed != plain, word


@pytest.mark.parametrize("name", [name for name in COMPUTATIONS if name != "declared"])
def test_every_breakdown_that_a_definition_may_ask_is_known(name: str) -> None:
    needed = {word: FILTERS[word] for word in COMPUTATIONS[name].needs}
    reading = reading_of(ExpectedResult(unit="other", indicator={"compute": name, **needed}))
    source = SOURCES[reading.source if isinstance(reading, Counting | Measured) else "situations"]
    assert set(COMPUTATIONS[name].by) <= set(source.dimensions())


def test_results_of_our_projects_are_computed_wherever_they_say_so() -> None:
    for path in builtin_files():
        for facts in load(path).results:
            result = ExpectedResult(unit=facts.unit, indicator=facts.indicator.as_json())
            assert isinstance(reading_of(result), Declared) == (facts.indicator.compute == "declared")
