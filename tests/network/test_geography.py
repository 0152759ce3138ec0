"""Where municipalities lie."""

from __future__ import annotations

from accanto.network.geography import centre, distance_km, within
from accanto.network.municipalities import all_municipalities, find


def test_every_municipality_has_a_centre_in_italy() -> None:
    for town in all_municipalities():
        point = centre(town.istat_code)
        assert point is not None and 35 < point[0] < 47.2 and 6.5 < point[1] < 18.6, town
    assert centre("999999") is None


def test_distances_are_those_of_the_map() -> None:
    def km(one: str, other: str) -> float:
        here, there = centre(find(one)[0].istat_code), centre(find(other)[0].istat_code)
        assert here and there
        return distance_km(here, there)

    assert 470 < km("Milano", "Roma") < 490
    assert 5 < km("Ottiglio", "Vignale Monferrato") < 9
    assert km("Parma", "Parma") == 0


def test_within_begins_with_the_town_itself() -> None:
    code = find("Parma")[0].istat_code
    near = within(code, 20.0)
    assert near[0] == code and find("Collecchio")[0].istat_code in near
    assert find("Bologna")[0].istat_code not in near
    assert within("999999", 20.0) == ("999999",)
