"""Sealed columns: encrypted at rest, bound to their place, opened only when read."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from accanto.cases.models import Need
from accanto.core import trail
from accanto.core.gate import clean_text
from accanto.core.keys import keyring
from accanto.core.sealed import SealBroken, Sealed, keyed_hash, keyed_hashes, seal, unseal
from tests.cast import SYSTEM, TODAY, Cast

TEXT = st.text(max_size=300).map(clean_text)


@given(TEXT)
def test_what_is_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text, place="t|c|1"), place="t|c|1") == text


@given(TEXT)
def test_the_same_text_never_looks_the_same(text: str) -> None:
    assert seal(text, place="t|c|1") != seal(text, place="t|c|1")


@pytest.mark.parametrize("place", ["t|c|2", "t|d|1", "u|c|1"])
def test_a_value_moved_elsewhere_does_not_open(place: str) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("Amina", place="t|c|1"), place=place)


@pytest.mark.parametrize("position", [0, 5, -1])
def test_an_altered_value_does_not_open(position: int) -> None:
    key_id, _, body = seal("Amina", place="t|c|1").partition(":")
    letters = list(body)
    letters[position] = "A" if letters[position] != "A" else "B"
    with pytest.raises(SealBroken):
        unseal(f"{key_id}:{''.join(letters)}", place="t|c|1")


def _need(cast: Cast, words: str) -> Need:
    return trail.create(
        SYSTEM, Need(case=cast.case(), area="housing", noted_on=TODAY(), words=words), "need.added"
    )


def test_the_database_holds_no_plain_text(cast: Cast) -> None:
    need = _need(cast, "parola-segreta")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM cases_need")
        (stored,) = cursor.fetchone()
    assert "segreta" not in stored
    assert Need.objects.visible_to(SYSTEM).get(pk=need.pk).words == "parola-segreta"


def test_a_row_that_was_read_is_still_sealed(cast: Cast) -> None:
    need = Need.objects.visible_to(SYSTEM).get(pk=_need(cast, "x").pk)
    assert isinstance(need.__dict__["words"], Sealed)
    assert "x" not in repr(need.__dict__["words"])


def test_the_trail_never_holds_the_value(cast: Cast) -> None:
    from accanto.privacy.models import AuditEntry

    need = _need(cast, "parola-segreta")
    trail.change(SYSTEM, need, "need.changed", words="altra-parola")
    entries = AuditEntry.objects.unscoped("test").filter(object_id=str(need.pk))
    said = " ".join(str(entry.changes) for entry in entries)
    assert "segreta" not in said
    assert "altra" not in said
    assert "words" in said


@pytest.mark.parametrize("lookup", ["words", "words__contains", "words__startswith", "words__in"])
def test_a_sealed_column_cannot_be_asked(db: None, lookup: str) -> None:
    with pytest.raises(FieldError):
        Need.objects.filter(**{lookup: "x"})


def test_deferred_columns_open_too(cast: Cast) -> None:
    need = _need(cast, "piano terra")
    assert Need.objects.visible_to(SYSTEM).defer("words").get(pk=need.pk).words == "piano terra"


def test_hashes_keep_uses_apart() -> None:
    assert keyed_hash("amina", use="name") != keyed_hash("amina", use="email")
    assert keyed_hash("amina", use="name") in keyed_hashes("amina", use="name")
    assert len(keyed_hash("amina", use="name")) == 16
    assert keyring().path.stat().st_mode & 0o077 == 0
