"""An organization confirms or corrects its entry by the link it was sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accanto.core import trail
from accanto.directory.models import Correction, Service
from accanto.directory.operations.keeping import SECRET, send_confirmation_link
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast: Cast) -> Any:
    cache.clear()
    row = add_service(
        SYSTEM, name="Doposcuola", provider="Oratorio", municipality=cast.municipality, areas=["family"],
        description="Compiti", email="oratorio@example.org",
    )  # fmt: skip
    return trail.change(SYSTEM, row, "service.changed", assured_date=None, check_again_by=None)


@pytest.fixture
def url(service: Any, django_capture_on_commit_callbacks: Any) -> str:
    with django_capture_on_commit_callbacks(execute=True):
        send_confirmation_link(
            SYSTEM, service=service, confirm_url=f"/confirm/{SECRET}/", to="oratorio@example.org"
        )
    found = re.search(r"/confirm/[^\s/]+/", mail.outbox[-1].body)
    assert found is not None and found[0] != f"/confirm/{SECRET}/"
    return found[0]


def fresh(service: Any) -> Any:
    return Service.objects.visible_to(SYSTEM).get(pk=service.pk)


def test_one_tap_says_that_all_is_true_and_the_link_is_used_up(service: Any, url: str) -> None:
    page = Client().get(url)
    assert "Compiti" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin" and "no-store" in page["Cache-Control"]
    assert Client().post(url + "true/").status_code == 302
    assert fresh(service).assured_date == TODAY()
    assert Client().get(url).status_code == 404 and Client().post(url + "true/").status_code == 404


def test_opening_the_link_alone_confirms_nothing(service: Any, url: str) -> None:
    Client().get(url)
    assert fresh(service).assured_date is None


def test_a_correction_waits_for_an_editor(service: Any, url: str) -> None:
    page = Client().post(
        url, {"description": "Compiti e merenda", "opening": "15-18", "email": "oratorio@example.org"}
    )
    assert page.status_code == 302 and page["Location"] == reverse("portal:confirm_thanks")
    (row,) = Correction.objects.visible_to(SYSTEM)
    assert row.values == {"description": "Compiti e merenda", "opening": "15-18"}
    assert fresh(service).description == "Compiti" and Client().get(url).status_code == 404


def test_bad_input_keeps_what_was_typed_and_the_link(service: Any, url: str) -> None:
    page = Client().post(url, {"email": "not an address", "note": "Siamo in via Due"})
    assert page.status_code == 422 and "Siamo in via Due" in page.content.decode()
    assert Client().get(url).status_code == 200


@pytest.mark.parametrize("secret", ["x", "x" * 500, "%00", "..."])
def test_a_link_that_does_not_work_says_so(secret: str, db: None) -> None:
    cache.clear()
    page = Client(headers={"accept-language": "it"}).get(f"/confirm/{secret}/")
    assert page.status_code == 404


def test_secrets_cannot_be_tried_without_end(service: Any, url: str) -> None:
    client = Client()
    for _each in range(60):
        client.get("/confirm/wrong/")
    assert client.get(url).status_code == 404
    assert Client(REMOTE_ADDR="192.0.2.9").get(url).status_code == 200
