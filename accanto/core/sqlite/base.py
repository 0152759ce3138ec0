"""Connections to the embedded database that stay open between requests, as long as the file is still the one.

Opening one costs more than two milliseconds a request; when it was the only one, closing it emptied the write-ahead
log besides. A restore, or a demo begun afresh, puts another file in the file's place: a handle that is still open
reads and writes the one that is gone. So each statement outside a transaction first asks whether the path still
leads to the file that was opened (a microsecond), and a transaction asks again once it holds the lock. `restore`
puts the new file there while it holds that lock itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens anew when the file was replaced."""

    _opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: Any) -> Any:
        before = (
            self._file()
        )  # asked first: a file that is replaced meanwhile is taken for another, never missed
        connection = super().get_new_connection(conn_params)
        self._opened = before or self._file()
        return connection

    def _file(self) -> tuple[int, int] | None:
        """Which file the path leads to now; None where there is none (a database in memory)."""
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _cursor(self, name: str | None = None) -> Any:
        if self.connection is not None and not self.in_atomic_block and self._file() != self._opened:
            self.close()
        return super()._cursor(name)  # type: ignore[misc]

    def _start_transaction_under_autocommit(self) -> None:
        super()._start_transaction_under_autocommit()  # type: ignore[misc]
        if self._file() != self._opened:  # while it waited for the lock
            self.connection.rollback()
            self.close()
            self.connect()
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
