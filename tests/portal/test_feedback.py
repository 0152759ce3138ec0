"""Something wrong? Without an account, a few times an hour, and never lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accanto.directory.models import Feedback
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(cast: Cast) -> str:
    cache.clear()
    facts: dict[str, Any] = {"provider": "x", "municipality": cast.municipality, "areas": ["legal"]}
    return reverse("portal:feedback", args=[add_service(SYSTEM, name="Sportello", **facts).pk])


def kept() -> list[Feedback]:
    return list(Feedback.objects.visible_to(SYSTEM))


def test_it_waits_for_an_editor_and_says_thanks(url: str) -> None:
    page = Client(headers={"accept-language": "ar"}).post(
        url, {"about": "moved", "text": "إلى شارع آخر"}, follow=True
    )
    assert page.status_code == 200 and "شكرًا" in page.content.decode()
    (row,) = kept()
    assert (row.about, row.text, row.language, row.state) == ("moved", "إلى شارع آخر", "ar", "waiting")


def test_what_was_typed_comes_back_with_the_error(url: str) -> None:
    page = Client().post(url, {"about": "", "text": "chiuso da giugno"})
    assert page.status_code == 422 and "chiuso da giugno" in page.content.decode() and not kept()


def test_a_machine_that_fills_in_the_unseen_field_is_thanked_and_forgotten(url: str) -> None:
    assert Client().post(url, {"about": "closed", "website": "http://spam.example"}).status_code == 302
    assert not kept()


def test_five_an_hour_then_later(url: str) -> None:
    client = Client()
    for _each in range(5):
        assert client.post(url, {"about": "hours"}).status_code == 302
    page = client.post(url, {"about": "hours", "text": "ancora"})
    assert page.status_code == 429 and "ancora" in page.content.decode() and len(kept()) == 5
    assert Client(REMOTE_ADDR="192.0.2.7").post(url, {"about": "hours"}).status_code == 302


def test_a_post_of_another_site_is_refused(url: str) -> None:
    assert Client(enforce_csrf_checks=True).post(url, {"about": "closed"}).status_code == 403
    assert not kept()
