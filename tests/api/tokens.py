"""Tokens for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accanto.accounts.models import ApiToken
from accanto.accounts.operations.token import MARK, _hash
from accanto.core import trail
from tests.cast import SYSTEM


def make_token(user: Any, capabilities: Sequence[str] = ("services.edit",), **values: Any) -> str:
    """A token of this user, whether or not they could have made it themselves; its secret."""
    secret = f"{MARK}{user.email}-{ApiToken.objects.visible_to(SYSTEM).count()}"
    facts = {"expires_at": timezone.now() + timedelta(days=1), **values}
    row = ApiToken(
        user=user,
        name="prova",
        start=secret[:12],
        secret_hash=_hash(secret),
        capabilities=list(capabilities),
        **facts,
    )
    trail.create(SYSTEM, row, "test.made")
    return secret
