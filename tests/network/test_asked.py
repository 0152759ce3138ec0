"""Fields, papers and letters of a definition: what is accepted, what is refused where, what another version changes."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.network.definitions import DefinitionErrors, load
from accanto.network.definitions.asked import field_of
from accanto.network.definitions.change import differences, fixed_fields
from accanto.network.definitions.vocabulary import FIELD_KINDS, FIELD_PLACES, PLACEHOLDERS
from tests.network.test_definitions import MINIMAL, only, problems

_TEXT = st.text(string.ascii_letters + " àèÀéعربي'\"\\?", min_size=1, max_size=30).filter(lambda t: t.strip())
_KEYS = st.from_regex(r"\A[a-z]{1,5}(_[a-z0-9]{1,4})?\Z")


def said(words: str) -> str:
    return f"{{ it = {json.dumps(words, ensure_ascii=False)} }}"


def field(key: str, kind: str, on: str = "situation", more: str = "") -> str:
    return f'[[field]]\nkey = "{key}"\non = "{on}"\nkind = "{kind}"\nlabel = {said(key)}\n{more}\n'


CHOICE = 'options = [{ key = "a", text = { it = "A" } }, { key = "b", text = { it = "B" } }]'


@st.composite
def definitions(draw: st.DrawFn) -> str:
    """Any valid definition of fields and letters, as text."""
    parts, earlier = [], []
    for key in draw(st.lists(_KEYS.filter(lambda k: k not in ("age", "gender")), unique=True, max_size=6)):
        kind, on = draw(st.sampled_from(FIELD_KINDS)), draw(st.sampled_from(FIELD_PLACES))
        more = [f"label = {said(draw(_TEXT))}", f"required = {draw(st.sampled_from(['true', 'false']))}"]
        if kind in ("one_of", "several_of"):
            options = draw(st.lists(_KEYS, min_size=2, max_size=4, unique=True))
            rows = ", ".join(f'{{ key = "{o}x", text = {said(draw(_TEXT))} }}' for o in options)
            more.append(f"options = [{rows}]")
        if kind == "number":
            more += ["low = -3", f"high = {draw(st.integers(0, 900))}.5"]
        if of_place := [k for k, place in earlier if place == on]:
            more.append(f'show_if = {{ field = "{draw(st.sampled_from(of_place))}", is = ["yes"] }}')
        if kind == "yes_no":
            earlier.append((key, on))
        lines = "\n".join(more)
        parts.append(f'[[field]]\nkey = "{key}"\non = "{on}"\nkind = "{kind}"\n{lines}\n')
    body = draw(_TEXT) + "".join(f"{{{draw(st.sampled_from(PLACEHOLDERS))}}}" for _ in range(3))
    parts.append(f'[[letter]]\nkey = "l"\nname = {said(draw(_TEXT))}\ntext = {said(body)}\n')
    return MINIMAL + "".join(parts)


@settings(max_examples=25, deadline=None)
@given(definitions())
def test_any_valid_definition_comes_back_as_it_was(text: str) -> None:
    d = load(text.encode())
    kept = json.loads(json.dumps(d.as_json()))
    assert tuple(field_of(item) for item in kept["fields"]) == d.fields
    assert differences(kept, load(d.source.encode()).as_json()) == []
    assert fixed_fields(d, [(1, kept)]) == []
    assert {each.happened for each in differences({}, kept)} == {"added"}


@settings(max_examples=25, deadline=None)
@given(definitions(), st.data())
def test_a_damaged_file_gives_problems_and_never_an_exception(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    at = data.draw(st.integers(5, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", "x = 1", "on = 3", "[[field]]", "options = []", lines[at][:-2], "key = [["])
    )
    try:
        load("\n".join(lines).encode())
    except DefinitionErrors as errors:
        assert all(problem.message and (problem.where or problem.line) for problem in errors.problems)


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        (field("a", "yes_no", more="lable = 1"), "field[1].lable", "unknown_key"),
        (field("a", "yesno"), "field[1].kind", "unknown_value"),
        (field("a", "yes_no", on="plan"), "field[1].on", "unknown_value"),
        (field("a__b", "yes_no"), "field[1].key", "bad_name"),
        (field("labour", "yes_no"), "field[1].key", "taken_word"),
        (field("a", "one_of"), "field[1]", "missing"),
        (field("a", "one_of", more='options = [{ key = "b", text = { it = "B" } }]'), "field[1].options", "out_of_range_count"),
        (field("a", "one_of", more=CHOICE.replace('"b"', '"unknown"')), "field[1].options[2].key", "taken_word"),
        (field("a", "one_of", more=CHOICE.replace('"b"', '"a"')), "field[1].options[2].key", "repeated_value"),
        (field("a", "yes_no", more=CHOICE), "field[1].options", "unknown_key"),
        (field("a", "number", more="low = 3\nhigh = 3"), "field[1].high", "bounds_order"),
        (field("a", "long_text", more="sealed = false"), "field[1].sealed", "text_is_sealed"),
        (field("a", "yes_no", more='show_if = { field = "b", is = ["yes"] }'), "field[1].show_if.field", "unknown_value"),
        (
            field("a", "yes_no") + field("b", "date", more='show_if = { field = "a", is = ["maybe"] }'),
            "field[2].show_if.is[1]",
            "unknown_value",
        ),
        (f'[[letter]]\nkey = "l"\nname = {said("L")}\ntext = {said("Per {nmae}")}', "letter[1].text.it", "placeholder_unknown"),
        (f'[[letter]]\nkey = "l"\nname = {said("L")}\ntext = {said("{name.__class__}")}', "letter[1].text.it", "placeholder_unknown"),
        (f'[[letter]]\nkey = "l"\nname = {said("L")}\ntext = {said("}} {")}', "letter[1].text.it", "brace_alone"),
        (f'[[paper]]\nkey = "p"\nway = "given"\nname = {said("P")}\nletter = "l"', "paper[1].letter", "unknown_value"),
    ],
)  # fmt: skip
def test_mistakes_are_said_where_they_are(text: str, where: str, key: str) -> None:
    problem = only(MINIMAL + text)
    assert (problem.where, problem.message_key) == (where, key)
    assert problem.line and problem.line > 7


def _result(indicator: str, by: str = "") -> str:
    return (
        f'[[result]]\nkey = "r"\nwhat = {said("x")}\nunit = "persons"\nindicator = {{ {indicator} }}\n{by}\n'
    )


def test_figures_ask_coded_fields_of_their_place() -> None:
    fields = field("open", "yes_no") + field("many", "several_of", more=CHOICE)
    closing = field("why", "one_of", "closure", CHOICE)
    good = _result(
        'compute = "situation_count", field = "many.a", values = ["yes"]', 'by = ["open", "gender"]'
    )
    assert load((MINIMAL + fields + closing + good).encode()).results[0].by == ("open", "gender")
    cases = _result('compute = "persons_in_case"', 'by = ["why"]')
    assert load((MINIMAL + closing + cases).encode()).results[0].by == ("why",)
    for fields_of, result, where in (
        (fields, _result('compute = "situation_count", field = "many", values = ["a"]'), "result[1].indicator.field"),
        (fields, _result('compute = "situation_count", field = "open", values = ["maybe"]'), "result[1].indicator.values[1]"),
        (closing, _result('compute = "situation_count", field = "why", values = ["a"]'), "result[1].indicator.field"),
        (fields, _result('compute = "persons_in_case"', 'by = ["open"]'), "result[1].by[1]"),
        (field("s", "yes_no", more="sealed = true"), _result('compute = "situation_count", field = "s", values = ["yes"]'), "result[1].indicator.field"),
    ):  # fmt: skip
        assert problems(MINIMAL + fields_of + result)[0].where == where


def test_what_changes_is_told_and_what_may_not_change_is_refused() -> None:
    one = load((MINIMAL + field("a", "one_of", more=CHOICE) + field("b", "date")).encode())
    two = load(
        (MINIMAL + field("a", "one_of", more=CHOICE.replace('"B"', '"Bi"')) + field("c", "date")).encode()
    )
    told = {(each.section, each.key): each for each in differences(one.as_json(), two.as_json())}
    assert {key: each.happened for key, each in told.items()} == {
        ("fields", "a"): "changed",
        ("fields", "b"): "removed",
        ("fields", "c"): "added",
    }
    assert told["fields", "a"].details == (("options.b.text.it", "B", "Bi"),)
    three = load((MINIMAL + field("c", "date") + field("b", "yes_no", "need")).encode())
    refused = fixed_fields(three, [(2, two.as_json()), (1, one.as_json())])
    assert [each.where for each in refused] == ["field[2].on", "field[2].kind"]
    assert all("versione 1" in each.message or "version 1" in each.message for each in refused)
    assert refused[0].line == 16
