"""Word by word: nothing of either text is lost, and what is the same is not told as changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accanto.core.differences import differences

TEXT = st.lists(st.sampled_from(["voglio", " ", "una", "casa", "بيتًا", ",", "\n", "grande"]), max_size=9).map(
    "".join
)


@given(TEXT | st.text(max_size=12), TEXT | st.text(max_size=12))
def test_applied_they_give_both_texts(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)
    assert (before == after) == all(piece.kind == "same" for piece in pieces)


def test_words_are_told_and_not_letters() -> None:
    told = [
        (piece.kind, piece.text)
        for piece in differences("Voglio una casa grande", "Voglio una stanza grande")
    ]
    assert told == [("same", "Voglio una "), ("gone", "casa"), ("new", "stanza"), ("same", " grande")]
    whole = differences("a casa mia " * 2_000, "b " * 2_000)
    assert [piece.kind for piece in whole] == ["gone", "new"]
