"""What no database can hold never reaches a form; what is too long is answered plainly."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accanto.core.gate import MAX_BODY, clean_text
from tests.cast import Cast

ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)


@given(ANY_TEXT)
def test_clean_text_can_always_be_encoded(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize("text", ["Mohamed Al‑Rashid", "محمد", "ngo̱zi", "Ștefan", "a\u200db", "tab\tline\n"])
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.django_db
def test_a_very_long_address_is_refused() -> None:
    response = Client().get("/sign-in/login/?next=/" + "a" * 9_000)
    assert response.status_code == 414


@pytest.mark.django_db
def test_a_very_long_body_is_refused() -> None:
    response = Client().post("/sign-in/login/", {"login": "a" * 3_000_000})
    assert response.status_code == 413


@pytest.mark.django_db
def test_a_broken_upload_is_refused() -> None:
    response = Client().post("/sign-in/login/", b"not really", content_type="multipart/form-data")
    assert response.status_code in (400, 200)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", ["\x00", "a\x00b", "\u202eabc", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")]
)
def test_a_strange_login_is_an_ordinary_refusal(value: str) -> None:
    response = Client().post("/sign-in/login/", {"login": value, "password": value})
    assert response.status_code == 200


def test_a_body_too_large_is_refused_before_it_is_read(cast: Cast) -> None:
    """Nobody fills the disk with a file, signed in or not."""
    url = reverse("account_login")
    answer = cast.client(None).generic("POST", url, b"x" * 10, CONTENT_LENGTH=str(MAX_BODY + 1))
    assert answer.status_code == 413
    nonsense = cast.client(None).generic("POST", url, b"x" * 10, CONTENT_LENGTH="viele")
    assert nonsense.status_code < 500
