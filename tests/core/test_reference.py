"""Languages and countries, named in the five languages of the product."""

from __future__ import annotations

import pytest

from accanto.core.reference import (
    OWN_COUNTRIES,
    OWN_LANGUAGES,
    countries,
    country_name,
    is_third_country,
    language_name,
    languages,
)

FIVE = ("it", "en", "fr", "ar", "ro")
MUCH_SPOKEN = "ara fra eng ita ron sqi ukr urd ben pan pus prs fas tur kmr ckb som tir amh wol mnk bam ful hau yor ibo bin"


@pytest.mark.parametrize("locale", FIVE)
def test_every_language_has_one_code_and_a_name(locale: str) -> None:
    found = languages(locale)
    assert len(found) > 500
    assert len({code for code, _ in found}) == len(found)
    assert all(len(code) == 3 and code.islower() and label for code, label in found)
    assert set(MUCH_SPOKEN.split()) <= {code for code, _ in found}


def test_labels_of_our_own_are_in_five_languages() -> None:
    assert all(set(labels) == set(FIVE) and all(labels.values()) for labels in OWN_LANGUAGES.values())
    assert all(set(labels) == set(FIVE) and all(labels.values()) for labels in OWN_COUNTRIES.values())
    assert {"prs", "pnb", "mnk", "kmr", "bci", "kri", "bin", "vai"} <= set(OWN_LANGUAGES)


def test_names_of_languages() -> None:
    assert language_name("prs", "it") == "dari"
    assert language_name("kmr", "en-gb") == "Kurmanji Kurdish"
    assert language_name("ron", "ro") == "română"
    assert language_name("ara", "ar") == "العربية"
    assert language_name("gux", "it")  # registered, and in no list of CLDR: the register's own name
    assert language_name("zzzz", "it") == "zzzz"
    assert language_name("", "it") == ""


@pytest.mark.parametrize("locale", FIVE)
def test_every_country_once_those_without_one_last(locale: str) -> None:
    found = countries(locale)
    codes = [code for code, _ in found]
    assert len(codes) == len(set(codes)) == 252  # ISO 3166-1's 249, Kosovo, and the two without
    assert codes[-2:] == ["XXA", "XXX"]
    assert {"XK", "SN", "NG", "IT", "PS", "TW"} <= set(codes)
    assert not {"EU", "UN", "EZ", "ZZ", "XA"} & set(codes)
    assert all(label != code for code, label in found)


def test_names_of_countries_and_their_order() -> None:
    assert country_name("XK", "it") == "Kosovo"
    assert country_name("XXA", "ar") == "عديم الجنسية"
    assert country_name("??", "it") == "??"
    labels = [label for _, label in countries("it")]
    assert labels.index("Etiopia") < labels.index("Senegal") < labels.index("Zambia")
    french = [label for _, label in countries("fr")]
    assert french.index("Égypte") < french.index("Finlande")


@pytest.mark.parametrize("code", ["IT", "RO", "HR", "FR", "GL", "YT"])
def test_citizens_of_the_union_are_no_third_country_nationals(code: str) -> None:
    assert is_third_country(code) is False


@pytest.mark.parametrize("code", ["SN", "XK", "XXA", "XXX", "GB", "NO", "CH", "AL", "UA"])
def test_all_others_are_stateless_and_undetermined_too(code: str) -> None:
    assert is_third_country(code) is True


def test_a_nationality_not_recorded_is_neither() -> None:
    assert is_third_country("") is None


def test_a_locale_that_is_not_known_reads_english() -> None:
    assert country_name("DE", "xx") == "Germany"
    assert language_name("deu", "xx") == "German"
