"""What other rooms add to the person's own page (their courses, when there are some): each registers itself in its
AppConfig.ready(). Nothing stands on the page for what no room provides."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.mine.models import OwnPerson

Provider = Callable[[Actor, OwnPerson], Iterable[Panel]]
_providers: list[Provider] = []


def register_panel(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def panels(actor: Actor, person: OwnPerson) -> list[Panel]:
    """The cards, in their order. Their templates stand in a folder `parties`: they are read in five languages."""
    found = [panel for provider in _providers for panel in provider(actor, person)]
    return sorted(found, key=lambda panel: panel.order)
