"""The file of a backup: packed, encrypted, and taken apart again with every damage noticed."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage


class BackupDamaged(Exception):
    """The file cannot be read: cut, altered, of another kind, or the key is wrong."""


@dataclass(frozen=True)
class Lock:
    """How a backup is encrypted: for a public key (`age1…`), or with a passphrase."""

    recipient: str = ""
    passphrase: str = ""

    def encrypt(self, data: bytes) -> bytes:
        if self.recipient:
            return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(self.recipient)]))
        return bytes(pyrage.passphrase.encrypt(data, self.passphrase))


@dataclass(frozen=True)
class Opener:
    """How a backup is opened: with the secret key of the recipient, or the passphrase."""

    secret_key: str = ""
    passphrase: str = ""

    def decrypt(self, data: bytes) -> bytes:
        """Raises BackupDamaged."""
        try:
            if self.secret_key:
                return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(self.secret_key)]))
            return bytes(pyrage.passphrase.decrypt(data, self.passphrase))
        except Exception as error:  # pyrage raises its own kinds for a wrong key and for damage alike
            raise BackupDamaged(
                "The backup does not open: the key is wrong, or the file is damaged."
            ) from error


def pack(folder: Path, manifest: dict[str, Any], target: Path, lock: Lock) -> None:
    """Write manifest and folder into one encrypted file, which appears only when it is whole."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        _add(tar, "manifest.json", json.dumps(manifest, indent=1, sort_keys=True).encode())
        for path in sorted(folder.iterdir()):
            tar.add(path, arcname=path.name)
    beside = target.with_suffix(target.suffix + ".part")
    beside.write_bytes(lock.encrypt(packed.getvalue()))
    beside.chmod(0o600)
    beside.replace(target)


def unpack(source: Path, folder: Path, opener: Opener) -> dict[str, Any]:
    """Open a backup into a folder. Returns its manifest. Raises BackupDamaged."""
    plain = opener.decrypt(source.read_bytes())
    try:
        with tarfile.open(fileobj=io.BytesIO(plain), mode="r:gz") as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        raise BackupDamaged("The backup opens, but what is inside cannot be read.") from error
    return manifest


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.mode = 0o600
    tar.addfile(entry, io.BytesIO(data))
