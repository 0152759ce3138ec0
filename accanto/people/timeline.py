"""What upper rooms add to a person's page: events on the line through time, and panels.

`people` knows none of them; each registers itself in its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accanto.core.actor import Actor
from accanto.people.models import Person


@dataclass(frozen=True)
class Event:
    """One point of the line. `text` says nothing that the actor may not read."""

    when: date
    icon: str
    title: Any
    text: Any = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Panel:
    """A card on the page: a template with its context."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


#: A room's provider gives both, so that what it reads once serves the card and the line.
Provider = Callable[[Actor, Person], Iterable[Event | Panel]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    _providers.append(provider)


def around(actor: Actor, person: Person) -> tuple[list[Panel], list[Event]]:
    """The cards in their order; and everything known of a person that the actor may see, newest first."""
    panels, events = [], []
    for provider in _providers:
        for each in provider(actor, person):
            if isinstance(each, Panel):
                panels.append(each)
            else:
                events.append(each)
    panels.sort(key=lambda panel: panel.order)
    events.sort(key=lambda event: event.when, reverse=True)
    return panels, events
