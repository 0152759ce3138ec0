"""Backups: what goes in comes back equal; every damage is noticed; nothing opens without the key."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pyrage
import pytest

from accanto.cli.backup import write_backup
from accanto.cli.backups.archive import BackupDamaged, Lock, Opener
from accanto.cli.backups.files import compare_documents
from accanto.cli.restore import verify_backup
from tests.cast import make_cast

SECRET = "quattro parole da ricordare"
IDENTITY = pyrage.x25519.Identity.generate()
KEY = Opener(secret_key=str(IDENTITY))


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> Path:
    """For a key: a passphrase costs seconds and half a gigabyte on purpose, so one test has one."""
    make_cast().case()
    path = tmp_path / "accanto.age"
    write_backup(path, Lock(recipient=str(IDENTITY.to_public())))
    return path


def test_a_backup_verifies(backup: Path) -> None:
    assert verify_backup(backup, KEY) > 100
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_of_it_can_be_read(backup: Path) -> None:
    content = backup.read_bytes()
    assert b"berta@example.org" not in content
    assert content.startswith(b"age-encryption.org/v1")


def test_the_wrong_key_does_not_open_it(backup: Path) -> None:
    with pytest.raises(BackupDamaged, match="key is wrong"):
        verify_backup(backup, Opener(secret_key=str(pyrage.x25519.Identity.generate())))


@pytest.mark.parametrize("damage", ["one byte", "cut", "last byte cut", "empty"])
def test_damage_is_noticed(backup: Path, damage: str) -> None:
    content = bytearray(backup.read_bytes())
    if damage == "one byte":
        content[len(content) // 2] ^= 1
    keep = {
        "one byte": len(content),
        "cut": len(content) * 3 // 4,
        "last byte cut": len(content) - 1,
        "empty": 0,
    }
    backup.write_bytes(bytes(content[: keep[damage]]))
    with pytest.raises(BackupDamaged):
        verify_backup(backup, KEY)


def test_a_passphrase_opens_it_again(transactional_db: None, tmp_path: Path) -> None:
    path = tmp_path / "b.age"
    write_backup(path, Lock(passphrase=SECRET))
    assert verify_backup(path, Opener(passphrase=SECRET)) > 0
    with tarfile.open(path) as outer:
        for name in ("key.age", "content.age"):
            member = outer.extractfile(name)
            assert member is not None
            assert member.read(21) == b"age-encryption.org/v1"
    path.write_bytes(path.read_bytes()[:2048])  # the second part has just begun
    with pytest.raises(BackupDamaged):
        verify_backup(path, Opener(passphrase=SECRET))


def test_a_document_that_is_not_as_it_was_is_noticed() -> None:
    name = "0190.content"
    compare_documents({name: "a"}, {name: "a"})
    for found in ({name: "b"}, {}):
        with pytest.raises(BackupDamaged, match="1 documents are not as they were saved"):
            compare_documents({name: "a"}, found)
