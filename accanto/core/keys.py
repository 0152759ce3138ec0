"""The keyring: every key of an installation, in one file outside the database.

Three uses, three families, so that a key of one can never serve another:
`seal` encrypts fields, `index` hashes search tokens, `trail` chains the audit trail.
Each family has a current key and older ones that still read. The file is JSON, mode 0600.
Backups never contain it: a stolen database or backup says nothing without it.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from django.conf import settings

Family = Literal["seal", "index", "trail"]
FAMILIES: tuple[Family, ...] = ("seal", "index", "trail")


class KeyringError(Exception):
    """The keyring is missing, unreadable, or lacks a key that the data need."""


@dataclass
class Ring:
    """Keys of one family: id -> 32 bytes, and which of them writes."""

    current: str
    keys: dict[str, bytes] = field(default_factory=dict)

    def writing(self) -> tuple[str, bytes]:
        return self.current, self.keys[self.current]


class Keyring:
    """Reads the file again when it changes, so that a rotation needs no restart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._rings: dict[Family, Ring] = {}

    def ring(self, family: Family) -> Ring:
        """Raises KeyringError when there is no keyring."""
        try:
            stat = self.path.stat()
        except FileNotFoundError as error:
            raise KeyringError(f"No keyring at {self.path}. `accanto keys create` makes one.") from error
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp != self._stamp:
            with self._lock:
                self._rings = _read(self.path)
                self._stamp = stamp
        return self._rings[family]

    def key(self, family: Family, key_id: str) -> bytes:
        """Raises KeyringError for a key that is not here."""
        try:
            return self.ring(family).keys[key_id]
        except KeyError as error:
            raise KeyringError(f"The keyring has no {family} key {key_id}.") from error

    def create(self) -> None:
        """Write a keyring with one key a family; an existing one is left as it is."""
        if not self.path.exists():
            _write(self.path, {family: _with_new_key(None) for family in FAMILIES})

    def add(self, family: Family) -> str:
        """Add a key to a family and make it the writing one. Returns its id."""
        rings = _read(self.path)
        rings[family] = _with_new_key(rings[family])
        _write(self.path, rings)
        return rings[family].current

    def retire(self, family: Family, key_id: str) -> None:
        """Forget a key. The caller has made sure that nothing is left under it."""
        rings = _read(self.path)
        if rings[family].current == key_id:
            raise KeyringError("The writing key cannot be retired.")
        rings[family].keys.pop(key_id, None)
        _write(self.path, rings)


def _with_new_key(ring: Ring | None) -> Ring:
    number = 1 + max((int(key_id[1:]) for key_id in ring.keys), default=0) if ring else 1
    keys = dict(ring.keys) if ring else {}
    keys[f"k{number}"] = secrets.token_bytes(32)
    return Ring(current=f"k{number}", keys=keys)


def _read(path: Path) -> dict[Family, Ring]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            family: Ring(
                current=data[family]["current"],
                keys={key_id: base64.b64decode(key) for key_id, key in data[family]["keys"].items()},
            )
            for family in FAMILIES
        }
    except (ValueError, KeyError, TypeError) as error:
        raise KeyringError(f"The keyring at {path} cannot be read.") from error


def _write(path: Path, rings: dict[Family, Ring]) -> None:
    """Write beside, then swap in: a crash leaves the old keyring or the new one, never half of one."""
    data = {
        family: {
            "current": ring.current,
            "keys": {key_id: base64.b64encode(key).decode() for key_id, key in ring.keys.items()},
        }
        for family, ring in rings.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


_keyrings: dict[str, Keyring] = {}


def keyring() -> Keyring:
    """The installation's keyring (`ACCANTO_KEYRING`)."""
    place = str(
        settings.ACCANTO_KEYRING
    )  # asked for each sealed value: a path would be taken apart each time
    found = _keyrings.get(place)
    if found is None:
        found = _keyrings[place] = Keyring(Path(place))
    return found
