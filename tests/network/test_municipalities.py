"""The shipped list of municipalities: whole, consistent, and found by what people write."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from accanto.network import municipalities as m


def test_the_list_is_whole() -> None:
    everything = m.all_municipalities()
    assert len(everything) == 7894
    assert date(2026, 2, 21) == m.AS_OF
    assert len({x.istat_code for x in everything}) == len({x.belfiore for x in everything}) == 7894
    assert len(m.provinces()) == 107
    assert len(m.regions()) == 20


def test_every_row_is_well_formed() -> None:
    for x in m.all_municipalities():
        assert re.fullmatch(r"\d{6}", x.istat_code)
        assert re.fullmatch(r"[A-M]\d{3}", x.belfiore), x
        assert re.fullmatch(r"[A-Z]{2}", x.province), x
        assert re.fullmatch(r"IT[CFGHI][0-9A-Z]{2}", x.nuts3), x
        assert (
            x.name.strip() == x.name and x.name and "?" not in x.name + x.other_name and "�" not in x.name
        ), x


def test_names_and_provinces_fit_the_columns() -> None:
    assert max(len(x.name) for x in m.all_municipalities()) <= 80
    assert max(len(x.province_name) for x in m.all_municipalities()) <= 60
    assert max(len(x.region) for x in m.all_municipalities()) <= 40


def test_a_province_lies_in_one_region_and_codes_of_a_province_begin_alike() -> None:
    regions = {(x.province, x.region) for x in m.all_municipalities()}
    assert Counter(province for province, _ in regions).most_common(1)[0][1] == 1
    begins = {(x.istat_code[:3], x.province) for x in m.all_municipalities()}
    assert len(begins) == 107


@pytest.mark.parametrize(
    ("former", "current", "code"),
    [
        ("Fubine", "Fubine Monferrato", "006076"),
        ("Murisengo", "Murisengo Monferrato", "006113"),
        ("Lirio", "Montalto Pavese", "018094"),
        ("Castegnero", "Castegnero Nanto", "024129"),
        ("NANTO (VI)", "Castegnero Nanto", "024129"),
        ("Ionadi", "Jonadi", "102017"),
    ],
)
def test_a_former_name_leads_to_the_municipality_of_today(former: str, current: str, code: str) -> None:
    (found,) = m.find(former)
    assert (found.name, found.istat_code) == (current, code)


@pytest.mark.parametrize(
    ("ended", "current"), [("018082", "018094"), ("024027", "024129"), ("024071", "024129")]
)
def test_a_code_that_ended_leads_to_the_one_in_its_place(ended: str, current: str) -> None:
    found = m.by_code(ended)
    assert found is not None and found.istat_code == current
    assert ended not in {x.istat_code for x in m.all_municipalities()}


def test_names_are_found_whatever_the_case_the_accents_and_the_language() -> None:
    assert [x.istat_code for x in m.find("  forli ")] == ["040012"]
    assert [x.name for x in m.find("Bozen")] == ["Bolzano"]
    assert [x.name for x in m.find("REGGIO NELL EMILIA")] == ["Reggio nell'Emilia"]
    assert m.find("Parma", "RE") == []
    assert m.find("") == m.find("Atlantide") == m.find("()") == []


def test_a_name_borne_by_two_gives_both_and_the_province_tells_them_apart() -> None:
    assert [str(x) for x in m.find("Samone")] == ["Samone (TO)", "Samone (TN)"]
    assert [str(x) for x in m.find("Samone (TN)")] == ["Samone (TN)"]


def test_search_as_you_type() -> None:
    assert m.search("otti")[0].name == "Ottiglio"
    assert m.search("parma")[0].name == "Parma"
    assert "Vignale Monferrato" in [x.name for x in m.search("monferrato", limit=60)]
    assert m.search("Viladeati")[0].name == "Villadeati"
    assert m.search("fubine")[0].name == "Fubine Monferrato"
    assert len(m.search("san", limit=7)) == 7
    assert m.search("  ") == []


def test_provinces_and_regions() -> None:
    assert len(m.in_province("pr")) == 44
    assert {x.region for x in m.in_province("PR")} == {"Emilia-Romagna"}
    assert sum(len(m.in_region(name)) for name in m.regions()) == 7894
    assert len(m.in_region("Valle d'Aosta")) == 74
    assert m.provinces()["AL"] == ("Alessandria", "Piemonte")
    belfiore = m.by_belfiore("m439")
    assert belfiore is not None and belfiore.name == "Castegnero Nanto"
    assert m.by_code("999999") is None
