"""Tokens for the API: made, withdrawn, believed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import ApiToken, User
from accanto.accounts.roles import TOKEN_CAPABILITIES
from accanto.core import trail
from accanto.core.actor import NOTHING, Actor, NotAllowed, Paths
from accanto.core.scoping import unrecorded

#: What every token begins with, so that one that leaked is known for what it is.
MARK = "accanto_"
LONGEST_DAYS = 366
#: When a token was used is noted no more often than this.
_NOTED = timedelta(minutes=10)


@dataclass(frozen=True)
class TokenActor:
    """A user through a token: what the token was given, as far as the user's roles still have it."""

    user: Actor
    given: frozenset[str]
    name: str

    @property
    def user_id(self) -> UUID | None:
        return self.user.user_id

    @property
    def label(self) -> str:
        return f"{self.user.label} ({self.name})"[:254]

    def may(self, capability: str) -> bool:
        return capability in self.given and self.user.may(capability)

    def rows(self, capability: str, paths: Paths) -> Q:
        return self.user.rows(capability, paths) if capability in self.given else NOTHING

    def require(self, capability: str, **place: Any) -> None:
        if capability not in self.given:
            raise NotAllowed
        self.user.require(capability, **place)

    def covers(self, capability: str, **place: Any) -> bool:
        return capability in self.given and self.user.covers(capability, **place)


def may_give(actor: Actor) -> list[str]:
    """The capabilities that the actor can give to a token."""
    return [name for name in TOKEN_CAPABILITIES if actor.may(name)]


def add_token(actor: Actor, *, name: str, capabilities: Iterable[str], days: int) -> tuple[ApiToken, str]:
    """A token and its secret, which nobody can read again. Raises NotAllowed, ValidationError."""
    wanted = sorted(set(capabilities))
    if not wanted:
        raise ValidationError({"capabilities": _("Choose at least one.")})
    if not set(wanted) <= set(may_give(actor)) or actor.user_id is None:
        raise NotAllowed
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": _("Between 1 and %(most)d days.") % {"most": LONGEST_DAYS}})
    secret = MARK + secrets.token_urlsafe(32)
    row = ApiToken(
        user=User.objects.get(pk=actor.user_id),
        name=name,
        start=secret[:12],
        secret_hash=_hash(secret),
        capabilities=wanted,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return trail.create(actor, row, "token.made"), secret


def revoke_token(actor: Actor, *, token: ApiToken) -> ApiToken:
    """It stops working at once."""
    if token.user_id != actor.user_id:
        raise NotAllowed
    return trail.change(actor, token, "token.withdrawn", revoked_at=token.revoked_at or timezone.now())


def actor_of_token(secret: str) -> tuple[TokenActor, ApiToken] | None:
    """Who acts with this secret, or None: unknown, expired, withdrawn, and its user gone look alike."""
    if not secret.startswith(MARK) or len(secret) > 100:
        return None
    tokens = ApiToken.objects.unscoped("the secret of a token is the right to use it")
    found = tokens.filter(secret_hash=_hash(secret)).select_related("user").first()
    if found is None or not found.is_good or not found.user.is_active:
        return None
    _note_use(found)
    given = {each for name in found.capabilities for each in (name, *TOKEN_CAPABILITIES.get(name, ()))}
    return TokenActor(actor_of(found.user), frozenset(given), found.name), found


def _note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > _NOTED:
        with unrecorded("when a token was last used is no act of its user"):
            tokens = ApiToken.objects.unscoped("when it was last used")
            tokens.filter(pk=token.pk).update(last_used_at=now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
