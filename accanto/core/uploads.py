"""Files that are sent are held in memory, never on the disk in plain, and never more than may be taken.

Of a larger file only its size is kept: its form says so at its field, beside files that are well.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: All files of one request together, as many times the largest file.
_TOGETHER = 4


class TooLargeFile(InMemoryUploadedFile):
    """A file of which nothing was kept but its name and its size."""


class HeldInMemory(FileUploadHandler):
    """Keeps each file up to `largest()`; beyond it, and beyond all together, reads on and keeps nothing."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._blocks: list[bytes] = []
        self._too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        over = start + len(raw_data) > largest() or self._held + len(raw_data) > _TOGETHER * largest()
        if over and not self._too_large:
            self._held -= sum(map(len, self._blocks))
            self._blocks, self._too_large = [], True
        if not self._too_large:
            self._blocks.append(raw_data)
            self._held += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        kind = TooLargeFile if self._too_large else InMemoryUploadedFile
        return kind(
            BytesIO(b"".join(self._blocks)),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def largest() -> int:
    """Bytes of the largest file that is taken anywhere."""
    return settings.ACCANTO_DOCUMENT_MB * 1_000_000
