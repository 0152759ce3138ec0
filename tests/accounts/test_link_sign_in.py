"""Signing in by a link, as someone would who has the link, the phone, the token or the address of another."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.doors import COOKIE
from accanto.accounts.models import Membership, RememberedDevice
from accanto.accounts.operations.device import end_device
from accanto.accounts.operations.membership import give_role
from accanto.accounts.roles import _NEEDS_SECOND_FACTOR, LINK_ROLES, ROLES, Reach, Role, may_enter_by_link
from accanto.privacy.models import AuditEntry
from accanto.tutoring.operations.party import shut_out
from tests.cast import SYSTEM, Cast
from tests.tutoring.pact import come_in, invite, make_tie

TODAY = "/today/?all"  # without it, who has one tie is led on to its page


def _in(client: Client) -> bool:
    return client.get(TODAY).status_code == 200


def _later(client: Client) -> Client:
    """The same phone after its session ended: only the remembered token is left."""
    again = Client()
    again.cookies[COOKIE] = client.cookies[COOKIE].value
    return again


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def party(cast: Cast) -> Any:
    """A tutoring, and the phone of its person, which came in by link."""
    tie = make_tie(cast)
    client, _answer = come_in(invite(cast, tie, email="leila@example.org"))
    tie.refresh_from_db()
    return tie, client


@pytest.mark.parametrize("role", list(Role))
def test_which_roles_a_link_may_open(role: Role) -> None:
    """Worked out from the roles table: own rows alone, and nothing that asks for a second factor."""
    reaches = {reach for name, reach in ROLES[role].items() if name != "services.see"}
    harmless = reaches == {Reach.OWN} and not _NEEDS_SECOND_FACTOR & ROLES[role].keys()
    assert may_enter_by_link({role}) is (role in (Role.TUTOR, Role.BENEFICIARY))
    assert harmless or role not in LINK_ROLES
    assert not may_enter_by_link({Role.TUTOR, role}) or role in LINK_ROLES
    assert not may_enter_by_link(set())


@pytest.mark.parametrize("role", [role for role in Role if role not in LINK_ROLES])
def test_a_further_role_closes_the_door_at_once(cast: Cast, party: Any, role: Role) -> None:
    """Whoever is given any other role signs in with a password from the next request on."""
    tie, client = party
    assert _in(client)
    project = cast.project if role in (Role.COORDINATOR, Role.EVALUATOR) else None
    give_role(SYSTEM, user=tie.case.person.account, role=role, organisation=cast.org_a, project=project)
    assert not _in(client)
    assert not _in(_later(client)) if client.cookies[COOKIE].value else True


def test_a_phone_comes_back_and_its_token_turns(cast: Cast, party: Any) -> None:
    _tie, client = party
    first = client.cookies[COOKIE].value
    second = _later(client)
    assert _in(second)
    third = _later(second)
    assert third.cookies[COOKIE].value != first
    assert _in(third)
    device = RememberedDevice.objects.visible_to(SYSTEM).get()
    stored = f"{device.token_hash}{device.next_hash}{device.before_hash}"
    assert first not in stored and third.cookies[COOKIE].value not in stored


def test_two_pages_at_once_and_a_lost_answer_lose_nobody(party: Any) -> None:
    _tie, client = party
    one, two = _later(client), _later(client)
    assert _in(one) and _in(two)
    assert one.cookies[COOKIE].value == two.cookies[COOKIE].value
    assert _in(_later(client)), "the answer never arrived: the phone still has its old token"


def test_a_copied_token_ends_the_phone_for_both(party: Any) -> None:
    _tie, client = party
    thief = _later(client)
    assert _in(thief)
    assert _in(_later(thief)), "the thief goes on"
    owner = _later(client)
    assert not _in(owner), "the owner's token was left behind: someone else has a copy"
    assert not _in(_later(thief)) and not _in(thief)
    assert AuditEntry.objects.visible_to(SYSTEM).filter(action="device.copied").count() == 1


def test_ninety_days_idle(party: Any) -> None:
    _tie, client = party
    for days, comes in ((91, False), (89, True)):
        with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(days=days)):
            again = _later(client)
            again.get(TODAY)
            assert bool(again.cookies[COOKIE].value) is comes, days


def test_a_form_that_was_open_arrives_after_the_session_ended(party: Any) -> None:
    """Coming back signs in anew, which turns the form's token: what was typed must not be lost for that."""
    tie, client = party
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[COOKIE] = client.cookies[COOKIE].value
    page = strict.get(reverse("accounts:profile"))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert token
    strict.cookies.pop("accanto_session")
    answer = strict.post(
        reverse("accounts:profile"), {"name": "Leila", "language": "ar", "csrfmiddlewaretoken": token[1]}
    )
    assert answer.status_code == 302
    tie.case.person.account.refresh_from_db()
    account = tie.case.person.account
    assert account.language == "ar"
    assert account.name == tie.case.person.code, "and no name of theirs gets into the trail this way"


def test_a_shared_phone_keeps_nothing(cast: Cast) -> None:
    client, _answer = come_in(invite(cast, make_tie(cast)), phone="shared")
    assert _in(client)
    assert client.session.get_expiry_age() <= 30 * 60
    assert not client.cookies.get(COOKIE) or not client.cookies[COOKIE].value
    answer = client.post(reverse("accounts:leave"))
    assert answer.status_code == 302 and not _in(client)


