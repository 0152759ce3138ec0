"""Passkeys in a real browser, under the site's own policy for scripts: enrolled, then signed in with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from accanto.accounts.models import User
from tests.cast import Cast

pytestmark = pytest.mark.journey
PASSWORD = "una frase lunga e mia"


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> None:
    cache.clear()


class Device:
    """A browser with a virtual security key in it, driven through Chromium's own protocol."""

    def __init__(self, page: Any, root: str, *, resident: bool) -> None:
        self.page, self.root = page, root
        page.set_default_timeout(15_000)
        self.protocol = page.context.new_cdp_session(page)
        self.protocol.send("WebAuthn.enable")
        made = self.protocol.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal" if resident else "usb",
                    "hasResidentKey": resident,
                    "hasUserVerification": resident,
                    "isUserVerified": resident,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        self.key = made["authenticatorId"]

    def open(self, name: str) -> None:
        self.page.goto(self.root + reverse(name))

    def sign_in_with_password(self, user: User) -> None:
        self.open("account_login")
        self.page.locator("#id_login").fill(user.email)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.get_by_role("button", name="Accedi", exact=True).click()

    def enrol(self, *, passwordless: bool) -> None:
        self.page.locator("a[href*='webauthn/add'], a[href*='webauthn/']").first.click()
        self.page.wait_for_url(
            "**" + reverse("account_reauthenticate") + "*"
        )  # whose key it is, is proved first
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("main form button").first.click()
        self.page.locator("#id_name").fill("Telefono di lavoro")
        if passwordless:
            self.page.locator("#id_passwordless").check()
        self.page.locator("#mfa_webauthn_add").click()
        self.page.wait_for_url("**/recovery-codes/**")

    def sign_out(self) -> None:
        self.open("accounts:account")
        self.page.locator("header details.menu summary").last.click()
        self.page.locator(f"form[action='{reverse('account_logout')}'] button").first.click()
        self.page.wait_for_load_state()
        self.open("accounts:account")
        assert "/sign-in/login/" in self.page.url

    def used(self) -> int:
        """How often the key signed, as the device itself counts."""
        found = self.protocol.send("WebAuthn.getCredentials", {"authenticatorId": self.key})
        return sum(int(each["signCount"]) for each in found["credentials"])

    def sees_people(self) -> bool:
        self.open("people:person_list")
        return bool(self.page.url == self.root + reverse("people:person_list"))


@pytest.fixture
def device(live_server: Any, site: Cast, new_page: Callable[..., Any]) -> Callable[..., Device]:
    return lambda *, resident, width=1280: Device(new_page(width=width), live_server.url, resident=resident)


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_passkey_is_enrolled_and_opens_the_door_alone(
    site: Cast, device: Callable[..., Device], axe: Callable[[Any], None], width: int
) -> None:
    here = device(resident=True, width=width)
    here.sign_in_with_password(site.berta)
    assert not here.sees_people()  # her role needs a second factor: she is sent to set one up
    axe(here.page)
    here.enrol(passwordless=True)
    axe(here.page)
    assert here.sees_people()
    kept = Authenticator.objects.get(user=site.berta, type=Authenticator.Type.WEBAUTHN)
    assert kept.wrap().is_passwordless
    here.sign_out()
    here.page.get_by_role("button", name="passkey").click()
    here.page.wait_for_url(lambda url: "sign-in" not in url)
    assert here.sees_people()
    assert here.used() >= 2  # noqa: PLR2004  once enrolling, once signing in


def test_a_security_key_is_the_second_factor(
    site: Cast, device: Callable[..., Device], axe: Callable[[Any], None]
) -> None:
    here = device(resident=False)
    here.sign_in_with_password(site.mario)
    here.sees_people()
    here.enrol(passwordless=False)
    here.sign_out()
    here.sign_in_with_password(site.mario)
    here.page.wait_for_url("**" + reverse("mfa_authenticate"))
    assert not here.sees_people()  # the password alone is not enough
    here.open("mfa_authenticate")
    axe(here.page)
    here.page.locator("#mfa_webauthn_authenticate").click()
    here.page.wait_for_url(lambda url: "sign-in" not in url)
    assert here.sees_people()


def test_a_key_that_is_not_enrolled_opens_nothing(site: Cast, device: Callable[..., Device]) -> None:
    owner = device(resident=True)
    owner.sign_in_with_password(site.berta)
    owner.sees_people()
    owner.enrol(passwordless=True)
    Authenticator.objects.filter(user=site.berta).delete()
    owner.sign_out()
    owner.page.get_by_role("button", name="passkey").click()
    owner.page.get_by_text("Il codice o la chiave non è giusto").wait_for()
    assert not owner.sees_people()


def test_a_device_that_gives_no_key_says_so(
    site: Cast, device: Callable[..., Device], axe: Callable[[Any], None]
) -> None:
    here = device(resident=True, width=390)
    here.protocol.send("WebAuthn.setUserVerified", {"authenticatorId": here.key, "isUserVerified": False})
    here.open("account_login")
    here.page.get_by_role("button", name="passkey").click()
    here.page.get_by_text("Il dispositivo non ha dato nessuna chiave").wait_for()
    axe(here.page)
