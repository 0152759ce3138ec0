"""Referring to a service: what fits the need is offered, the others are looked for, none is listed by thousands."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accanto.cases.models import Case
from accanto.cases.operations.content import add_need
from accanto.directory.operations.service import add_service
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


def _case(cast: Cast) -> Case:
    case = cast.case()
    add_need(SYSTEM, case=case, area="housing", words="una stanza")
    return case


def _service(cast: Cast, name: str, area: str, **more: Any) -> Any:
    return add_service(
        SYSTEM, name=name, provider="Ente", municipality=cast.municipality, areas=[area], **more
    )


def test_the_list_to_choose_from_holds_what_fits_and_no_other(cast: Cast) -> None:
    case = _case(cast)
    fits, other = _service(cast, "Agenzia casa", "housing"), _service(cast, "Ciclofficina", "mobility")
    page = cast.client(cast.berta).get(reverse("cases:referral_add", args=[case.pk])).content.decode()
    assert str(fits.pk) in page and str(other.pk) not in page


def test_another_service_is_found_by_its_words(cast: Cast) -> None:
    case = _case(cast)
    other = _service(cast, "Ciclofficina", "mobility")
    client = cast.client(cast.berta)
    page = client.get(
        reverse("cases:referral_add", args=[case.pk]), {"word": "ciclofficine"}
    ).content.decode()
    assert str(other.pk) in page
    nothing = client.get(reverse("cases:referral_add", args=[case.pk]), {"word": "zzzzzz"})
    assert nothing.status_code == 200 and not nothing.context["proposed"]


def test_a_service_that_was_not_offered_may_be_sent_and_stays_chosen_after_an_error(cast: Cast) -> None:
    case = _case(cast)
    other = _service(cast, "Ciclofficina", "mobility")
    client, url = cast.client(cast.berta), reverse("cases:referral_add", args=[case.pk])
    wrong = client.post(url, {"service": other.pk, "outcome": "nonsense", "note": "da Omar"})
    assert wrong.status_code == 422
    assert f'value="{other.pk}" selected' in wrong.content.decode() and "da Omar" in wrong.content.decode()
    assert client.post(url, {"service": other.pk, "outcome": "waiting"}).status_code == 302


@pytest.mark.parametrize("service", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_no_service_is_said_at_the_field(cast: Cast, service: str) -> None:
    case = _case(cast)
    answer = cast.client(cast.berta).post(
        reverse("cases:referral_add", args=[case.pk]), {"service": service, "outcome": "waiting"}
    )
    assert answer.status_code == 422 and "service" in answer.context["form"].errors
