"""What upper rooms add to a case's page, and what they say before it is closed.

`cases` knows none of them; each registers itself in its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.panels import Panel

#: Capabilities on a case that its page asks about.
asked: set[str] = {"cases.edit"}
_columns: dict[str, Callable[[Actor], Any]] = {}
_panels: list[Callable[[Actor, Case], Iterable[Panel]]] = []
_obstacles: list[Callable[[Actor, Case], Iterable[Any]]] = []


def register_panel(provider: Callable[[Actor, Case], Iterable[Panel]], asks: Iterable[str] = ()) -> None:
    """`asks`: capabilities on the case that the card asks about; the page asks for all cards at once."""
    _panels.append(provider)
    asked.update(asks)


def register_column(name: str, expression: Callable[[Actor], Any]) -> None:
    """A value that the query of the page's case brings along, so that a card needs none of its own."""
    _columns[name] = expression


def columns(actor: Actor) -> dict[str, Any]:
    """What the page's case is annotated with."""
    return {name: expression(actor) for name, expression in _columns.items()}


def register_obstacle(provider: Callable[[Actor, Case], Iterable[Any]]) -> None:
    """Sentences shown before a case is closed ("a plan is still open"); they warn, they do not forbid."""
    _obstacles.append(provider)


def panels(actor: Actor, case: Case) -> list[Panel]:
    return sorted(
        (panel for provider in _panels for panel in provider(actor, case)), key=lambda panel: panel.order
    )


def obstacles(actor: Actor, case: Case) -> list[Any]:
    return [sentence for provider in _obstacles for sentence in provider(actor, case)]
