"""Files and rows of documents held side by side: which has lost the other, and what the night takes away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from accanto.cases.models import Document
from accanto.core import vault
from accanto.core.actor import SystemActor

_KEEPER = SystemActor("retention")
#: A file younger than this may be of a row that is being written.
_SECONDS = 3600
_AT_ONCE = 500


def lost_files() -> list[Path]:
    """Files that no row is about any more: without a row there is no key, so nobody can read them."""
    old = [path for path in vault.files() if path.stat().st_mtime < time.time() - _SECONDS]
    known = _known([row for path in old if (row := vault.row_of(path)) is not None])
    return [path for path in old if path.suffix == ".part" or vault.row_of(path) not in known]


def sweep() -> int:
    """Take such files away. Returns how many."""
    lost = lost_files()
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def rows_without_file() -> list[UUID]:
    """Documents whose file is not where it should be."""
    keys = Document.objects.visible_to(_KEEPER).order_by("pk").values_list("pk", flat=True)
    return [key for key in keys.iterator() if not vault.path_of(key, vault.CONTENT).exists()]


def _known(keys: list[UUID]) -> set[UUID]:
    rows = Document.objects.visible_to(_KEEPER)
    return {key for part in _parts(keys) for key in rows.filter(pk__in=part).values_list("pk", flat=True)}


def _parts(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
