"""Sign-in: second factor for roles that need one, limits, no telling who has an account, invitations."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.adapters import SecondFactorAdapter
from accanto.accounts.models import Membership
from accanto.accounts.operations.membership import end_role
from accanto.accounts.rotation import count_under, reseal
from accanto.accounts.templatetags.demo_hint import code_of, demo_code
from accanto.core.keys import keyring
from tests.cast import SYSTEM, Cast

PASSWORD = "una frase lunga e mia"
SECRET = settings.DEMO_SECOND_FACTOR


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> None:
    cache.clear()


def _sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_role_that_opens_identities_must_have_a_second_factor(cast: Cast) -> None:
    client = Client()
    _sign_in(client, "berta@example.org")
    assert client.get(reverse("people:person_list"))["Location"] == reverse("mfa_index")


def test_a_role_that_does_not_may_go_on(cast: Cast) -> None:
    client = Client()
    _sign_in(client, "carlos@example.org")
    assert client.get(reverse("network:project_list")).status_code == 200


def test_the_code_is_asked_for_and_right(cast: Cast) -> None:
    data = {"secret": SecondFactorAdapter().encrypt(SECRET)}
    Authenticator.objects.create(user=cast.berta, type=Authenticator.Type.TOTP, data=data)
    client = Client()
    answer = _sign_in(client, "berta@example.org")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("people:person_list")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert client.get(reverse("people:person_list")).status_code == 200


def test_secrets_of_second_factors_follow_a_key_rotation(cast: Cast) -> None:
    data = {"secret": SecondFactorAdapter().encrypt(SECRET)}
    row = Authenticator.objects.create(user=cast.berta, type=Authenticator.Type.TOTP, data=data)
    assert SECRET not in str(row.data)
    old = keyring().ring("seal").current
    keyring().add("seal")
    assert count_under(old) == 1
    assert reseal() == 1
    assert count_under(old) == 0
    row.refresh_from_db()
    assert SecondFactorAdapter().decrypt(row.data["secret"]) == SECRET


def test_outside_the_demo_no_code_is_shown() -> None:
    assert demo_code() == ""


def test_wrong_passwords_are_limited(cast: Cast) -> None:
    client = Client()
    for _try in range(12):
        answer = _sign_in(client, "carlos@example.org", "sbagliata di certo")
    assert answer.status_code == 429 or "_auth_user_id" not in client.session
    assert _sign_in(client, "carlos@example.org").status_code != 302


@pytest.mark.parametrize("email", ["carlos@example.org", "nobody@example.org"])
def test_a_reset_tells_nobody_who_has_an_account(cast: Cast, email: str) -> None:
    answer = Client().post(reverse("account_reset_password"), {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_reset_password_done"))


def test_nobody_signs_up_without_an_invitation(cast: Cast) -> None:
    page = Client().post(reverse("account_signup"), {"email": "x@example.org", "password1": PASSWORD})
    assert not type(cast.berta).objects.filter(email="x@example.org").exists()
    assert page.status_code == 200


def test_an_invitation_is_accepted_once(cast: Cast) -> None:
    client = cast.client(cast.mario)
    asked = {
        "name": "Nina Prova", "email": "nina@example.org", "language": "it", "role": "operator",
        "organisation": cast.org_a.pk, "project": cast.project.pk,
    }  # fmt: skip
    assert client.post(reverse("accounts:user_invite"), asked).status_code == 302


def test_a_manager_gives_no_role_of_the_network(cast: Cast) -> None:
    client = cast.client(cast.mario)
    asked = {
        "name": "X",
        "email": "x@example.org",
        "language": "it",
        "role": "administrator",
        "organisation": cast.org_a.pk,
    }
    answer = client.post(reverse("accounts:user_invite"), asked)
    assert answer.status_code == 422
    assert "role" in answer.context["form"].errors


@pytest.mark.django_db(transaction=True)
def test_the_link_of_an_invitation_makes_an_account(transactional_db: None) -> None:
    from tests.cast import make_cast

    cast = make_cast()
    asked = {
        "name": "Nina Prova", "email": "nina@example.org", "language": "it", "role": "outreach",
        "organisation": cast.org_a.pk, "project": cast.project.pk,
    }  # fmt: skip
    cast.client(cast.mario).post(reverse("accounts:user_invite"), asked)
    link = re.search(r"/accounts/invitation/\S+", mail.outbox[-1].body)
    assert link is not None
    guest = Client()
    weak = guest.post(link.group(), {"name": "Nina", "password": "corta"})
    assert weak.status_code == 422
    assert "password" in weak.context["form"].errors
    assert guest.post(link.group(), {"name": "Nina", "password": "un'altra frase mia"}).status_code == 302
    assert Client().get(link.group()).status_code == 410


def test_a_role_that_ended_holds_no_longer_at_the_next_request(cast: Cast) -> None:
    client = cast.client(cast.berta)
    assert client.get(reverse("people:person_list")).status_code == 200
    held = Membership.objects.visible_to(SYSTEM).get(user=cast.berta)
    end_role(SYSTEM, membership=held)
    assert client.get(reverse("people:person_list")).status_code == 403


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = cast.client(cast.carlos)
    cast.carlos.is_active = False
    cast.carlos.save()
    assert client.get(reverse("network:project_list")).status_code == 302


def test_role_changes_ask_for_a_recent_sign_in(cast: Cast) -> None:
    client = cast.client(cast.mario)
    session: Any = client.session
    long_ago = (timezone.now() - timedelta(hours=1)).timestamp()
    session["account_authentication_methods"] = [
        {"method": "password", "at": long_ago, "email": "mario@example.org"}
    ]
    session.save()
    answer = client.get(reverse("accounts:user_invite"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/plans/1/?a=b", "/plans/1/"),
        ("https://elsewhere.example.org/plans/1/", "/today/"),
        ("nonsense", "/today/"),
        ("", "/today/"),
    ],
)
def test_who_taps_a_button_after_the_session_ended_comes_back_to_a_page(
    client: Client, db: None, referer: str, back: str
) -> None:
    """The button's own address takes no GET: after signing in it would be a blank error."""
    url = reverse("plans:action_end", args=["01a21630-5260-77e5-92e8-5629482501d3", "done"])
    answer = client.post(url, headers={"referer": referer} if referer else {})
    assert answer["Location"] == f"{reverse('account_login')}?{urlencode({'next': back}, safe='/')}"
