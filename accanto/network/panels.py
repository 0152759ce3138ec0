"""What upper rooms add to a project's page. `network` knows none of them; each registers itself in its AppConfig."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.network.models import Project

_panels: list[Callable[[Actor, Project], Iterable[Panel]]] = []


def register_panel(provider: Callable[[Actor, Project], Iterable[Panel]]) -> None:
    _panels.append(provider)


def panels(actor: Actor, project: Project) -> list[Panel]:
    return sorted(
        (panel for provider in _panels for panel in provider(actor, project)), key=lambda panel: panel.order
    )
