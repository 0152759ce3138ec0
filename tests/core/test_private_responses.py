"""What stands on a shared machine afterwards: nothing but public pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast


@pytest.mark.parametrize("path", ["/today/", "/people/", "/people/search/", "/cases/", "/", "/no-such-page/"])
def test_pages_of_someone_signed_in_are_not_kept(cast: Cast, path: str) -> None:
    assert "no-store" in cast.client(cast.berta).get(path)["Cache-Control"]


def test_a_refusal_is_not_kept(cast: Cast) -> None:
    theirs = cast.person(cast.org_b)
    answer = cast.client(cast.berta).get(theirs.get_absolute_url())
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]


def test_a_secret_address_is_not_kept(cast: Cast) -> None:
    for url in (
        reverse("accounts:invitation_accept", args=["no-such-secret"]),
        reverse("account_reset_password"),
    ):
        assert "no-store" in cast.client(None).get(url)["Cache-Control"]


def test_public_pages_may_be_kept(cast: Cast) -> None:
    assert "no-store" not in cast.client(None).get("/").headers.get("Cache-Control", "")
