"""The file of a backup: packed, encrypted, and taken apart again with every damage noticed.

Nothing is held in memory as a whole: the tables run from disk through tar, gzip and age in blocks, and
the same way back. A passphrase costs a second of work by design, and `age` takes one only for small
files: such a backup is a tar of `key.age` (a fresh key, under the passphrase) and `content.age` (the
rest, under that key). Both ways a backup opens with the standard `age` tool and `tar` alone.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

#: The format of what is inside. Another one is refused with its number.
FORMAT = 3
_BLOCK = 256 * 1024
_AGE = b"age-encryption.org/v1"
_KEY, _CONTENT = "key.age", "content.age"
#: The key under a passphrase is a few hundred bytes; a longer one is none of ours.
_KEY_AT_MOST = 64 * 1024


class BackupDamaged(Exception):
    """The file cannot be read: cut, altered, of another kind, or the key is wrong."""


@dataclass(frozen=True)
class Lock:
    """How a backup is encrypted: for a public key (`age1…`), or with a passphrase."""

    recipient: str = ""
    passphrase: str = ""

    def encrypt(self, plain: io.RawIOBase, target: IO[bytes]) -> None:
        if self.recipient:
            pyrage.encrypt_io(plain, target, [pyrage.x25519.Recipient.from_str(self.recipient)])
            return
        key = pyrage.x25519.Identity.generate()
        sealed = bytes(pyrage.passphrase.encrypt(str(key).encode(), self.passphrase))
        with tarfile.open(fileobj=target, mode="w") as outer:
            _add(outer, _KEY, sealed)
            with _growing_member(outer, target) as member:
                pyrage.encrypt_io(plain, member, [key.to_public()])


@dataclass(frozen=True)
class Opener:
    """How a backup is opened: with the secret key of the recipient, or the passphrase."""

    secret_key: str = ""
    passphrase: str = ""

    def decrypt(self, source: Path, target: IO[bytes]) -> None:
        """Write what is inside into `target`. Raises BackupDamaged."""
        try:
            with source.open("rb") as file:
                if file.read(len(_AGE)) == _AGE:
                    file.seek(0)
                    self._with_key(file, target, self.secret_key)
                else:
                    file.seek(0)
                    self._with_passphrase(file, target)
        except BackupDamaged:
            raise
        except Exception as error:  # pyrage raises its own kinds for a wrong key and for damage alike
            raise BackupDamaged(
                "The backup does not open: the key is wrong, or the file is damaged."
            ) from error

    def _with_passphrase(self, file: IO[bytes], target: IO[bytes]) -> None:
        with tarfile.open(fileobj=file, mode="r:") as outer:
            sealed, content = outer.extractfile(_KEY), outer.extractfile(_CONTENT)
            if sealed is None or content is None:
                raise BackupDamaged("The file is no backup of Accanto.")
            if not self.passphrase:
                raise BackupDamaged("The backup was made with a passphrase: set ACCANTO_BACKUP_PASSPHRASE.")
            key = bytes(pyrage.passphrase.decrypt(sealed.read(_KEY_AT_MOST), self.passphrase))
            self._with_key(content, target, key.decode())

    def _with_key(self, file: IO[bytes], target: IO[bytes], secret_key: str) -> None:
        if not secret_key:
            raise BackupDamaged("The backup was made for a key: give its secret half with --key-file.")
        pyrage.decrypt_io(file, target, [pyrage.x25519.Identity.from_str(secret_key)])


def pack(folder: Path, manifest: dict[str, Any], target: Path, lock: Lock) -> None:
    """Write manifest and folder into one encrypted file, which appears only when it is whole."""
    said = json.dumps(manifest, indent=1, sort_keys=True).encode()
    beside = target.with_suffix(target.suffix + ".part")
    try:
        with open(beside, "w+b", opener=_private) as file:  # noqa: PTH123  a Path opens without its mode
            lock.encrypt(_Blocks(_gzip(_tar(said, folder))), file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def unpack(source: Path, folder: Path, opener: Opener) -> dict[str, Any]:
    """Open a backup into a folder. Returns its manifest. Raises BackupDamaged."""
    with tempfile.TemporaryFile(dir=folder) as plain:
        opener.decrypt(source, plain)
        plain.seek(0)
        try:
            with tarfile.open(fileobj=plain, mode="r:gz") as tar:
                tar.extractall(folder, filter="data")
            manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (tarfile.TarError, OSError, ValueError, EOFError, zlib.error) as error:
            raise BackupDamaged("The backup opens, but what is inside cannot be read.") from error
    if manifest.get("format") != FORMAT:
        raise BackupDamaged(
            f"The backup has format {manifest.get('format')}, made by version {manifest.get('version')}; "
            f"this version reads format {FORMAT}: use the version that made it."
        )
    return manifest


# --- in blocks ------------------------------------------------------------------------------------


class _Blocks(io.RawIOBase):
    """A file to read from, made of blocks as they come."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._left = blocks, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._left = block
        size = len(self._left) if size < 0 else size
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def _tar(manifest: bytes, folder: Path) -> Iterator[bytes]:
    yield from _member("manifest.json", len(manifest), iter([manifest]))
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            yield from _member(path.name, path.stat().st_size, iter(lambda: file.read(_BLOCK), b""))  # noqa: B023
    yield b"\0" * 2 * tarfile.BLOCKSIZE


def _member(name: str, size: int, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield _header(name, size)
    yield from blocks
    yield b"\0" * (-size % tarfile.BLOCKSIZE)


def _header(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)


def _gzip(blocks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(3, zlib.DEFLATED, 31)
    for block in blocks:
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()


@contextmanager
def _growing_member(outer: tarfile.TarFile, target: IO[bytes]) -> Iterator[IO[bytes]]:
    """A member of a tar whose size is known only when it is written: its header is filled in after."""
    start = target.tell()
    target.write(b"\0" * tarfile.BLOCKSIZE)
    yield target
    end = target.tell()
    size = end - start - tarfile.BLOCKSIZE
    target.seek(start)
    target.write(_header(_CONTENT, size))
    target.seek(end)
    target.write(b"\0" * (-size % tarfile.BLOCKSIZE))
    outer.offset = target.tell()


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    tar.addfile(entry, io.BytesIO(data))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
