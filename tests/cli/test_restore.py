"""A backup of one installation becomes another one: every row, every secret, every way in."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from django.db import connection

from accanto.cases.operations.document import keep_files
from accanto.cli.backup import write_backup
from accanto.cli.backups import archive, origin
from accanto.cli.backups.archive import BackupDamaged, Lock, Opener, pack, unpack
from accanto.cli.restore import verify_backup
from accanto.people.operations.identity import add_identity
from tests.cases.papers import pdf, upload
from tests.cast import SYSTEM, make_cast
from tests.cli.installation import Installation

IDENTITY = pyrage.x25519.Identity.generate()

CHECKS = """
from django.test import Client
from accanto.core.actor import SystemActor
from accanto.people.models import Identity
from accanto.privacy.chain import verify
from accanto.privacy.models import AuditEntry
everything = SystemActor("test")
row = Identity.objects.visible_to(everything).get()
print("NAME", row.given_name, row.family_name)
from accanto.cases.models import Document
from accanto.core import vault
paper = Document.objects.visible_to(everything).get()
print("PAPER", vault.read(paper.pk, vault.CONTENT, paper.file_key)[:5])
verdict = verify()
print("TRAIL", verdict.sound, verdict.entries)
print("LAST", AuditEntry.objects.unscoped("test").order_by("-number").first().action)
answer = Client(SERVER_NAME="localhost").post(
    "/sign-in/login/", {"login": "carlos@example.org", "password": "una frase lunga e mia"}
)
print("SIGN-IN", answer.status_code, answer["Location"])
"""


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> tuple[Path, dict[str, object]]:
    """A small installation with an identity, and its backup for a key."""
    cast = make_cast()
    keep_files(SYSTEM, case=cast.case(), files=[upload(pdf())])
    add_identity(SYSTEM, person=cast.person(), given_name="Ǧamīla", family_name="O'Prova\t\\")
    path = tmp_path / "accanto.age"
    return path, write_backup(path, Lock(recipient=str(IDENTITY.to_public())))


@pytest.fixture
def other(tmp_path: Path, backup: object) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.close()


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    path = tmp_path / "secret"
    path.write_text(str(IDENTITY), encoding="utf-8")
    return str(path)


def test_an_empty_installation_becomes_the_saved_one(
    backup: tuple[Path, dict[str, object]], other: Installation, key_file: str, tmp_path: Path
) -> None:
    path, manifest = backup
    other.take_keyring()
    done = other.run("restore", str(path), "--key-file", key_file)
    assert done.returncode == 0, done.stderr
    assert "all as they were" in done.stdout
    lines = dict(line.split(" ", 1) for line in other.python(CHECKS).splitlines())
    assert lines["PAPER"] == "b'%PDF-'"
    assert lines["NAME"] == "Ǧamīla O'Prova\t\\"
    assert lines["TRAIL"].startswith("True")
    assert lines["LAST"] == "backup.restored"
    assert lines["SIGN-IN"] == "302 /"
    again = tmp_path / "again.age"
    other.run("backup", str(again), "--recipient", str(IDENTITY.to_public()))
    (tmp_path / "opened").mkdir()
    found = unpack(again, tmp_path / "opened", Opener(secret_key=str(IDENTITY)))["tables"]
    wanted = manifest["tables"]
    assert isinstance(wanted, dict)
    # Everything but what the restore (municipalities, vocabularies), the second backup and the sign-in wrote themselves.
    written = {
        "network_municipality", "directory_taxonomy", "directory_taxonomyterm", "directory_unit",
        "privacy_auditentry", "privacy_trailhead",
        "django_session", "usersessions_usersession", "accounts_user",
    }  # fmt: skip
    assert {name for name in wanted if wanted[name] != found[name]} <= written
    assert found["people_identity"] == wanted["people_identity"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL fills the tables that are there")
def test_a_site_that_runs_meanwhile_goes_on_in_the_restored_data(
    backup: tuple[Path, dict[str, object]], other: Installation, key_file: str
) -> None:
    """It has a handle open on the empty database; what it writes next is written into what came back."""
    other.take_keyring()
    assert other.run("migrate", "--quiet").returncode == 0
    code = f"""
