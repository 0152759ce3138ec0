"""The reader of definitions: what it accepts, and how it says what is wrong, all at once."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from accanto.network.definitions import MAX_BYTES, DefinitionErrors, Problem, builtin_files, load, vocabulary
from accanto.network.definitions.lines import line_index, line_of
from accanto.network.definitions.problems import MESSAGES, TERMS

MINIMAL = """\
format = 1
[project]
key = "fifth"
short = "Fifth"
title = { it = "Quinto progetto" }
fund = { name = { it = "Fondi propri" } }
beneficiaries = { it = "Chiunque" }
"""


def problems(text: str | bytes) -> list[Problem]:
    with pytest.raises(DefinitionErrors) as raised:
        load(text if isinstance(text, bytes) else text.encode())
    return list(raised.value.problems)


def only(text: str) -> Problem:
    """The one problem of a text."""
    (found,) = problems(text)
    return found


def with_result(lines: str) -> str:
    return (
        MINIMAL
        + '[[action]]\nkey = "course"\narea = "languages"\ntext = { it = "Corso" }\n'
        + '[[result]]\nkey = "r"\nwhat = { it = "Persone" }\n'
        + lines
    )


def test_the_smallest_definition() -> None:
    d = load(MINIMAL.encode())
    assert (d.format, d.project.key, d.partners, d.results, d.age_bounds) == (1, "fifth", (), (), (18, 61))
    assert d.tutoring is d.outreach is d.paths is d.directory is d.coordination_group is None


@pytest.mark.parametrize("path", builtin_files(), ids=lambda p: p.stem)
def test_the_four_are_valid_and_pass_through_json(path: Path) -> None:
    d = load(path)
    again = json.loads(json.dumps(d.as_json()))
    assert again["project"]["key"] == path.stem
    assert [r["key"] for r in again["results"]] == [r.key for r in d.results]
    assert all(r["indicator"]["compute"] for r in again["results"])
    assert d == load(path.read_bytes())


@pytest.mark.parametrize("path", builtin_files(), ids=lambda p: p.stem)
def test_every_text_of_the_four_is_in_italian_and_in_english(path: Path) -> None:
    def texts(value: Any) -> Any:
        if isinstance(value, dict) and "it" in value:
            yield value
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(item)

    found = list(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert len(found) > 10
    assert all({"it", "en"} <= set(text) and all(text.values()) for text in found)


def test_all_problems_come_at_once_each_with_its_place_and_line() -> None:
    found = problems(
        MINIMAL
        + """\
