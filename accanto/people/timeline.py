"""What upper rooms add to a person's page: events on the line through time, and panels.

`people` knows none of them; each registers itself in its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accanto.core.actor import Actor
from accanto.core.together import Holds, ask_what_it_holds, holds
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
_providers: list[tuple[Provider, Holds | None]] = []


def register(provider: Provider, holds: Holds | None = None) -> None:
    """`holds`: the rows that it tells of, by name. The page asks for all providers at once; one of which nothing is there is not called."""
    _providers.append((provider, holds))


def around(
    actor: Actor, person: Person, own: Mapping[str, QuerySet[Any]] | None = None
) -> tuple[list[Panel], list[Event]]:
    """The cards in their order; and everything known of a person that the actor may see, newest first. `own`: the
    page's own lists, asked about along with those of the providers."""
    panels, events = [], []
    for provider in _that_have(actor, person, own or {}):
        for each in provider(actor, person):
            if isinstance(each, Panel):
                panels.append(each)
            else:
                events.append(each)
    panels.sort(key=lambda panel: panel.order)
    events.sort(key=lambda event: event.when, reverse=True)
    return panels, events


def _that_have(actor: Actor, person: Person, own: Mapping[str, QuerySet[Any]]) -> list[Provider]:
    told = [(provider, dict(rows(actor, person)) if rows else None) for provider, rows in _providers]
    hanging = {name: rows for _one, parts in told for name, rows in (parts or {}).items()}
    ask_what_it_holds(person, {**own, **hanging})
    return [
        provider for provider, parts in told if parts is None or any(holds(person, name) for name in parts)
    ]
