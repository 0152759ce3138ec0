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


_events: list[Callable[[Actor, Person], Iterable[Event]]] = []
_panels: list[Callable[[Actor, Person], Iterable[Panel]]] = []


def register(provider: Callable[[Actor, Person], Iterable[Event]]) -> None:
    _events.append(provider)


def register_panel(provider: Callable[[Actor, Person], Iterable[Panel]]) -> None:
    _panels.append(provider)


def events(actor: Actor, person: Person) -> list[Event]:
    """Everything known of a person that the actor may see, newest first."""
    found = [event for provider in _events for event in provider(actor, person)]
    return sorted(found, key=lambda event: event.when, reverse=True)


def panels(actor: Actor, person: Person) -> list[Panel]:
    found = [panel for provider in _panels for panel in provider(actor, person)]
    return sorted(found, key=lambda panel: panel.order)
