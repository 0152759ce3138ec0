"""What allauth asks of the product: no open sign-up, secrets of second factors sealed."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accanto.core.sealed import seal, unseal

_PLACE = "mfa_authenticator|data|secret"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes stand sealed in the database."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code or the key is not right: try again, or use a recovery code."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, place=_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, place=_PLACE)

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Accanto"}
