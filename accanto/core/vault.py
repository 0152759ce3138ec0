"""Sealed files: documents stand in the installation's folder as ciphertext alone.

Each row has a key of its own, which stands in a sealed column of it: so a file opens only through its row,
`accanto keys rotate` takes files along by that column, and whoever deletes the row has made every copy of the
file unreadable, in backups too. A file is AES-256-GCM in chunks of 64 KiB, each under its number and whether
it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015, as `age` has it):
chunks cannot be changed, cut off, put in another order or taken from another row or part.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accanto.core.sealed import SealBroken

_MAGIC, _CHUNK, _TAG = b"accanto1", 64 * 1024, 16
#: Parts of a row's file; each under a key of its own.
CONTENT, THUMBNAIL = "content", "thumbnail"
PARTS = (CONTENT, THUMBNAIL)


def folder() -> Path:
    return Path(settings.HOME) / "documents"


def new_key() -> str:
    """A key for one row, as its sealed column holds it."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def write(row: UUID, part: str, content: bytes, key: str) -> None:
    """Seal a part of a row's file: written beside, made certain, then put in its place."""
    place = path_of(row, part)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_suffix(".part")
    cipher = _cipher(row, part, key)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC)
            last = max(0, len(content) - 1) // _CHUNK
            for number in range(last + 1):
                chunk = content[number * _CHUNK : (number + 1) * _CHUNK]
                file.write(cipher.encrypt(_nonce(number, number == last), chunk, None))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def read(row: UUID, part: str, key: str) -> bytes:
    """Open a part of a row's file. Raises SealBroken for one that is missing, altered or another row's."""
    try:
        sealed = path_of(row, part).read_bytes()
        if not sealed.startswith(_MAGIC):
            raise SealBroken(f"The file of {row} is none of ours.")
        return b"".join(_opened(sealed, _cipher(row, part, key)))
    except (OSError, InvalidTag, binascii.Error, ValueError) as error:
        raise SealBroken(f"The {part} of {row} does not open.") from error


def remove(row: UUID) -> None:
    """Take a row's files away; without its key they say nothing anyway."""
    for part in PARTS:
        path_of(row, part).unlink(missing_ok=True)


def path_of(row: UUID, part: str) -> Path:
    """Under the last letters of the identifier, which are chance: no folder grows large."""
    return folder() / row.hex[-2:] / f"{row}.{part}"


def files() -> Iterator[Path]:
    """Every file of the folder, those of a writing that was broken off too."""
    yield from sorted(path for path in folder().glob("*/*") if path.is_file())


def row_of(path: Path) -> UUID | None:
    """Whose file it is, by its name; None for one that is none of ours."""
    try:
        return UUID(path.stem)
    except ValueError:
        return None


def _opened(sealed: bytes, cipher: AESGCM) -> Iterator[bytes]:
    step, start, number = _CHUNK + _TAG, len(_MAGIC), 0
    while True:
        last = start + step >= len(sealed)
        yield cipher.decrypt(_nonce(number, last), sealed[start : start + step], None)
        if last:
            return
        start, number = start + step, number + 1


def _cipher(row: UUID, part: str, key: str) -> AESGCM:
    """A key is used for one file, once: so chunks may be numbered instead of drawn by lot."""
    derived = HKDF(SHA256(), 32, salt=None, info=f"accanto.vault|{row}|{part}".encode())
    return AESGCM(derived.derive(base64.b64decode(key, validate=True)))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
