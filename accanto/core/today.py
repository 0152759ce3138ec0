"""What is due, for the page Today: each room says what it knows; nobody keeps a second list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from accanto.core.actor import Actor

Urgency = Literal["late", "now", "soon", "info"]
_ORDER: dict[str, int] = {"late": 0, "now": 1, "soon": 2, "info": 3}


@dataclass(frozen=True)
class TodayItem:
    """One thing to do or to know. `title` carries no name of anyone."""

    kind: str
    title: Any
    text: Any
    url: str
    due: date | None = None
    urgency: Urgency = "now"
    icon: str = "it-check"
    #: Before everything else of its urgency, whatever the day: someone may be in danger.
    first: bool = False


Provider = Callable[[Actor], Iterable[TodayItem]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Called by a room's AppConfig.ready()."""
    if provider not in _providers:
        _providers.append(provider)


def items(actor: Actor) -> list[TodayItem]:
    """Everything due, the most pressing first."""
    found = [item for provider in _providers for item in provider(actor)]
    return sorted(found, key=_place)


def _place(item: TodayItem) -> tuple[int, bool, date, str, str]:
    return _ORDER[item.urgency], not item.first, item.due or date.max, item.kind, item.url
