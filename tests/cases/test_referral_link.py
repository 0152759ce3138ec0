"""The service's own answer by a link: once, until a day, saying the least."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Referral, ReferralLink
from accanto.cases.operations.content import add_need, record_outcome, refer
from accanto.cases.operations.referral_link import answer_by_link, make_referral_link, revoke_referral_links
from accanto.cases.operations.transfer import offer_transfer, withdraw_transfer
from accanto.core import today, trail
from accanto.core.scoping import unrecorded
from accanto.people.operations.identity import add_identity
from accanto.people.operations.person import give_consent, withdraw_consent
from tests.access.objects import Objects
from tests.cast import SYSTEM, TODAY, Cast

ASKED = "Un colloquio per la residenza"


@pytest.fixture
def referral(cast: Cast) -> Referral:
    cache.clear()
    case, berta = cast.case(), cast.actor(cast.berta)
    add_identity(SYSTEM, person=case.person, given_name="Samira", family_name="Segreto")
    need = add_need(berta, case=case, area="legal", words="Parole riservate")
    service = Objects(cast, "own").of("directory.Service")
    return refer(berta, case=case, service=service, need=need, note="Nota riservata")


def make(cast: Cast, referral: Referral, **values: Any) -> tuple[ReferralLink, str]:
    url = reverse("cases:referral_answer", args=["SECRET"])
    return make_referral_link(
        cast.actor(cast.berta), referral=referral, asked=ASKED, answer_url=url, **values
    )


def test_a_service_answers_once_without_an_account(cast: Cast, referral: Referral) -> None:
    _link, url = make(cast, referral)
    public = cast.client(None)
    page = public.get(url)
    text = page.content.decode()
    assert referral.code in text
    assert ASKED in text
    for hidden in ("Samira", "Parole riservate", "Nota riservata", referral.case.code, "Berta"):
        assert hidden not in text
    assert "no-store" in page["Cache-Control"]
    assert public.post(url, {"outcome": "served"}).status_code == 422, "not one of the four"
    answer = public.post(url, {"outcome": "taken_on", "words": "Torna martedì"})
    assert answer.status_code == 302
    assert public.get(answer["Location"]).status_code == 200

    again = public.get(url)  # forwarded: it tells nothing
    assert again.status_code == public.post(url, {"outcome": "full"}).status_code == 404
    assert referral.code not in again.content.decode()
    assert ASKED not in again.content.decode()
    referral.refresh_from_db()
    assert (referral.outcome, referral.answer) == ("taken_on", "Torna martedì")
    assert "Torna martedì" in cast.client(cast.berta).get(referral.get_absolute_url()).content.decode()
    assert [item.kind for item in today.items(cast.actor(cast.berta))].count("answer") == 1


@pytest.mark.parametrize("end", ["revoked", "expired", "answered", "another made"])
def test_a_link_that_no_longer_works(cast: Cast, referral: Referral, end: str) -> None:
    link, url = make(cast, referral)
    if end == "revoked":
        revoke_referral_links(cast.actor(cast.berta), referral=referral)
    elif end == "expired":
        trail.change(SYSTEM, link, "test.aged", expires_on=timezone.now() - timedelta(seconds=1))
    elif end == "answered":
        record_outcome(cast.actor(cast.berta), referral=referral, outcome="not_gone")
    else:
        make(cast, referral)
    assert cast.client(None).get(url).status_code == 404
    with pytest.raises(ValidationError):
        answer_by_link(url.rstrip("/").rsplit("/", maxsplit=1)[-1], outcome="came")


def test_the_name_only_where_the_person_agreed(cast: Cast, referral: Referral) -> None:
    with pytest.raises(ValidationError) as refused:
        make(cast, referral, with_name=True)
    assert "with_name" in refused.value.error_dict
    person = referral.case.person
    berta = cast.actor(cast.berta)
    consent = give_consent(berta, person=person, purpose="sharing", given_on=TODAY(), channel="spoken")
    _link, url = make(cast, referral, with_name=True)
    assert "Samira" in cast.client(None).get(url).content.decode()
    withdraw_consent(berta, consent=consent)
    assert "Samira" not in cast.client(None).get(url).content.decode()
    bare = ReferralLink(
        referral=referral,
        token_hash="x",  # noqa: S106  no secret
        asked=ASKED,
        with_name=True,
        expires_on=timezone.now(),
    )
    with pytest.raises(IntegrityError), transaction.atomic(), unrecorded("past every check"):
        bare.save(force_insert=True)


def test_too_many_tries_from_one_place_find_nothing(cast: Cast, referral: Referral) -> None:
    _link, url = make(cast, referral)
    public = cast.client(None)
    for _each in range(61):
        public.get(reverse("cases:referral_answer", args=["guess"]))
    assert public.get(url).status_code == 404
    cache.clear()
    assert public.get(url).status_code == 200


def test_an_operator_makes_it_and_it_is_shown_once(
    cast: Cast, referral: Referral, django_capture_on_commit_callbacks: Any
) -> None:
    client = cast.client(cast.berta)
    url = reverse("cases:referral_link", args=[referral.pk])
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(url, {"asked": ASKED, "to": "sportello@example.org"})
    found = re.search(r"/cases/answer/[\w-]{43}/", page.content.decode())
    assert found
    assert found[0] in mail.outbox[0].body
    assert "Samira" not in mail.outbox[0].body
    assert cast.client(None).get(found[0]).status_code == 200
    assert found[0] not in client.get(referral.get_absolute_url()).content.decode()
    bad = client.post(url, {"asked": ASKED, "to": "no address"})
    assert bad.status_code == 422
    assert ASKED in bad.content.decode()


def test_an_offer_of_the_case_leaves_the_link_working(cast: Cast, referral: Referral) -> None:
    _link, url = make(cast, referral)
    berta = cast.actor(cast.berta)
    said = {"receiver": cast.org_b, "words": "Cercano casa", "agrees": True, "channel": "spoken"}
    transfer = offer_transfer(berta, case=referral.case, **said)
    assert cast.client(None).get(url).status_code == 200
    withdraw_transfer(berta, transfer=transfer)


def test_no_link_tells_a_name_that_its_maker_may_not_open(cast: Cast, referral: Referral) -> None:
    person = referral.case.person
    give_consent(cast.actor(cast.berta), person=person, purpose="sharing", channel="spoken", given_on=TODAY())
    url = reverse("cases:referral_answer", args=["SECRET"])
    with pytest.raises(ValidationError) as refused:
        make_referral_link(
            cast.actor(cast.bruna), referral=referral, asked=ASKED, answer_url=url, with_name=True
        )
    assert "closed" in {error.code for error in refused.value.error_list}
    _link, url = make(cast, referral, with_name=True)
    assert "Samira" in cast.client(None).get(url).content.decode()
    done = {"opened_on": TODAY() - timedelta(days=2), "closed_on": TODAY(), "outcome": "moved"}
    trail.change(SYSTEM, referral.case, "test.made", **done)
    assert "Samira" not in cast.client(None).get(url).content.decode()
