"""Backups: what goes in comes back equal; every damage is noticed; nothing opens without the key."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from accanto.cli.backup import write_backup
from accanto.cli.backups.archive import BackupDamaged, Lock, Opener
from accanto.cli.restore import verify_backup
from tests.cast import make_cast

SECRET = "quattro parole da ricordare"


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> Path:
    make_cast().case()
    path = tmp_path / "accanto.age"
    write_backup(path, Lock(passphrase=SECRET))
    return path


def test_a_backup_verifies(backup: Path) -> None:
    assert verify_backup(backup, Opener(passphrase=SECRET)) > 100
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_of_it_can_be_read(backup: Path) -> None:
    content = backup.read_bytes()
    assert b"berta@example.org" not in content
    assert content.startswith(b"age-encryption.org/v1")


def test_the_wrong_key_does_not_open_it(backup: Path) -> None:
    with pytest.raises(BackupDamaged):
        verify_backup(backup, Opener(passphrase="un'altra"))


@pytest.mark.parametrize("damage", ["one byte", "cut", "empty"])
def test_damage_is_noticed(backup: Path, damage: str) -> None:
    content = bytearray(backup.read_bytes())
    if damage == "one byte":
        content[len(content) // 2] ^= 1
    backup.write_bytes(
        b"" if damage == "empty" else bytes(content[: len(content) - 40] if damage == "cut" else content)
    )
    with pytest.raises(BackupDamaged):
        verify_backup(backup, Opener(passphrase=SECRET))


def test_a_public_key_is_enough_to_write(transactional_db: None, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "b.age"
    write_backup(path, Lock(recipient=str(identity.to_public())))
    assert verify_backup(path, Opener(secret_key=str(identity))) > 0
    with pytest.raises(BackupDamaged):
        verify_backup(path, Opener(passphrase=SECRET))
