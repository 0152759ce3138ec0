"""All that the four real projects' fact files say has a place in their definitions.

`source_facts/` holds the facts as they were gathered. Every leaf of them is asked for here: a leaf
that no rule knows fails, a rule that no leaf uses fails.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accanto.network import municipalities
from accanto.network.definitions import ProjectDefinition, Text, builtin_files, load

HERE = Path(__file__).parent / "source_facts"
DEFINITIONS = {path.stem: load(path) for path in builtin_files()}
FACTS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.toml"))}

PLACES = {
    "schools": "school",
    "libraries": "library",
    "doctors' and paediatricians' surgeries": "surgery",
    "municipal offices": "town_hall",
    "places of worship": "worship",
}
POINTED = {
    "teachers": "teacher",
    "school staff": "school_staff",
    "doctors": "doctor",
    "municipal clerks": "clerk",
}
RECORDED = {
    "age": "age",
    "gender": "gender",
    "needs identified": "needs",
    "intervention carried out": "intervention",
    "monitoring": "monitoring",
}
BREAKDOWNS = {"kind of support": "support_kind"}
TUTORS = {
    "single citizen": "citizen",
    "group of friends": "friends",
    "association": "association",
    "social cooperative": "cooperative",
    "club (circolo)": "club",
    "sports club": "sports_club",
    "parish": "parish",
    "scout group": "scouts",
}


def plain(text: str) -> str:
    return text.replace("...", "…").strip().rstrip(".").casefold()


def says(text: Text, fact: str) -> bool:
    """The English words are the fact's; the Italian ones are there beside them."""
    return plain(text.get("en", "")) == plain(fact) and bool(text.get("it"))


def at_province(code: str, province: str) -> bool:
    found = municipalities.by_code(code)
    return found is not None and found.province == province


def fund(d: ProjectDefinition, fact: str) -> bool:
    """ "FAMI 2014-2020 (Fondo …)" is kept as the period and the name."""
    name, period = d.project.fund.name["it"], d.project.fund.period
    return fact == (name if not period else name.replace("FAMI", f"FAMI {period}", 1))


Rule = Callable[[ProjectDefinition, list[int], Any], bool]
RULES: dict[str, Rule] = {
    "project.code": lambda d, i, v: d.project.code == v,
    "project.cup": lambda d, i, v: d.project.cup == v,
    "project.title": lambda d, i, v: d.project.title["it"] == v,
    "project.short": lambda d, i, v: d.project.short == v,
    "project.fund": lambda d, i, v: fund(d, v),
    "project.started": lambda d, i, v: d.project.started == int(v),
    "project.start": lambda d, i, v: d.project.starts == v,
    "project.end": lambda d, i, v: d.project.ends == v,
    "project.months": lambda d, i, v: d.project.months == v,
    "project.purpose": lambda d, i, v: says(d.project.purpose, v),
    "project.objective": lambda d, i, v: says(d.project.objective, v),
    "project.plan_name": lambda d, i, v: d.project.plan is not None and d.project.plan.name["it"] == v,
    "project.plan_acronym": lambda d, i, v: d.project.plan is not None and d.project.plan.acronym == v,
    "partner[].name": lambda d, i, v: d.partners[i[0]].name == v,
    "partner[].role": lambda d, i, v: d.partners[i[0]].role == v,
    "partner[].does": lambda d, i, v: says(d.partners[i[0]].does, v),
    "partner[].istat_province": lambda d, i, v: at_province(d.partners[i[0]].municipality, v),
    "territory[].name": lambda d, i, v: d.territories[i[0]].name == v,
    "territory[].province": lambda d, i, v: d.territories[i[0]].provinces == (v,),
    "territory[].region": lambda d, i, v: d.territories[i[0]].region == v,
    "beneficiaries.who": lambda d, i, v: says(d.project.beneficiaries, v),
    "beneficiaries.also_involved[]": lambda d, i, v: says(d.project.also_involved[i[0]], v),
    "tutoring.tutor_kinds[]": lambda d, i, v: d.tutoring.tutor_kinds[i[0]] == TUTORS[v],
    "tutoring.purposes[].n": lambda d, i, v: v == i[0] + 1 <= len(d.tutoring.purposes),
    "tutoring.purposes[].key": lambda d, i, v: d.tutoring.purposes[i[0]].key == v,
    "tutoring.purposes[].text": lambda d, i, v: says(d.tutoring.purposes[i[0]].text, v),
    "tutoring.cadence[].contact": lambda d, i, v: d.tutoring.cadence[i[0]].contact == v,
    "tutoring.cadence[].at_least": lambda d, i, v: d.tutoring.cadence[i[0]].at_least == v,
    "tutoring.cadence[].every": lambda d, i, v: d.tutoring.cadence[i[0]].every == v,
    "tutoring.tutor_offers_relational[]": lambda d, i, v: says(offers(d, "relational")[i[0]], v),
    "tutoring.tutor_offers_practical[]": lambda d, i, v: says(offers(d, "practical")[i[0]], v),
    "tutoring.beneficiary_offers[]": lambda d, i, v: says(d.tutoring.beneficiary_offers[i[0]].text, v),
    "tutoring.activation_phases[]": lambda d, i, v: says(d.tutoring.phases[i[0]].text, v),
    "outreach.places[]": lambda d, i, v: d.outreach.places[i[0]] == PLACES[v],
    "outreach.pointed_to_by[]": lambda d, i, v: d.outreach.pointed_by[i[0]] == POINTED[v],
    "outreach.needs": lambda d, i, v: says(d.outreach.needs, v),
    "outreach.recorded[]": lambda d, i, v: d.outreach.recorded[i[0]] == RECORDED[v],
    "paths.areas[]": lambda d, i, v: says(d.areas[i[0]].name, v),
    "paths.examples[]": lambda d, i, v: says(d.actions[i[0]].text, v),
    "directory.what": lambda d, i, v: says(d.directory.about, v),
    "work_package[].key": lambda d, i, v: d.work_packages[i[0]].key == v.lower(),
    "work_package[].name": lambda d, i, v: says(d.work_packages[i[0]].name, v),
    "work_package[].actions[]": lambda d, i, v: says(d.work_packages[i[0]].actions[i[1]].text, v),
    "result[].key": lambda d, i, v: d.results[i[0]].key == v,
    "result[].what": lambda d, i, v: says(d.results[i[0]].what, v),
    "result[].unit": lambda d, i, v: d.results[i[0]].unit == v,
    "result[].target": lambda d, i, v: d.results[i[0]].target == v,
    "result[].direction": lambda d, i, v: d.results[i[0]].direction == v,
    "result[].wp": lambda d, i, v: d.results[i[0]].work_package == v.lower(),
    "result[].by[]": lambda d, i, v: d.results[i[0]].by[i[1]] == BREAKDOWNS.get(v, v),
}  # fmt: skip


