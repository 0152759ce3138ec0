"""Encrypted columns and keyed hashes.

A sealed value is AES-256-GCM (NIST SP 800-38D) with associated data `table|column|row`, so a
ciphertext moved to another row, column or table does not open. The key's id stands in front, so
old keys keep reading while a rotation runs. Nothing can be looked up in a sealed column but
whether it is null; search goes through `keyed_hash`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import models

from accanto.core.keys import keyring

_NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: altered, moved to another place, or its key is wrong."""


def seal(text: str, *, place: str) -> str:
    """Encrypt for one place (`table|column|row`). Returns `<key id>:<base64>`."""
    key_id, key = keyring().ring("seal").writing()
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, text.encode("utf-8"), place.encode())
    return f"{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(token: str, *, place: str) -> str:
    """Decrypt. Raises SealBroken, or KeyringError when the key is not in the keyring."""
    key_id, _, encoded = token.partition(":")
    key = keyring().key("seal", key_id)
    try:
        raw = base64.b64decode(encoded, validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode("utf-8")
    except (InvalidTag, ValueError) as error:
        raise SealBroken(f"A sealed value at {place} does not open.") from error


def key_id_of(token: str) -> str:
    return token.partition(":")[0]


def keyed_hash(value: str, *, use: str) -> bytes:
    """16 bytes of HMAC-SHA-256 under the current index key; `use` keeps vocabularies apart."""
    _, key = keyring().ring("index").writing()
    return _keyed(key, value, use)


def keyed_hashes(value: str, *, use: str) -> list[bytes]:
    """The hashes under every index key there is: what a search must look for during a rotation."""
    return [_keyed(key, value, use) for key in keyring().ring("index").keys.values()]


def _keyed(key: bytes, value: str, use: str) -> bytes:
    return hmac.new(key, f"{use}\x00{value}".encode(), hashlib.sha256).digest()[:16]


class Sealed:
    """What a sealed column holds before someone opens it: never the plain text."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


class _SealedAttribute:
    """Opens a value when it is read, because only then is the row known for certain."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:  # deferred: let Django fetch it
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = self.field.to_python(unseal(value.token, place=self.field.place(instance)))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """Text that stands encrypted in the database. Needs a primary key made before saving."""

    sensitive = True

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _SealedAttribute(self))

    def place(self, instance: models.Model) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{instance.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(seal(self._plain(value), place=self.place(model_instance)))

    def _plain(self, value: Any) -> str:
        return str(value)

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise FieldError(f"{self.name}: only sealed values are written")
        return value.token

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def value_from_object(self, obj: models.Model) -> Any:
        return getattr(obj, self.attname)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: only isnull can be asked of it")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: it cannot be transformed")


class SealedJSONField(SealedTextField):
    """A JSON document that stands encrypted in the database."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def _plain(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value
