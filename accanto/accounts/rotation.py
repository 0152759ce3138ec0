"""Secrets of second factors under a new key: allauth keeps them as sealed text within a JSON column."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accanto.accounts.adapters import SecondFactorAdapter
from accanto.core.keys import keyring
from accanto.core.sealed import key_id_of

_SECRETS = ("secret", "seed")


def reseal() -> int:
    """Returns how many secrets were rewritten."""
    adapter, done = SecondFactorAdapter(), 0
    current = keyring().ring("seal").current
    for pk in Authenticator.objects.values_list("pk", flat=True).order_by("pk"):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=pk)
            old = [name for name in _held(row.data) if key_id_of(row.data[name]) != current]
            for name in old:
                row.data[name] = adapter.encrypt(adapter.decrypt(row.data[name]))
            if old:
                row.save(update_fields=["data"])
            done += len(old)
    return done


def count_under(key_id: str) -> int:
    """How many secrets still need a key."""
    return sum(
        key_id_of(data[name]) == key_id
        for data in Authenticator.objects.values_list("data", flat=True)
        for name in _held(data)
    )


def _held(data: dict[str, Any]) -> list[str]:
    return [name for name in _SECRETS if isinstance(data.get(name), str)]