def test_a_phone_is_ended_only_by_its_owner(cast: Cast, party: Any) -> None:
    tie, client = party
    device = RememberedDevice.objects.visible_to(SYSTEM).get()
    url = reverse("accounts:device_end", args=[device.pk])
    assert cast.client(cast.elia).post(url).status_code == 404
    assert _in(client)
    assert client.post(url).status_code == 302
    assert not _in(client) and not _in(_later(client))
    end_device(cast.actor(tie.case.person.account), device=device)


def test_withdrawn_the_next_request_is_out(cast: Cast, party: Any) -> None:
    tie, client = party
    shut_out(cast.actor(cast.berta), tutoring=tie, side="person")
    assert not _in(client) and not _in(_later(client))


def test_a_role_that_ended_and_a_closed_account(cast: Cast, party: Any) -> None:
    tie, client = party
    held = Membership.objects.visible_to(SYSTEM).filter(user=tie.case.person.account)
    from accanto.accounts.operations.membership import end_role

    end_role(SYSTEM, membership=held.get())
    assert not _in(client) and not _in(_later(client))


def test_no_password_and_no_key_is_made_by_link(party: Any) -> None:
    """It would let them in when the link no longer does: whoever holds a shared phone for a minute could."""
    tie, client = party
    for name in ("account_set_password", "account_change_password", "mfa_add_webauthn", "mfa_activate_totp"):
        answer = client.post(
            reverse(name), {"password1": "una frase lunga e mia", "password2": "una frase lunga e mia"}
        )
        assert answer.status_code == 302 and answer["Location"] == reverse("accounts:account")
    tie.case.person.account.refresh_from_db()
    assert not tie.case.person.account.has_usable_password()


@pytest.mark.parametrize("way", ["account_logout", "accounts:leave"])
def test_who_signs_out_is_out(party: Any, way: str) -> None:
    _tie, client = party
    kept = _later(client)
    assert client.post(reverse(way)).status_code == 302
    assert not client.cookies[COOKIE].value and not _in(client)
    assert not _in(kept), "the token that the phone held opens nothing either"


# --- a link by mail ----------------------------------------------------------------------------------


def _ask(client: Client, address: str) -> Any:
    return client.post(reverse("accounts:link_ask"), {"email": address})


def _mailed() -> str:
    found = re.search(r"/accounts/link/[^/]+/", mail.outbox[-1].body)
    assert found
    return found[0]


def test_a_link_by_mail_opens_once_in_the_browser_that_asked(party: Any) -> None:
    asked, other = Client(), Client()
    page = _ask(asked, "Leila@example.org")
    assert page.status_code == 200 and mail.outbox[-1].to == ["Leila@example.org"]
    url = _mailed()
    assert other.get(url).status_code == 410 and other.post(url, {"phone": "mine"}).status_code == 410
    _ask(other, "nobody@example.org")  # a browser that asked for something else is not the one either
    assert other.post(url, {"phone": "mine"}).status_code == 410
    assert asked.head(url).status_code == 200 and asked.get(url).status_code == 200, "a look uses nothing up"
    assert asked.post(url, {}).status_code == 422
    answer = asked.post(url, {"phone": "mine"})
    assert answer.status_code == 302 and _in(asked)
    asked.cookies.pop("accanto_session")
    asked.cookies.pop(COOKIE)
    assert asked.post(url, {"phone": "mine"}).status_code == 410


def test_nobody_learns_who_has_an_account(party: Any) -> None:
    known, unknown = (_ask(Client(), address).content for address in ("leila@example.org", "x@example.org"))
    strip = re.compile(rb'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"')
    assert strip.sub(b"", known) == strip.sub(b"", unknown)
    assert [message.to for message in mail.outbox] == [["leila@example.org"]]


def test_who_was_shut_out_is_sent_nothing(cast: Cast, party: Any) -> None:
    tie, _client = party
    browser = Client()
    _ask(browser, "leila@example.org")
    url = _mailed()
    shut_out(cast.actor(cast.berta), tutoring=tie, side="person")
    assert browser.post(url, {"phone": "mine"}).status_code == 410, "a link that is under way ends too"
    sent = len(mail.outbox)
    _ask(browser, "leila@example.org")
    assert len(mail.outbox) == sent


def test_asking_is_limited(party: Any) -> None:
    statuses = [_ask(Client(), "leila@example.org").status_code for _number in range(10)]
    assert statuses == [200] * 8 + [429] * 2
    assert len(mail.outbox) == 4, "and one address is written to four times an hour"


def test_a_late_link_is_dead(party: Any) -> None:
    browser = Client()
    _ask(browser, "leila@example.org")
    url = _mailed()
    with mock.patch.object(timezone, "now", return_value=timezone.now() + timedelta(minutes=31)):
        assert browser.get(url).status_code == 410


def test_no_secret_stands_in_the_trail(cast: Cast, party: Any) -> None:
    browser = Client()
    _ask(browser, "leila@example.org")
    browser.post(_mailed(), {"phone": "mine"})
    told = str(list(AuditEntry.objects.visible_to(SYSTEM).values()))
    device = RememberedDevice.objects.visible_to(SYSTEM).first()
    assert device.token_hash not in told and "leila@example.org" not in told
    assert _mailed().split("/")[-2] not in told
