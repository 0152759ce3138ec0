"""One's own sessions, recovery codes, second factors, and what a password reset tells a stranger."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts import hashers
from accanto.accounts.templatetags.demo_hint import code_of
from accanto.core.screens import ExportScreen
from tests.access.matrix import addresses
from tests.cast import Cast

PASSWORD = "una frase lunga e mia"
SECRET = settings.DEMO_SECOND_FACTOR


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> None:
    cache.clear()


def _signed_in(email: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return client


# --- sessions -----------------------------------------------------------------------------------


def test_my_sessions_end_another_session(cast: Cast) -> None:
    here, elsewhere, colleague = (_signed_in(f"{name}@example.org") for name in ("carlos", "carlos", "fadi"))
    page = here.get(reverse("usersessions_list"))
    assert len(page.context["sessions"]) == 2
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("network:project_list")).status_code == 200
    assert elsewhere.get(reverse("network:project_list")).status_code == 302
    assert colleague.get(reverse("network:project_list")).status_code == 200
    assert UserSession.objects.filter(user=cast.carlos).count() == 1


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    here, elsewhere = _signed_in("carlos@example.org"), _signed_in("carlos@example.org")
    new = "tutta un'altra frase lunga"
    here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    cast.carlos.refresh_from_db()
    assert cast.carlos.check_password(new)
    assert elsewhere.get(reverse("network:project_list")).status_code == 302


# --- second factors -----------------------------------------------------------------------------


def _with_factors(cast: Cast) -> list[str]:
    """Berta has an app and recovery codes; returns the codes."""
    TOTP.activate(cast.berta, SECRET)
    return list(RecoveryCodes.activate(cast.berta).get_unused_codes())


def test_a_recovery_code_works_once(cast: Cast) -> None:
    code = _with_factors(cast)[0]
    first = _signed_in("berta@example.org")
    first.post(reverse("mfa_authenticate"), {"code": code})
    assert first.get(reverse("people:person_list")).status_code == 200
    cache.clear()
    second = _signed_in("berta@example.org")
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_recovery_codes_do_not_stand_in_the_database(cast: Cast) -> None:
    codes = _with_factors(cast)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(code in kept for code in codes)
    assert SECRET not in kept


def test_a_code_of_the_app_works_once(cast: Cast) -> None:
    _with_factors(cast)
    code = code_of(SECRET)
    _signed_in("berta@example.org").post(reverse("mfa_authenticate"), {"code": code})
    second = _signed_in("berta@example.org")
    second.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in second.session


def test_who_removes_their_second_factor_is_asked_for_one_at_once(cast: Cast) -> None:
    codes = _with_factors(cast)
    here = _signed_in("berta@example.org")
    here.post(reverse("mfa_authenticate"), {"code": codes[0]})
    elsewhere = _signed_in("berta@example.org")
    elsewhere.post(reverse("mfa_authenticate"), {"code": codes[1]})
    assert elsewhere.get(reverse("people:person_list")).status_code == 200
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    here.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=cast.berta, type=Authenticator.Type.TOTP).exists()
    assert here.get(reverse("people:person_list"))["Location"] == reverse("mfa_index")
    assert elsewhere.get(reverse("people:person_list")).status_code == 302


# --- password reset -----------------------------------------------------------------------------


def _asked(email: str) -> tuple[int, Any, str]:
    client = Client()
    answer = client.post(reverse("account_reset_password"), {"email": email})
    page = client.get(answer["Location"]).content.decode()
    return answer.status_code, answer["Location"], re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_reset_answers_the_same_for_everyone(cast: Cast) -> None:
    """Someone with an account, someone without, someone whose account is closed: one answer."""
    cast.fadi.is_active = False
    cast.fadi.save()
    answers = {_asked(f"{name}@example.org") for name in ("carlos", "nobody", "fadi")}
    assert len(answers) == 1
    assert [message.to for message in mail.outbox] == [["carlos@example.org"]]


def test_the_link_of_a_reset_works_once(cast: Cast) -> None:
    _asked("carlos@example.org")
    link = next(word for word in mail.outbox[-1].body.split() if "/sign-in/password/reset/key/" in word)
    new = "tutta un'altra frase lunga"
    client = Client()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    cast.carlos.refresh_from_db()
    assert cast.carlos.check_password(new)
    again = Client().get(link, follow=True)
    assert again.context.get("token_fail")


def test_a_wrong_address_costs_a_hash_as_a_wrong_password_does(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in takes as long for an address without an account: the password is hashed either way."""
    hashed: list[str] = []
    hasher = type(hashers.Argon2id())
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", [f"{hasher.__module__}.{hasher.__name__}"])
    from django.contrib.auth import hashers as django_hashers

    django_hashers.get_hashers.cache_clear()
    original = hasher.encode
    monkeypatch.setattr(
        hasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or original(self, password, salt),
    )
    try:
        wrong = "sbagliata di certo"
        Client().post(reverse("account_login"), {"login": "nobody@example.org", "password": wrong})
        assert hashed == [wrong]
    finally:
        monkeypatch.undo()
        django_hashers.get_hashers.cache_clear()


# --- recent sign-in -----------------------------------------------------------------------------

#: Screens that change roles: each asks again.
OF_ROLES = {"accounts:user_invite", "accounts:role_give", "accounts:role_end"}
ASKING = [each for each in addresses() if getattr(each.view.view_class, "needs_recent_sign_in", False)]


def test_exports_and_changes_of_roles_ask_again() -> None:
    exports = {each.name for each in addresses() if issubclass(each.view.view_class, ExportScreen)}
    assert exports
    assert exports | OF_ROLES <= {each.name for each in ASKING}
    changing = {each.name for each in addresses() if each.capability == "users.change_roles"}
    assert changing <= OF_ROLES


@pytest.mark.parametrize("address", ASKING, ids=lambda each: each.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_old_sign_in_is_not_enough(cast: Cast, address: Any, method: str) -> None:
    from tests.access.objects import Objects
    from tests.access.test_matrix import _url

    url = _url(address, Objects(cast, "own"))
    answers = []
    for name in ("mario", "admin", "carlos", "amina"):
        client = cast.client(cast.users[name])
        session: Any = client.session
        long_ago = (timezone.now() - timedelta(minutes=20)).timestamp()
        session["account_authentication_methods"] = [{"method": "password", "at": long_ago}]
        session.save()
        answers.append(getattr(client, method)(url))
    asked = [answer for answer in answers if answer.status_code == 302]
    assert asked, [answer.status_code for answer in answers]
    assert all(answer["Location"].startswith(reverse("account_reauthenticate")) for answer in asked)
    assert all(answer.status_code in (302, 403, 404) for answer in answers)


def test_the_invited_see_whose_invitation_it_is_and_nothing_else(cast: Cast) -> None:
    page = Client().get(reverse("accounts:invitation_accept", args=["no-such-secret"]))
    assert page.status_code == 410
    assert "example.org" not in page.content.decode()
