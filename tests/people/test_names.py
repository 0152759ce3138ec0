"""Names across spellings: properties that hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accanto.people.names import compare, normalise, normalise_phone, search_keys, tokens

TEXT = st.text(alphabet=st.characters(), max_size=80)
NAMES = st.lists(
    st.sampled_from(["Mohamed", "Amina", "Diallo", "محمد", "Олена", "ሰላም", "Traoré", "Rahman", "Ould"]),
    max_size=5,
).map(" ".join)


@given(TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(TEXT)
def test_no_text_is_too_strange(text: str) -> None:
    for key in search_keys(text):
        key.encode("utf-8")
    assert 0.0 <= compare(text, "Amina Diallo").score <= 1.0
    assert normalise_phone(text).isdigit() or normalise_phone(text) == ""


@given(NAMES)
def test_the_order_of_names_makes_no_difference(name: str) -> None:
    turned = " ".join(reversed(tokens(name)))
    assert search_keys(turned) == search_keys(" ".join(tokens(name)))


@given(NAMES, NAMES)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert compare(one, other).score == compare(other, one).score


def test_a_very_long_name_is_cut() -> None:
    assert len(normalise("a" * 100_000)) <= 300
