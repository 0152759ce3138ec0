"""The files of documents in a backup: as they stand, sealed, with a hash each.

They are never changed once they are written, so a second name for the same bytes is copy enough.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from accanto.cli.backups.archive import BackupDamaged
from accanto.core import vault

_BEGIN = "document."


def write_documents(folder: Path) -> dict[str, str]:
    """Put every file into a folder that has some of them already. Returns the SHA-256 of each, by name."""
    for path in vault.files():
        if path.suffix.removeprefix(".") in vault.PARTS and not (folder / f"{_BEGIN}{path.name}").exists():
            _second_name(path, folder / f"{_BEGIN}{path.name}")
    return document_states(folder)


def document_states(folder: Path) -> dict[str, str]:
    """The files in a folder, by name, each with its SHA-256."""
    return {path.name.removeprefix(_BEGIN): _digest(path) for path in sorted(folder.glob(f"{_BEGIN}*"))}


def compare_documents(wanted: dict[str, str], found: dict[str, str]) -> None:
    """Raises BackupDamaged for files that are not as they were."""
    wrong = [name for name in wanted if found.get(name) != wanted[name]]
    if wrong:
        raise BackupDamaged(
            f"{len(wrong)} documents are not as they were saved: {', '.join(sorted(wrong)[:3])}."
        )


def put_back_documents(folder: Path) -> None:
    """Put the files of an unpacked backup into their places."""
    for path in sorted(folder.glob(f"{_BEGIN}*")):
        row = vault.row_of(Path(path.name.removeprefix(_BEGIN)))
        if row is None:
            raise BackupDamaged(f"{path.name} is no document of Accanto.")
        place = vault.path_of(row, path.suffix.removeprefix("."))
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, place)
        place.chmod(0o600)


def _second_name(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileNotFoundError:  # removed this moment
        return
    except OSError:  # another disk
        shutil.copyfile(path, target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
