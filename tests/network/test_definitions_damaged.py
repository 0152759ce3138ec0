"""A definition damaged at random: never anything but a definition or DefinitionErrors."""

from __future__ import annotations

import json
import random
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.network.definitions import DefinitionErrors, builtin_files, load
from accanto.network.definitions.lines import line_index
from accanto.network.definitions.load import _read
from accanto.network.definitions.reader import Notes, Table

SOURCES = [path.read_bytes() for path in builtin_files()]
TREES = [tomllib.loads(data.decode()) for data in SOURCES]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["it", "key", "persons", "labour", "PR", "099999", "Samone", "actions_done", "week"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def answers(data: bytes) -> None:
    try:
        load(data)
    except DefinitionErrors as errors:
        assert errors.problems and str(errors)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_bytes_never_crash(data: st.DataObject) -> None:
    source = bytearray(data.draw(st.sampled_from(SOURCES)))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(source)))
        cut = data.draw(st.integers(0, 40))
        marks = st.sampled_from([b"[", b'"', b"\n", b"=", b"{", b"'''"])
        source[at : at + cut] = data.draw(st.binary(max_size=8) | marks)
    answers(bytes(source))


def damaged(tree: Any, chance: random.Random, value: Any) -> Any:
    """The tree with some of its parts lost, doubled, renamed, or turned into `value`."""
    if chance.random() < 0.02:
        return value
    if isinstance(tree, dict):
        named = {k if chance.random() > 0.01 else k[:-1] + "x": v for k, v in tree.items()}
        kept = {k: damaged(v, chance, value) for k, v in named.items()}
        return {k: v for k, v in kept.items() if chance.random() > 0.01}
    if isinstance(tree, list):
        return [damaged(v, chance, value) for v in tree for _ in range(chance.choice([1] * 60 + [0, 2]))]
    return tree


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TREES), st.integers(), VALUES)
def test_damaged_values_never_crash(tree: dict[str, Any], seed: int, value: Any) -> None:
    notes = Notes({})
    whole = damaged(tree, random.Random(seed), value)
    definition = _read(Table(notes, (), whole), "")
    for problem in notes.problems:
        assert problem.message
    if not notes.problems:
        json.dumps(definition.as_json())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_lines(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in line_index(text).values())