starts = 2020-01-01
ends = 2019-01-01
titel = "x"
[[partner]]
key = "a"
name = "A"
kind = "asociation"
role = "lead"
[[partner]]
key = "a"
name = "B"
kind = "ngo"
role = "lead"
municipality = "099999"
"""
    )
    assert [(p.where, p.message_key, p.line) for p in found] == [
        ("project.ends", "dates_reversed", 9),
        ("project.titel", "unknown_key", 10),
        ("partner[1].kind", "unknown_value", 14),
        ("partner[2].key", "duplicate_key", 17),
        ("partner[2].role", "two_leads", 20),
        ("partner[2].municipality", "istat_unknown", 21),
    ]
    assert found[1].params["suggestion"] == "title"
    assert found[2].params["suggestion"] == "association"


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        (MINIMAL.replace("format = 1", ""), "format", "format_missing"),
        (MINIMAL.replace("format = 1", "format = 2"), "format", "format_unknown"),
        (MINIMAL.replace("format = 1", "format = true"), "format", "format_unknown"),
        (MINIMAL.replace('"fifth"', '"Fifth one"'), "project.key", "bad_key"),
        (MINIMAL.replace('"Fifth"', "5"), "project.short", "wrong_type"),
        (MINIMAL.replace('"Fifth"', '" "'), "project.short", "empty"),
        (MINIMAL.replace('"Fifth"', '"' + "F" * 81 + '"'), "project.short", "too_long"),
        (MINIMAL.replace('"Fifth"', '"F\\u202Eh"'), "project.short", "bad_character"),
        (MINIMAL.replace("title = { it", "title = { en"), "project.title", "text_italian"),
        (MINIMAL.replace("title = { it", 'title = { de = "x", it'), "project.title.de", "text_language"),
        (MINIMAL.replace('short = "Fifth"\n', ""), "project", "missing"),
        (MINIMAL + "starts = 2020-01-01T10:00:00\n", "project.starts", "wrong_type"),
        (MINIMAL + "started = 1789\n", "project.started", "out_of_range"),
        (MINIMAL + "starts = 2020-01-01\nstarted = 2019\n", "project.started", "started_differs"),
        (
            MINIMAL + "starts = 2020-05-01\nends = 2020-12-31\nmonths = 3\n",
            "project.months",
            "months_differ",
        ),
        (MINIMAL + 'plan = { name = { it = "' + "P" * 121 + '" } }\n', "project.plan.name.it", "too_long"),
        (MINIMAL + 'status = "runing"\n', "project.status", "unknown_value"),
        (MINIMAL + 'partner = "x"\n', "project.partner", "unknown_key"),
        (MINIMAL + "[partner]\n", "partner", "wrong_type"),
        (
            MINIMAL + '[[partner]]\nkey="a"\nname="A"\nkind="ngo"\nrole="partner"\n',
            "partner[1].role",
            "no_lead",
        ),
        (MINIMAL + '[[territory]]\nkey="t"\nname="T"\n', "territory[1]", "missing_one_of"),
        (
            MINIMAL + '[[territory]]\nkey="t"\nname="T"\nmunicipalities=["Samone"]\n',
            "territory[1].municipalities[1]",
            "place_ambiguous",
        ),
        (
            MINIMAL + '[[territory]]\nkey="t"\nname="T"\nprovinces=["PR", "XX"]\n',
            "territory[1].provinces[2]",
            "province_unknown",
        ),
        (
            MINIMAL + '[[territory]]\nkey="t"\nname="T"\nregions=["Padania"]\n',
            "territory[1].regions",
            "region_unknown",
        ),
        (
            MINIMAL + '[[territory]]\nkey="t"\nname="T"\nprovinces=["PR"]\nregion="Puglia"\n',
            "territory[1].region",
            "region_differs",
        ),
        (MINIMAL + "[areas]\nuse=[]\n", "areas.use", "empty"),
        (MINIMAL + '[areas]\nuse=["health","health"]\n', "areas.use[2]", "repeated_value"),
        (MINIMAL + '[areas]\nuse=["health"]\nlegal={it="x"}\n', "areas.legal", "unknown_value"),
        (MINIMAL + "[age_bands]\nbounds=[18, 18]\n", "age_bands.bounds[2]", "bounds_order"),
        (MINIMAL + "[age_bands]\nbounds=[0]\n", "age_bands.bounds[1]", "out_of_range"),
        (
            MINIMAL + '[[document]]\nkey="d"\nname={it="D"}\nresult="x"\n',
            "document[1].result",
            "unknown_value",
        ),
        (
            MINIMAL + '[[coordination_group.member]]\npartner="x"\nwho={it="X"}\n',
            "coordination_group.member[1].partner",
            "unknown_value",
        ),
    ],
)
def test_each_thing_that_can_be_wrong(text: str, where: str, key: str) -> None:
    found = only(text)
    assert (found.where, found.message_key) == (where, key)
    assert found.line or key == "format_missing"


TUTORING = MINIMAL + '[tutoring]\ntutor_kinds = ["citizen"]\n'


@pytest.mark.parametrize(
    ("contact", "at_least", "every", "where", "key"),
    [
        ("telephone", 8, "week", "at_least", "cadence_impossible"),
        ("telephone", 0, "week", "at_least", "out_of_range"),
        ("telefone", 1, "week", "contact", "unknown_value"),
        ("telephone", 1, "hour", "every", "unknown_value"),
    ],
)
def test_a_cadence_that_makes_no_sense(contact: str, at_least: int, every: str, where: str, key: str) -> None:
    lines = f'[[tutoring.cadence]]\ncontact="{contact}"\nat_least={at_least}\nevery="{every}"\n'
    found = only(TUTORING + lines)
    assert (found.where, found.message_key) == (f"tutoring.cadence[1].{where}", key)


@pytest.mark.parametrize(
    ("lines", "where", "key"),
    [
        ('[tutoring.check_in]\nevery="month"\nevery_days=60\n', "check_in.every", "check_in_twice"),
        ("[tutoring.check_in]\nasks=[]\n", "check_in", "missing"),
        ("[tutoring.check_in]\nevery_days=1\n", "check_in.every_days", "out_of_range"),
        ('[[tutoring.closed]]\nfirst="08-10"\nlast="31-08"\n', "closed[1].last", "bad_month_day"),
        ('[[tutoring.closed]]\nfirst="02-30"\nlast="03-01"\n', "closed[1].first", "bad_month_day"),
    ],
)
def test_a_rhythm_that_makes_no_sense(lines: str, where: str, key: str) -> None:
    found = only(TUTORING + lines)
    assert (found.where, found.message_key) == (f"tutoring.{where}", key)


def test_days_of_check_ins_and_closed_days_are_read() -> None:
    lines = '[tutoring.check_in]\nfirst_after_days=14\n[[tutoring.closed]]\nfirst="12-24"\nlast="01-06"\n'
    tutoring = load((TUTORING + lines).encode()).tutoring
    assert tutoring is not None and tutoring.check_in is not None
    assert (tutoring.check_in.first_after_days, tutoring.check_in.every_days) == (14, None)
    assert [(each.first, each.last) for each in tutoring.closed] == [("12-24", "01-06")]


def test_a_contact_has_one_cadence_and_phases_come_in_order() -> None:
    cadence = '[[tutoring.cadence]]\ncontact="meeting"\nat_least=1\nevery="month"\n'
    assert only(TUTORING + cadence * 2).message_key == "duplicate_key"
    phase = '[[tutoring.phase]]\nkey="%s"\ntext={it="x"}\n'
    assert only(TUTORING + phase % "training" + phase % "interview").message_key == "phase_order"
    tutoring = load((TUTORING + phase % "interview" + phase % "training").encode()).tutoring
    assert tutoring is not None and len(tutoring.phases) == 2


@pytest.mark.parametrize(
    ("lines", "where", "key"),
    [
        ('unit="person"', ".unit", "unknown_value"),
        ('unit="other"', "", "missing"),
        ('unit="persons"\ntarget="150"', ".target", "wrong_type"),
        ('unit="persons"\ntarget=-1', ".target", "out_of_range"),
        ('unit="persons"\ntarget=nan', ".target", "out_of_range"),
        ('unit="percent"\ntarget=101', ".target", "percent_target"),
        ('unit="persons"\nwork_package="wp9"', ".work_package", "unknown_value"),
        ('unit="persons"\nby=["gendre"]', ".by[1]", "unknown_value"),
    ],
)
def test_a_result_that_says_too_little_or_too_much(lines: str, where: str, key: str) -> None:
    found = only(with_result(lines + '\nindicator={compute="declared"}\n'))
    assert (found.where, found.message_key) == (f"result[1]{where}", key)


@pytest.mark.parametrize(
    ("inside", "where", "key"),
    [
        ('"person_encountered"', ".indicator.compute", "unknown_value"),
        ('"plans_agreed", gendre=["male"]', ".indicator.gendre", "filter_unknown"),
        ('"plans_agreed", gender=["mael"]', ".indicator.gender[1]", "unknown_value"),
        ('"plans_agreed", gender=[]', ".indicator.gender", "empty"),
        ('"plans_agreed", source_later="activities"', ".indicator.source_later", "later_needs_declared"),
        ('"actions_done", action=["cours"]', ".indicator.action[1]", "unknown_value"),
        ('"situation_count", field="labour"', ".indicator", "filter_missing"),
        ('"situation_count", field="labour", values=["idle"]', ".indicator.values[1]", "unknown_value"),
        ('"situation_count", field="mood", values=["idle"]', ".indicator.field", "unknown_value"),
        ('"situation_share", field="labour", values=["inactive"]', ".unit", "unit_differs"),
        ('"leaflets_handed_out", language=["italian"]', ".indicator.language", "unknown_value"),
    ],
)
def test_a_result_that_cannot_be_computed(inside: str, where: str, key: str) -> None:
    found = only(with_result(f'unit="persons"\nindicator={{compute={inside}}}\n'))
    assert (found.where, found.message_key) == (f"result[1]{where}", key)


def test_a_result_needs_an_indicator_and_breakdowns_that_fit_it() -> None:
    assert only(with_result('unit="persons"\n')).message_key == "missing"
    by = 'unit="persons"\nby=["%s"]\nindicator={compute="%s"}\n'
    assert only(with_result(by % ("place", "plans_agreed"))).message_key == "by_unfit"
    assert only(with_result(by % ("support_kind", "actions_done"))).message_key == "support_kind_empty"


def test_a_result_in_full() -> None:
    text = with_result(
        'unit = "percent"\ntarget = 12.5\ndirection = "down"\nby = ["territory", "age"]\n'
        "[result.indicator]\n"
        'compute = "situation_share"\nfield = "labour"\nvalues = ["inactive"]\ngender = ["female"]\n'
    )
    (result,) = load(text.encode()).results
    assert result.target == Decimal("12.5")
    assert result.indicator.as_json() == {
        "compute": "situation_share",
        "field": "labour",
        "values": ["inactive"],
        "gender": ["female"],
    }


def test_suggestions_name_what_was_meant() -> None:
    found = only(with_result('unit="persons"\nindicator={compute="plan_agreed"}\n'))
    assert found.params["suggestion"] == "plans_agreed"
    with translation.override("en"):
        assert str(found) == f"line {found.line}: result[1].indicator.compute: {found.message}"
        assert found.message.endswith("Did you mean plans_agreed?")


def test_files_that_are_no_definition() -> None:
    assert only("# " + "x" * MAX_BYTES).message_key == "too_large"
    (found,) = problems(b"format = 1\n# caf\xe9\n")
    assert (found.message_key, found.line) == ("not_utf8", 2)
    found = only("format = 1\n[project\n")
    assert (found.message_key, found.line) == ("not_toml", 2)
    assert only("format = 1\nformat = 1\n").line == 2
    assert only("format = " + "9" * 5000).message_key == "not_toml"
    assert only(MINIMAL.replace("format = 1", "format = 0x" + "f" * 9000)).message_key == "format_unknown"
    assert only(MINIMAL + "months = 0x" + "f" * 9000).message_key == "out_of_range"
    assert only("a = " + "[" * 5000).message_key == "not_toml"
    with pytest.raises(DefinitionErrors):
        load(Path("/nowhere/at/all.toml"))


def test_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert load(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()).project.key == "fifth"


def test_every_message_can_be_said() -> None:
    class Anything(dict[str, Any]):
        def __missing__(self, key: str) -> str:
            return "x"

    assert all(str(message) % Anything() for message in (*MESSAGES.values(), *TERMS.values()))


def test_lines_are_found_through_strings_brackets_and_nested_tables() -> None:
    text = '''\
a = """
[not.a.table]
b = 1
"""
c = [
  { d = 1 },
] # [[x]]
[[t]]
k = 1
[[t.u]]
[[t.u]]
k = "[" # ]
[[t]]
[t.v]
"q r".s = 2
'''
    index = line_index(text)
    assert index == {
        ("a",): 1,
        ("c",): 5,
        ("t", 0): 8,
        ("t", 0, "k"): 9,
        ("t", 0, "u", 0): 10,
        ("t", 0, "u", 1): 11,
        ("t", 0, "u", 1, "k"): 12,
        ("t", 1): 13,
        ("t", 1, "v"): 14,
        ("t", 1, "v", "q r", "s"): 15,
    }
    assert line_of(index, ("t", 0, "u", 1, "nothing")) == 11
    assert line_of(index, ("z",)) is None


def test_the_page_on_the_format_is_one_valid_file_that_knows_every_word() -> None:
    page = (Path(__file__).parents[2] / "docs" / "project-definition.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    d = load("\n".join(blocks).encode())
    assert d.project.key == "quinto-progetto"
    empty = [name for name, value in d.as_json().items() if not value]
    assert empty == []
    words = set(re.findall(r"`([a-z0-9_ -]+)`", page))
    assert set(vocabulary.COMPUTATIONS) <= words
    lists = (
        "AREAS ORGANISATION_KINDS PLACE_KINDS POINTED_BY RECORDED PARTY_KINDS TUTOR_KINDS UNITS BREAKDOWNS "
        "FIELD_KINDS PLACEHOLDERS"
    )
    for name in lists.split():
        assert set(getattr(vocabulary, name)) <= words, name
    for name, compute in vocabulary.COMPUTATIONS.items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", page, re.MULTILINE)
        filters = set(compute.filters) - {"gender", "age", "third_country"}
        assert filters <= set(re.findall(r"`([a-z_]+)`", row)), name
        assert ("population" in row) == ("gender" in compute.filters), name
