"""Copies of leaflets that were noted elsewhere, so that none counts twice.

Encounters are kept by a higher room, which registers itself here in its `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from accanto.core.actor import Actor

#: (actor, project, day, language in ISO 639-3) -> copies that this user noted.
Noted = Callable[[Actor, Any, date, str], int]
_sources: list[Noted] = []


def register(source: Noted) -> None:
    if source not in _sources:
        _sources.append(source)


def copies_noted(actor: Actor, project: Any, on: date, language: str) -> int:
    """Copies that the actor noted elsewhere on this day, in this language, for this project."""
    return sum(source(actor, project, on, language) for source in _sources)
