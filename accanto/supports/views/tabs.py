"""The places of this room that an actor may open, above its lists."""

from __future__ import annotations

from accanto.core.actor import Actor

_TABS = {
    "supports": "supports.see",
    "budgets": "budgets.see",
    "homes": "homes.see",
    "placements": "placements.see",
    "export": "supports.export",
}


def tabs(actor: Actor) -> dict[str, bool]:
    return {name: actor.may(capability) for name, capability in _TABS.items()}
