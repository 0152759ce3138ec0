"""What is derived from an entry is made anew when the entry changes: search index, published documents.

Every operation that changes an entry, or a part of one, ends with `refresh`. The makers register
themselves in `AppConfig.ready()`, so that this module knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

#: Makes something anew for these services; gone or hidden ones are to be forgotten.
Maker = Callable[[Collection[UUID]], None]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Called once a process for each maker."""
    if maker not in _makers:
        _makers.append(maker)


def refresh(services: Collection[UUID]) -> None:
    """Make anew what is derived from these services, within the same transaction."""
    for maker in _makers:
        maker(services)
