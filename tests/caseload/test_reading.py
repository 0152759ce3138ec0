"""Cells, titles and words as registers write them. No database."""

from __future__ import annotations

from datetime import date

import pytest

from accanto.accounts.models import User
from accanto.caseload.reading import cells
from accanto.caseload.reading.headings import guess, heading_row, headings_of
from accanto.caseload.reading.vocabulary import Vocabulary
from accanto.core.cells import Limits, csv_rows

WORDS = Vocabulary([], [], {"housing": {"via roma": "reception", "boh": ""}})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("03/04/2025", date(2025, 4, 3)), ("3.4.25", date(2025, 4, 3)), ("3-4-2025", date(2025, 4, 3)),
        ("2025-04-03T00:00:00", date(2025, 4, 3)), ("3 aprile 2025", date(2025, 4, 3)), ("1° Gen. 2024", date(2024, 1, 1)),
        ("45750", date(2025, 4, 3)),
    ],
)  # fmt: skip
def test_days(said: str, meant: date) -> None:
    assert cells.day(said) == meant


@pytest.mark.parametrize(
    "said", ["04/13/2025", "31/2/2025", "ieri", "2025", "1/1/1799", "9" * 40, "٣/٤/٢٠٢٥x"]
)
def test_no_days(said: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        cells.day(said)


def test_years_of_birth() -> None:
    assert [cells.year(said) for said in ("1985", "3/4/85", "3/4/05", "1985-04-03")] == [
        1985,
        1985,
        2005,
        1985,
    ]


def test_yes_and_no() -> None:
    assert [cells.yes(said) for said in ("sì", "X", "1", "true", "✓")] == [True] * 5
    assert [cells.yes(said) for said in ("no", "-", "0", "N")] == [False] * 4
    with pytest.raises(ValueError, match="x"):
        cells.yes("forse")


@pytest.mark.parametrize("said", ["3,33E+09", "3331234567 / 3479876543", "interno 1", "1"])
def test_no_telephones(said: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        cells.phone(said)


@pytest.mark.parametrize(
    ("said", "family_first", "meant"),
    [
        ("Amara Okafor", False, ("Amara", "Okafor")), ("Okafor Amara", True, ("Amara", "Okafor")),
        ("DIALLO Mamadou Bah", False, ("Mamadou Bah", "DIALLO")), ("Prova, Anna Maria", False, ("Anna Maria", "Prova")),
        ("Amara", True, ("", "Amara")),
    ],
)  # fmt: skip
def test_names_in_one_cell(said: str, family_first: bool, meant: tuple[str, str]) -> None:
    assert cells.name_in_two(said, family_first=family_first) == meant


@pytest.mark.parametrize("said", ["Amina e Yusuf Prova", "Amina / Yusuf", "Amina\nYusuf", "Amina & Yusuf"])
def test_two_persons_in_one_cell_are_told(said: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        cells.name(said)


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("gender", "Donna", "female"), ("gender", "M", "male"), ("nationality", "nigeriana", "NG"), ("nationality", "Nigerino", "NE"),
        ("nationality", "Costa d'Avorio", "CI"), ("nationality", "SENEGALESE", "SN"), ("nationality", "Côte d’Ivoire", "CI"),
        ("nationality", "marocchino", "MA"), ("languages", "francese", "fra"), ("language", "Wolof", "wol"), ("housing", "SAI", "reception"),
        ("housing", "Via Roma", "reception"), ("housing", "boh", ""), ("labour", "Disoccupato", "unemployed"), ("italian", "B1", "b1"),
        ("permit_kind", "Prot. sussidiaria", "subsidiary"), ("needs", "SPID", "digital"), ("state", "Chiuso", "closed"), ("gender", "n.d.", ""),
        ("nationality", "marziana", None), ("outcome", "42", None),
    ],
)  # fmt: skip
def test_words(key: str, said: str, meant: str | None) -> None:
    assert WORDS.code(key, said) == meant


def test_the_sign_between_cells_is_that_of_most_lines() -> None:
    text = "Registro utenti, anno 2025\nNome;Cognome;Note\nAda;Prova;casa, lavoro\nBea;Prova;\n"
    assert csv_rows(text, Limits())[1:3] == [["Nome", "Cognome", "Note"], ["Ada", "Prova", "casa, lavoro"]]


def test_two_colleagues_of_one_name_are_not_guessed() -> None:
    users = [User(name="Ada Prova", email=f"{each}@example.org") for each in "ab"]
    words = Vocabulary(users, [], {})
    assert words.code("operator", "Ada Prova") is None
    assert words.code("operator", "B@example.org") == str(users[1].pk)


def test_titles_are_found_below_merged_ones() -> None:
    rows = [
        ["Registro utenti 2025"],
        ["Dati anagrafici", "", "", "Note"],
        ["COGNOME", "Nome", "Data di nascita (gg/mm/aaaa)", ""],
        ["Prova", "Anna", "1990", "x"],
    ]
    assert heading_row(rows) == 3
    headings = headings_of(rows, 3)
    assert guess(headings, {}) == ["family_name", "given_name", "born", "note"]
    assert guess(["Cod. interno", "Nome", "Nome"], {"cod interno": "person_key"}) == [
        "person_key",
        "given_name",
        "",
    ]