import subprocess, sys
from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import SystemActor
assert User.objects.count() == 0
done = subprocess.run([sys.executable, "-m", "accanto", "restore", {str(backup[0])!r}, "--key-file", {key_file!r}])
trail.note(SystemActor("test"), "figures.exported", trail.Subject("figures", "x"))
print(done.returncode, User.objects.count() > 0)
"""
    assert other.python(code).splitlines()[-1] == "0 True"
    assert other.run("audit", "verify").returncode == 0
    last = "from accanto.privacy.models import AuditEntry\nprint(AuditEntry.objects.unscoped('t').order_by('-number').first().action)"
    assert "figures.exported" in other.python(last)


def test_a_site_with_people_is_left_alone(
    backup: tuple[Path, dict[str, object]], other: Installation, key_file: str
) -> None:
    other.take_keyring()
    assert other.run("restore", str(backup[0]), "--key-file", key_file).returncode == 0
    second = other.run("restore", str(backup[0]), "--key-file", key_file)
    assert second.returncode == 1
    assert "holds people already" in second.stderr


def test_another_keyring_is_refused_before_anything_is_touched(
    backup: tuple[Path, dict[str, object]], other: Installation, key_file: str
) -> None:
    assert other.run("migrate", "--quiet").returncode == 0  # makes a keyring of its own
    done = other.run("restore", str(backup[0]), "--key-file", key_file)
    assert done.returncode == 1
    assert "is not the one of the backup" in done.stderr
    assert other.run("audit", "verify").returncode == 0
    assert "0" in other.python("from accanto.accounts.models import User; print(User.objects.count())")


def test_going_back_to_last_nights_backup_is_told_in_the_trail(
    backup: tuple[Path, dict[str, object]], other: Installation, key_file: str
) -> None:
    """The witness has seen entries that the backup does not have: no false alarm, but no silence."""
    other.take_keyring()
    witness = other.keyring.with_name("trail_head.json")
    witness.write_text(json.dumps({"number": 99_999, "digest": "0" * 64}), encoding="utf-8")
    assert other.run("restore", str(backup[0]), "--key-file", key_file).returncode == 0
    code = "from accanto.privacy.models import AuditEntry\nprint(AuditEntry.objects.unscoped('t').order_by('-number').first().changes)"
    assert "99999" in other.python(code)
    assert other.run("audit", "verify").returncode == 0


# --- what is told when it cannot be ---------------------------------------------------------------


def _opened(path: Path, **how: str) -> str:
    with pytest.raises(BackupDamaged) as raised:
        verify_backup(path, Opener(**how))
    return str(raised.value)


def test_a_missing_key_says_which_is_wanted(backup: tuple[Path, dict[str, object]]) -> None:
    assert "--key-file" in _opened(backup[0], passphrase="parola")


def test_a_missing_passphrase_says_so(backup: object, tmp_path: Path) -> None:
    path = tmp_path / "p.age"
    write_backup(path, Lock(passphrase="parola"))
    assert "ACCANTO_BACKUP_PASSPHRASE" in _opened(path)
    assert "key is wrong" in _opened(path, passphrase="un'altra")


def test_a_file_that_is_no_backup_says_so(transactional_db: None, tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff" * 400)
    assert "does not open" in _opened(path, passphrase="parola")


def test_another_format_says_its_number(
    backup: tuple[Path, dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "FORMAT", 99)
    assert "has format 3" in _opened(backup[0], secret_key=str(IDENTITY))


def test_a_newer_version_says_what_to_install(backup: tuple[Path, dict[str, object]]) -> None:
    newer = {**backup[1], "migrations": [*backup[1]["migrations"], "people.0999_later"], "version": "9.9"}  # type: ignore[misc]
    with pytest.raises(BackupDamaged, match=r"version 9\.9, which is newer"):
        origin.require_same_origin(newer)


def test_the_other_engine_is_refused(backup: tuple[Path, dict[str, object]]) -> None:
    vendor = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    with pytest.raises(BackupDamaged, match=f"The backup is of {vendor}"):
        origin.require_same_origin({**backup[1], "vendor": vendor})


def test_a_lost_row_is_noticed(backup: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    """The file opens, but what is inside is not what the manifest says."""
    (tmp_path / "in").mkdir()
    manifest = unpack(backup[0], tmp_path / "in", Opener(secret_key=str(IDENTITY)))
    (tmp_path / "in" / "manifest.json").unlink()
    manifest["tables"]["people_person"]["rows"] += 1
    worse = tmp_path / "worse.age"
    pack(tmp_path / "in", manifest, worse, Lock(recipient=str(IDENTITY.to_public())))
    assert "people_person" in _opened(worse, secret_key=str(IDENTITY))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.999])
def test_any_damaged_byte_is_noticed(backup: tuple[Path, dict[str, object]], share: float) -> None:
    content = bytearray(backup[0].read_bytes())
    content[int(len(content) * share)] ^= 1
    backup[0].write_bytes(bytes(content))
    _opened(backup[0], secret_key=str(IDENTITY))


def test_a_backup_is_packed_and_opened_in_blocks(tmp_path: Path) -> None:
    """64 MB pass through, and a small part of them is held at a time."""
    folder, opened = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    opened.mkdir()
    (folder / "table.copy").write_bytes(bytes(range(256)) * 4096 * 64)
    tracemalloc.start()
    try:
        pack(
            folder, {"format": archive.FORMAT}, tmp_path / "b.age", Lock(recipient=str(IDENTITY.to_public()))
        )
        unpack(tmp_path / "b.age", opened, Opener(secret_key=str(IDENTITY)))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (opened / "table.copy").stat().st_size == 64 << 20
    assert peak < 8 << 20


def test_nothing_half_made_is_left_behind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(Exception, match="."):
        pack(folder, {}, tmp_path / "b.age", Lock(recipient="age1nonsense"))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