def offers(d: ProjectDefinition, kind: str) -> list[Text]:
    assert d.tutoring is not None
    return [offer.text for offer in d.tutoring.tutor_offers if offer.kind == kind]


def leaves(
    value: Any, pattern: str = "", indexes: tuple[int, ...] = ()
) -> Iterator[tuple[str, list[int], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{pattern}.{key}" if pattern else key, indexes)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves(item, f"{pattern}[]", (*indexes, position))
    else:
        yield pattern, list(indexes), value


ALL = [(name, *leaf) for name, facts in FACTS.items() for leaf in leaves(facts)]


def test_the_four_projects_are_there() -> None:
    assert (
        set(DEFINITIONS)
        == set(FACTS)
        == {"ancora", "inside-aut", "rifugiato-cittadino", "sportello-migrante"}
    )
    assert {d.project.key for d in DEFINITIONS.values()} == set(DEFINITIONS)


@pytest.mark.parametrize(("name", "pattern", "indexes", "value"), ALL)
def test_every_fact_has_its_place(name: str, pattern: str, indexes: list[int], value: Any) -> None:
    assert RULES[pattern](DEFINITIONS[name], indexes, value), (pattern, indexes, value)


def test_every_rule_is_used() -> None:
    assert set(RULES) == {pattern for _, pattern, _, _ in ALL}


@pytest.mark.parametrize("name", sorted(FACTS))
def test_nothing_is_promised_that_the_source_does_not_promise(name: str) -> None:
    facts, d = FACTS[name], DEFINITIONS[name]
    assert len(d.results) == len(facts.get("result", []))
    assert len(d.partners) == len(facts.get("partner", []))
    assert [r.target is None for r in d.results] == ["target" not in r for r in facts.get("result", [])]
    assert [len(r.by) for r in d.results] == [len(r.get("by", [])) for r in facts.get("result", [])]
    assert [len(w.actions) for w in d.work_packages] == [
        len(w["actions"]) for w in facts.get("work_package", [])
    ]


def test_what_the_sources_say_in_comments_and_prose_is_kept() -> None:
    ancora, sportello = DEFINITIONS["ancora"], DEFINITIONS["sportello-migrante"]
    assert ancora.tutoring is not None and not ancora.tutoring.hours_required
    assert ancora.tutoring.cadence_for == ("tutor", "person")
    assert sportello.partners[3].municipality == "006076"  # Fubine, called Fubine Monferrato since 2017
    (five,) = sportello.territories
    assert set(five.municipalities) == {p.municipality for p in sportello.partners}
    assert sportello.coordination_group is not None and len(sportello.coordination_group.members) == 6
    inside = DEFINITIONS["inside-aut"]
    assert inside.paths is not None and inside.paths.designed_by == ("tutor", "reception", "person")
    assert (inside.project.starts, inside.project.ends) == (date(2020, 5, 1), date(2021, 12, 31))
    rent = next(s for s in DEFINITIONS["rifugiato-cittadino"].supports if s.key == "rent_advance")
    assert rent.ceiling_months == 6
    assert all(d.age_bounds == (18, 61) for d in DEFINITIONS.values())
